"""Partial dates: what is read, how it is written, and what is refused."""

from datetime import date

import pytest
from hypothesis import given

from tests.values.strategies import edtf_texts, stretches
from values.dates import PartialDate

SPELLINGS = [
    ("2025", "2025"),
    ("2025-03", "2025-03"),
    ("2025-03-14", "2025-03-14"),
    ("2013/2019", "2013/2019"),
    ("2020-03/..", "2020-03/.."),
    ("../2019", "../2019"),
    ("2013~", "2013~"),
    ("2013~/2019", "2013~/2019"),
    (" 2025-03 ", "2025-03"),
    ("2025/2025", "2025"),
    ("2025-03/2025-03", "2025-03"),
    ("2013~/2013~", "2013~"),
    ("March 2025", "2025-03"),
    ("Mar 2025", "2025-03"),
    ("Mar. 2025", "2025-03"),
    ("march  2025", "2025-03"),
    ("March, 2025", "2025-03"),
    ("March 14, 2025", "2025-03-14"),
    ("March 14 2025", "2025-03-14"),
    ("March 3rd, 2025", "2025-03-03"),
    ("14 March 2025", "2025-03-14"),
    ("1st May 2025", "2025-05-01"),
    ("2025年", "2025"),
    ("2025年3月", "2025-03"),
    ("2025年3月14日", "2025-03-14"),
    ("about 2013", "2013~"),
    ("around March 2013", "2013-03~"),
    ("circa 2013", "2013~"),
    ("c. 2013", "2013~"),
    ("~2013", "2013~"),
    ("since 2020", "2020/.."),
    ("since March 2020", "2020-03/.."),
    ("Q1 2022", "2022-33"),
    ("2022-Q4", "2022-36"),
    ("2025/", "2025/"),
    ("/2025", "/2025"),
    ("2025?", "2025?"),
    ("2025~?", "2025%"),
    ("202X", "202X"),
    ("2025-XX-XX", "2025"),
    ("2025-02-XX", "2025-02"),
    ("2019-40", "2019-40"),
    ("[..2027]", "[..2027]"),
    ("[2019-05..]", "[2019-05..]"),
    ("[2019..2021-05]", "[2019..2021-05]"),
    ("[2019..2019]", "2019"),
    ("２０２５", "2025"),
    ("２０２５年", "2025"),
    ("2025-3", "2025-03"),
    ("03.2025", "2025-03"),
]
REFUSED = [
    "", "yesterday", "recently", "2025-13", "2025-00", "2025-02-30", "2023-02-29", "2019/2013", "../..", "/", "[..]",
    "25", "202", "20255", "3/4/2025", "March", "14 Marz 2025", "February 30, 2025", "2025-03-14T10:00", "0999", "3025",
    "-2025", "2025 2026", "about 2013/2019", "since 2013/2019", "about about", "Q5 2022", "2013/2019/2020", "\0",
    "3025年", "0000年3月", "May 9999", "2025-37", "2025-42", "20XX", "202X-05", "2025-XX-03", "[2025]", "[2026..2025]",
    "{2025}",
    "2025-03-14/2025-03-13~", "TBD",
]  # fmt: skip


@pytest.mark.parametrize(("written", "edtf"), SPELLINGS)
def test_each_way_of_writing_a_date_becomes_its_one_spelling(written, edtf):
    assert PartialDate.read(written).edtf == edtf


@pytest.mark.parametrize("written", REFUSED)
def test_what_is_no_date_is_refused_and_never_guessed(written):
    with pytest.raises(ValueError, match="“"):
        PartialDate.read(written)


def test_a_refusal_says_what_is_allowed():
    with pytest.raises(ValueError, match=r"“recently” is no date.*2025-03-14.*2013~"):
        PartialDate.read("recently")


def test_a_day_that_no_calendar_has_is_named():
    with pytest.raises(ValueError, match="“2023-02-29” is no day of the calendar"):
        PartialDate.read("2023-02-29")


def test_a_span_that_ends_before_it_starts_is_named():
    with pytest.raises(ValueError, match="“2019/2013” ends before it starts"):
        PartialDate.read("2019/2013")


