"""Who did what, in which seat, with what before and after. Stores names, not foreign keys."""
