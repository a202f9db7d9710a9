"""One room for each group's work; neighbours that never import each other."""
