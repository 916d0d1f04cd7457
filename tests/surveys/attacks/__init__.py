"""Attacks on a wave, C1 to C10 of docs/adr/0007-the-ballot.md: each fails here, each day.

An attack that could not succeed proves nothing. So each one is also let loose on a leak planted for
it, and has to find that.
"""
