"""What takes two: one asks, a second approves, and only then is it done."""
