"""Days, periods and duties of the law, as data with effective dates and sources."""
