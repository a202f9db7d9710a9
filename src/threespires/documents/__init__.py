"""Uploaded files: what they are, and handing them out."""
