"""The plan taken away in a workbook, edited offline, and brought back as a list of differences.

`taking` writes it, `arriving` knows it again, `comparing` says what differs, `accepting` writes
what somebody took over, and okrs.importing.undoing takes that back.
"""