def test_a_refusal_of_a_long_text_quotes_only_its_beginning():
    with pytest.raises(ValueError, match=r"^.{0,200}$"):
        PartialDate.read("x" * 100_000)


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest"),
    [
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-03-14", date(2025, 3, 14), date(2025, 3, 14)),
        ("2013/2019-06", date(2013, 1, 1), date(2019, 6, 30)),
        ("2020-03/..", date(2020, 3, 1), None),
        ("../2019", None, date(2019, 12, 31)),
        ("2020/", date(2020, 1, 1), None),
        ("[..2026]", None, date(2026, 12, 31)),
        ("[2020-03..]", date(2020, 3, 1), None),
        ("201X", date(2010, 1, 1), date(2019, 12, 31)),
        ("2021-35", date(2021, 7, 1), date(2021, 9, 30)),
        ("2021-41", date(2021, 7, 1), date(2021, 12, 31)),
        ("2024?", date(2024, 1, 1), date(2024, 12, 31)),
        ("2013~", date(2012, 1, 1), date(2014, 12, 31)),
        ("2013-02~", date(2013, 1, 1), date(2013, 3, 31)),
        ("2013-03-14%", date(2013, 3, 13), date(2013, 3, 15)),
        ("2021-33~", date(2020, 10, 1), date(2021, 6, 30)),
        ("201X~", date(2009, 1, 1), date(2020, 12, 31)),
        ("2013~/2019", date(2012, 1, 1), date(2019, 12, 31)),
        ("early 2018", date(2018, 1, 1), date(2018, 6, 30)),
        ("by early 2018", None, date(2018, 6, 30)),
    ],
)
def test_a_date_knows_its_first_and_its_last_possible_day(edtf, earliest, latest):
    read = PartialDate.read(edtf)
    assert (read.earliest, read.latest) == (earliest, latest)


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2025", "2025"),
        ("2025-03", "March 2025"),
        ("2025-03-04", "4 March 2025"),
        ("2013/2019", "2013 to 2019"),
        ("2020-03/..", "since March 2020"),
        ("../2019", "until 2019"),
        ("2013~", "about 2013"),
        ("2013~/2019", "about 2013 to 2019"),
        ("[..2026]", "by 2026"),
        ("[2025-03-05..2026]", "by 2026, not before 5 March 2025"),
        ("[2020-03..]", "March 2020 or later"),
        ("2024/", "from 2024, end unknown"),
        ("/2024", "until 2024, start unknown"),
        ("201X", "2010s"),
        ("2021-35", "Q3 2021"),
        ("2021-40", "H1 2021"),
        ("2024?", "2024 (uncertain)"),
        ("2024%", "about 2024 (uncertain)"),
        ("2018-01/2018-06~ early 2018", "early 2018"),
    ],
)
def test_a_date_is_shown_in_words(edtf, words):
    assert PartialDate.read(edtf).in_words == words


def test_only_a_date_with_about_is_approximate():
    assert [PartialDate(text).approximate for text in ("2013", "2013~", "2013/2019~")] == [False, True, True]


def test_only_a_date_that_the_source_doubts_is_uncertain():
    assert [PartialDate(text).uncertain for text in ("2013", "2013~", "2013?", "2013%/2019")] == [
        False,
        False,
        True,
        True,
    ]


def test_a_deadline_stands_where_its_end_stands():
    texts = ["../2026", "2025", "[..2026]", "2026-02", "[2025-03..2026]", "2027"]
    assert [str(each) for each in sorted(map(PartialDate.read, texts))] == [
        "../2026", "2025", "[..2026]", "[2025-03..2026]", "2026-02", "2027",
    ]  # fmt: skip
    assert [PartialDate(text).year for text in ("2013~", "../2026", "[2025-03..2026]", "[2020..]")] == [
        2013,
        2026,
        2026,
        2020,
    ]


def test_dates_stand_by_their_start_and_then_the_narrower_first():
    texts = ["2025-03", "2025", "2024-12-31", "../2019", "2025-01-01", "2025/..", "2025/2026"]
    assert [str(each) for each in sorted(map(PartialDate.read, texts))] == [
        "../2019", "2024-12-31", "2025-01-01", "2025", "2025/2026", "2025/..", "2025-03",
    ]  # fmt: skip


@given(edtf_texts() | stretches())
def test_what_was_read_is_read_again_as_the_same(text):
    read = PartialDate.read(text)
    assert PartialDate.read(read.text) == PartialDate.of_text(read.text) == read


@given(edtf_texts() | stretches())
def test_the_first_day_is_never_after_the_last(text):
    read = PartialDate.read(text)
    assert not (read.earliest and read.latest) or read.earliest <= read.latest


@given(edtf_texts() | stretches())
def test_the_words_of_a_date_are_read_as_that_date(text):
    read = PartialDate.read(text)
    assert PartialDate.read(read.in_words) == read
