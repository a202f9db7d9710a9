"""Possible safeguarding concerns: what the front line or the public wrote, and somebody must look at once.

Rooms that take such words keep them on `concerns.models.FreeText`. Whoever moderates them can mark a possible concern.
"""
