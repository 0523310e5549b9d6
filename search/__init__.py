"""Search over all record types, suggestions while typing, and matching lists of names.

PostgreSQL searches (the rows of names.models.SearchName and SearchText); this package parses queries, ranks the hits
and explains why each was found.
"""
