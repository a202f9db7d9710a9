"""The benchmark: its data set, the jobs, the floor, and what measures them. See docs/benchmark.md."""
