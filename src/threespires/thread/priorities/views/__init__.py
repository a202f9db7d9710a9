"""Pages about lines of enquiry and priorities, one noun to a file."""
