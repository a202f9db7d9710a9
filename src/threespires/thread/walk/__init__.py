"""Walking the thread both ways, and seeing where it is broken."""
