"""Leaving with everything: a group's own case records as open files, and reading them in elsewhere."""
