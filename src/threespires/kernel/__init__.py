"""What every room stands on: verdicts, lifecycles, dates, locks, door plates. Knows no word of the field."""
