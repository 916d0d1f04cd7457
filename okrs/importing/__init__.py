"""A sheet on its way into the plan: drafted, matched, checked, confirmed, and undone.

`drafts` keeps it, `checking` says what it would do, `confirming` writes it, and `undoing` takes
it back.
"""
