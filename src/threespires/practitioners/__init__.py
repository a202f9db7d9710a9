"""Practitioners: those who work with children in an agency, and sit nowhere. No case is open to them."""
