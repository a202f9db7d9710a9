"""Pages about the arrangement, one noun to a file."""
