"""Keys, and what is sealed with them. Knows only identifiers: never what a case is."""
