"""Unusual reading of case records, which somebody else than the reader looks into."""
