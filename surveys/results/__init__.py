"""Results: what a page, a file and a chart say of a wave's published tables, and nothing else."""
