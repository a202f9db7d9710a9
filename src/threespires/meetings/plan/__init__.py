"""The forward plan: which group meets when for a year and more, what gets in the way, and what must come to which
meeting."""
