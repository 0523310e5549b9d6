"""Search over everything, suggestions while typing, and the matching of lists of names.

PostgreSQL finds (the rows of names.models.SearchName and SearchText); here a query is read, its hits are ranked, and
each says why it was found.
"""
