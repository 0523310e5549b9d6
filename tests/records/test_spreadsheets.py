"""Cells of every spreadsheet of ours: shown as they are, run by none."""

import pytest

from records.spreadsheets import csv_lines, escape_formula


@pytest.mark.parametrize(
    "cell", ["=1", "+1", "-1", "@x", "\t=1", "\tx", "\rx", "\nx", " =1", "\u3000=1", "＝1", "＋1", "－1", "＠x"]
)
def test_a_cell_that_a_spreadsheet_would_run_is_defused(cell):
    assert escape_formula(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["US$5M – 10M", "Pamu", "", " 帕母医疗", "a=b"])
def test_plain_text_stays_as_it_is(cell):
    assert escape_formula(cell) == cell


def test_a_number_of_ours_stays_a_number_and_a_text_like_it_is_defused():
    assert csv_lines([[-5, "-5"]]) == "-5,'-5\r\n"
