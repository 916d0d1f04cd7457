"""The history of one thing of the plan in sentences, line by line, with what can be undone."""
