"""Reading a file, whatever sort of table it is."""

from django.utils.translation import gettext as _

from .cells import Table, Unreadable
from .csv_tables import read_csv
from .xlsx_tables import is_workbook, read_xlsx

OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_table(content: bytes) -> Table:
    """The table of a file, by what it holds and not by its name. Raises Unreadable."""
    if is_workbook(content):
        return read_xlsx(content)
    if content.startswith(OLD_EXCEL):
        raise Unreadable(_("This is an old or protected Excel file: save it as XLSX, or as CSV UTF-8."))
    return read_csv(content)
