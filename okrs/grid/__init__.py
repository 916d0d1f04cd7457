"""The plan as a sheet that is typed into: cells, rows that are saved by themselves, undo."""
