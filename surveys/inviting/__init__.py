"""Inviting: staff lists, messages that go out once, printed cards, and what came back."""
