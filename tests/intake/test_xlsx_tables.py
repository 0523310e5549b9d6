"""What is read of a workbook, what is asked about, and what is refused before it is unfolded."""

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from intake.cells import Unreadable
from intake.tables import read_table


def workbook(*rows, formats=(), sheets=()):
    """The bytes of a workbook with these rows; `formats` is {"B2": how it shows}."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for place, shown_as in dict(formats).items():
        book.active[place].number_format = shown_as
    for title in sheets:
        book.create_sheet(title)
    return saved(book)


def saved(book):
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def repacked(content, change):
    """The workbook with each of its parts as `change(name, bytes)` makes it."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return made.getvalue()


def cells(content, row=0):
    return read_table(content).rows[row][1]


def test_texts_numbers_and_days_are_read_as_they_are():
    content = workbook(
        ["name", "number", "share", "day", "yes"], ["帕母医疗", 12, 0.5, date(2021, 3, 14), True],
        [" x ", 1.25, 3.0, None, ""],
        formats={"D2": "yyyy-mm-dd"},
    )  # fmt: skip
    assert [cell.text for cell in cells(content)] == ["帕母医疗", "12", "0.5", "2021-03-14", "true"]
    assert [cell.text for cell in cells(content, 1)][:3] == ["x", "1.25", "3"]
    assert all(cell.doubt is None for cell in cells(content))


@pytest.mark.parametrize(
    ("value", "shown_as", "offered"),
    [
        (date(2021, 3, 1), "mmm-yy", ("2021-03", "2021-03-01")),
        (datetime(2021, 3, 1), 'yyyy"年"m"月"', ("2021-03", "2021-03-01")),
        (date(2021, 1, 1), "yyyy", ("2021", "2021-01", "2021-01-01")),
        (123, "00000", ("00123", "123")),
        (1234567890123456, "0", ("1234567890123456",)),
        (6.02e23, "General", ("6.02e+23",)),
    ],
)
def test_what_shows_less_than_it_holds_or_may_have_been_longer_is_asked_about(value, shown_as, offered):
    cell = cells(workbook(["name"], [value], formats={"A2": shown_as}))[0]
    assert cell.doubt.offered == offered


@pytest.mark.parametrize(
    ("value", "shown_as", "text"),
    [
        (date(2021, 3, 14), "d mmm yyyy", "2021-03-14"),
        (12345, "00000", "12345"),
        (0.25, "0%", "25%"),
        (1e15 - 1, "0", "9" * 15),
    ],
)
def test_what_shows_all_that_it_holds_is_not_asked_about(value, shown_as, text):
    cell = cells(workbook(["name"], [value], formats={"A2": shown_as}))[0]
    assert (cell.text, cell.doubt) == (text, None)


def test_a_formula_is_its_last_value_and_never_computed_here():
    content = workbook(["name", "city"], ["=1+1", "Suzhou"])
    assert cells(content)[0].text == "#VALUE!", "its value is not in the file, and an empty cell would be silent"
    computed = repacked(
        content, lambda name, part: part.replace(b"<v></v>", b"<v>2</v>").replace(b"<v />", b"<v>2</v>")
    )
    assert cells(computed)[0].text == "2"


def test_the_first_sheet_is_read_and_the_others_are_named():
    table = read_table(workbook(["name"], ["x"], sheets=["Notes"]))
    assert "Sheet" in table.read_as
    assert "Notes" in table.notes[0]


def test_rows_keep_the_numbers_that_the_spreadsheet_shows():
    table = read_table(workbook([], ["name"], [None], ["x"]))
    assert (table.head_row, table.rows[0][0]) == (2, 4)


def bomb(name, part):
    return b" " * 60_000_000 if name == "xl/worksheets/sheet1.xml" else part


def understated(content):
    """A bomb that says it is small: the sizes in its directory are a thousandth of what is in it."""
    made, size = bytearray(content), (60_000_000).to_bytes(4, "little")
    while size in made:
        at = made.index(size)
        made[at : at + 4] = (60_000).to_bytes(4, "little")
    return bytes(made)


@pytest.mark.parametrize("lie", [bytes, understated], ids=["honest", "understated"])
def test_what_unfolds_to_far_more_than_its_size_is_refused(lie):
    with pytest.raises(Unreadable, match="unfolds to more|no workbook that can be read"):
        read_table(lie(repacked(workbook(["name"], ["x"]), bomb)))


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04 nothing", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old",
        repacked(workbook(["name"]), lambda name, part: b"<"),
        repacked(workbook(["name"], ["x"]), lambda name, part: b'<!DOCTYPE x [<!ENTITY a "b">]>' + part),
    ],
    ids=["no zip", "old excel", "broken xml", "entities"],
)  # fmt: skip
def test_what_is_no_workbook_is_refused_with_what_is_allowed(content):
    with pytest.raises(Unreadable, match="save it"):
        read_table(content)


def test_a_workbook_with_too_many_rows_is_read_no_further():
    content = workbook(["name"], *[["x"]] * 10_001)
    with pytest.raises(Unreadable, match="10000 rows"):
        read_table(content)
