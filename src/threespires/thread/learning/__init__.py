"""What was learned, and from where."""
