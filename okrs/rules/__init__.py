"""What every number, colour and word about progress means: pure functions, no database, no clock.

`docs/progress.md` says the same in prose. Import the modules: `from okrs.rules import standing`.
"""
