"""Downloading lists as files, and reading their contents."""

import csv
import io
import json
import re
import zipfile
from xml.etree import ElementTree

import pytest

from records.exports import MEDIA_TYPES
from tests.api.api_client import address

FORMS = list(MEDIA_TYPES)
IN_EVERY_FORM = pytest.mark.parametrize("form", FORMS)
IN_SHEETS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ONE_PAGE = "records.paging.LARGEST_PAGE"


def file(client, endpoint, form, **parameters):
    answer = client.get(address(endpoint), {"format": form, **parameters})
    assert answer.status_code == 200, answer.content[:2000]
    return b"".join(answer.streaming_content)


def lines(client, endpoint, **parameters):
    """The documents of a list as JSON lines."""
    content = file(client, endpoint, "jsonl", **parameters).decode()
    return [json.loads(line) for line in content.removesuffix("\n").split("\n") if line]


def csv_rows(client, endpoint, **parameters):
    """The rows of a list as CSV, each by its heads."""
    content = file(client, endpoint, "csv", **parameters)
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def cells_of(content):
    """The rows of the first sheet of an Excel file, each as {column: text}."""
    sheet = ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml"))
    return [
        {re.match("[A-Z]+", cell.get("r"))[0]: "".join(cell.itertext()) for cell in row}
        for row in sheet.iter(f"{IN_SHEETS}row")
    ]


def xlsx_rows(client, endpoint, **parameters):
    """The rows of a list as an Excel file, each by its heads; an empty cell is an empty text."""
    heads, *rows = cells_of(file(client, endpoint, "xlsx", **parameters))
    return [{head: row.get(column, "") for column, head in heads.items()} for row in rows]


SHEETS = {"csv": csv_rows, "xlsx": xlsx_rows}
IN_EVERY_SHEET = pytest.mark.parametrize("form", SHEETS)


def row(client, form, endpoint, **parameters):
    """The only row of a list."""
    (exported,) = SHEETS[form](client, endpoint, **parameters)
    return exported
