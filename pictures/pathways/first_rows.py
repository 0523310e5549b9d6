"""The top of the matrix, for the home page."""

from django.http import QueryDict

from .groups import MatrixList
from .matrix import row_of_document


def first_rows(size=5):
    """(The first rows that have a step, how many rows have one, at most 10,000)."""
    page = MatrixList(QueryDict(f"has_steps=true&page_size={size}")).page()
    return [row_of_document(group, document) for group, document in page.documents], page.count
