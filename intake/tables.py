"""Reading a file, whatever sort of table it is."""

from .cells import Table
from .csv_tables import read_csv


def read_table(content: bytes) -> Table:
    """The table of a file. Raises Unreadable."""
    return read_csv(content)
