"""Benchmarks: what a share is set beside, with source, year, population and definition."""
