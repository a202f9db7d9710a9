"""Pages about what is being done, one noun to a file."""
