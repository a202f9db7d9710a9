"""Leaving with everything: what a group, or the whole house, takes out, and reading it back in."""
