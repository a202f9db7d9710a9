"""The first page: what do I owe, what waits for me, what is coming, what changed."""
