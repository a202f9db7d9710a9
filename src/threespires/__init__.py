"""Threespires: a local safeguarding children partnership, from what was learned to what changed."""
