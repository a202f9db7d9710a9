"""What a meeting leaves behind: its minutes, on the page and as a Word file, and the logs."""
