"""What people type about work, actions, rounds, escalations and tests, one noun to a file."""
