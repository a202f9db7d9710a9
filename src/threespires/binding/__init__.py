"""Many papers bound into one PDF: sheets set from our own facts, files turned into pages, all numbered and marked.

Knows nothing of meetings or cases, and writes to no disk: what a program can only read from a file lies in memory.
"""
