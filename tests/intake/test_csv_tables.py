"""What is read of a text file with a table, and what is refused."""

import pytest

from intake.cells import Unreadable, letter_of
from intake.csv_tables import read_csv

CHINESE = "名称,英文名,城市\n帕母医疗,Pamu Medical,苏州\n迈瑞,Mindray,深圳\n"


@pytest.mark.parametrize(
    ("encoding", "found"), [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("gb18030", "GB18030")]
)  # fmt: skip
def test_a_chinese_table_is_read_in_the_encodings_of_spreadsheets_and_says_which(encoding, found):
    table = read_csv(CHINESE.encode(encoding))
    assert table.read_as == found
    assert table.head == ["名称", "英文名", "城市"]
    assert [cell.text for cell in table.rows[0][1]] == ["帕母医疗", "Pamu Medical", "苏州"]


@pytest.mark.parametrize("encoding", ["latin-1", "shift_jis", "utf-16", "euc_kr"])
def test_another_encoding_is_refused_with_those_that_are_allowed(encoding):
    text = {
        "latin-1": "Name\nSociété médicale é à\n",
        "shift_jis": "名前\nテルモ株式会社\n",
        "euc_kr": "이름\n삼성메디슨\n",
    }
    with pytest.raises(Unreadable, match="UTF-8"):
        read_csv(text.get(encoding, CHINESE).encode(encoding))


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_commas_semicolons_and_tabs_separate_cells(separator):
    table = read_csv(f'name{separator}city\n"a{separator} b"{separator}Wuxi\n'.encode())
    assert [cell.text for cell in table.rows[0][1]] == [f"a{separator} b", "Wuxi"]


def test_a_row_is_called_as_a_spreadsheet_counts_and_blank_rows_are_passed_over():
    table = read_csv(b'name,note\n\n"a\nb",x\n,\nc,y\n')
    assert [number for number, _cells in table.rows] == [3, 5]


def test_a_cell_that_begins_with_an_equals_sign_is_text():
    assert read_csv(b"name\n=1+1\n").rows[0][1][0].text == "=1+1"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"), (b'name\n"a\n', "Row 2"), (b"name\n\0\n", r"U\+0000"), (b"a\n" + b"x\n" * 10_001, "10000 rows"),
        (b"a\n" + b"x" * 10_001, "Cell A2"), (b"a\n" + b"x," * 70, "more than 60 columns|more than 60"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_with_the_limit(content, words):
    if words.startswith("more"):
        content = b"a\n" + b",".join([b"x"] * 70)
    with pytest.raises(Unreadable, match=words):
        read_csv(content)


def test_columns_are_called_by_letters():
    assert [letter_of(column) for column in (1, 26, 27, 60)] == ["A", "Z", "AA", "BH"]
