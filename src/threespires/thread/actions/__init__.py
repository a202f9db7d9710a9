"""Tasked work, the actions that do it, and the tests of their effect."""
