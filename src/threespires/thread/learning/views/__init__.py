"""Pages about learning: the register, one piece, and the rooms of case groups."""
