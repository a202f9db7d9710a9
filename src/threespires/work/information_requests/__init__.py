"""Requests for information: who asks what of the partnership, by when it is answered, and how."""
