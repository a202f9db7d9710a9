"""The arrangement file: what it says, how it is read and checked, and how it becomes rows."""
