"""The demonstration: one invented year. It can exist nowhere else."""
