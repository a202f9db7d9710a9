"""Whole tasks, done in a real browser as people do them, with script and without."""
