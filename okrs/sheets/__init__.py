"""Other people's sheets, read as they stand: files and pasted text in, understood rows out.

Nothing here knows the database: what is read is text until `okrs.importing` writes it.
"""
