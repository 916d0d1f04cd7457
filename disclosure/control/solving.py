"""What is raised where a linear program comes to no end."""


class NotSolved(ArithmeticError):
    """The solver gave up. All our programs have an end, so nothing may be concluded."""
