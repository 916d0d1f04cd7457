"""An earlier survey, brought in as a wave of its own: read, mapped, counted, and thrown away.

The file is never stored. Between the steps its answers travel in the page itself, signed; columns
that may tell who somebody is, such as names, do not even get that far.
"""
