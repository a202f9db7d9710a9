"""The commands in bin/, run as a stranger would run them."""
