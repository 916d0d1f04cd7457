"""Disclosure control: tables about people that give nobody away, and what may be said of them."""
