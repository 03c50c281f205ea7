"""Every write this room does. Views, commands and tests use these and nothing else."""
