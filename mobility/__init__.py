"""Roof: settings, addresses and checks; wires everything, decides nothing."""
