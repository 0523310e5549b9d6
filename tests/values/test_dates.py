"""Partial dates: what is read, how it is written, and what is refused."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
TYPED = [
    ("by 2027", "[..2027]"),
    ("by the end of June 2027", "[..2027-06]"),
    ("by year-end 2027", "[..2027]"),
    ("before 2027", "[..2026]"),
    ("before Q1 2027", "[..2026-36]"),
    ("before 1 March 2024", "[..2024-02-29]"),
    ("2028年底前", "[..2028]"),
    ("不迟于2028年6月", "[..2028-06]"),
    ("until May 2017", "../2017-05"),
    ("2017年5月为止", "../2017-05"),
    ("since 4 May 2017", "2017-05-04/.."),
    ("自2017年5月以来", "2017-05/.."),
    ("2017 to present", "2017/.."),
    ("2017年至今", "2017/.."),
    ("from 2017 onwards", "2017/.."),
    ("from 2017, end unknown", "2017/"),
    ("after May 2017", "[2017-05..]"),
    ("2017 or later", "[2017..]"),
    ("from 2015 to May 2017", "2015/2017-05"),
    ("2015–2017", "2015/2017"),
    ("2015年5月至8月", "2015-05/2015-08"),
    ("May–August 2015", "2015-05/2015-08"),
    ("8–11 May 2015", "2015-05-08/2015-05-11"),
    ("May 8–11, 2015", "2015-05-08/2015-05-11"),
    ("2015年5月8日至11日", "2015-05-08/2015-05-11"),
    ("H2 2019", "2019-41"),
    ("2019年下半年", "2019-41"),
    ("the fourth quarter of 2019", "2019-36"),
    ("2019年第四季度", "2019-36"),
    ("二〇一九年十二月二十五日", "2019-12-25"),
    ("2019 年 12 月 25 号", "2019-12-25"),
    ("2019.12.25", "2019-12-25"),
    ("2019/12/25", "2019-12-25"),
    ("25/12/2019", "2019-12-25"),
    ("12/25/2019", "2019-12-25"),
    ("05.05.2019", "2019-05-05"),
    ("Wed, Dec. 25, 2019", "2019-12-25"),
    ("25-Dec-2019", "2019-12-25"),
    ("the 1980s", "198X"),
    ("20世纪80年代", "198X"),
    ("约2019年", "2019~"),
    ("2019年前后", "2019~"),
    ("2019 (uncertain)", "2019?"),
    ("perhaps about 2019", "2019%"),
    ("by 2027, not before May 2024", "[2024-05..2027]"),
]
REFUSED = [
    "", "yesterday", "recently", "2025-13", "2025-00", "2025-02-30", "2023-02-29", "2019/2013", "../..", "/", "[..]",
    "25", "202", "20255", "3/4/2025", "March", "14 Marz 2025", "February 30, 2025", "2025-03-14T10:00", "0999", "3025",
    "-2025", "2025 2026", "about 2013/2019", "since 2013/2019", "about about", "Q5 2022", "2013/2019/2020", "\0",
    "3025年", "0000年3月", "May 9999", "2025-37", "2025-42", "20XX", "202X-05", "2025-XX-03", "[2025]", "[2026..2025]",
    "{2025}",
    "2025-03-14/2025-03-13~", "TBD",
]  # fmt: skip
REASONS = [
    ("last month", "day on which it was written"),
    ("上个月", "day on which it was written"),
    ("今年5月", "day on which it was written"),
    ("3年前", "day on which it was written"),
    ("FY2019", "fiscal year"),
    ("2019财年", "fiscal year"),
    ("autumn 2019", "hemisphere"),
    ("2019年冬", "hemisphere"),
    ("2019-22", "hemisphere"),
    ("2023-24", "winter 2023, or 2023 to 2024, which is written 2023/2024"),
    ("2018/19", "2018/2019 or the fiscal year"),
    ("02/09/2018", "2018-09-02 or 2018-02-09"),
    ("Sep-18", "2018-09 or day 18"),
    ("到2027年", r"\[..2027\] or ../2027"),
    ("9月2日", "names no year"),
    ("2/9/18", "two digits"),
    ("Monday, Dec. 25, 2019", "day of the week"),
    ("2018-01/2018-06~ late 2018", "another date"),
]
STRETCHES = [
    ("early 2019", "2019-01/2019-06~"),
    ("mid-2019", "2019-04~/2019-09~"),
    ("late 2019", "2019-07~/2019-12"),
    ("beginning of 2019", "2019-01/2019-03~"),
    ("2019年年底", "2019-10~/2019-12"),
    ("2019年初", "2019-01/2019-03~"),
    ("late February 2019", "2019-02-16~/2019-02-28"),
    ("2019年2月下旬", "2019-02-21/2019-02-28"),
    ("early 1990s", "1990/1994~"),
    ("by mid-2019", "[..2019-09~]"),
    ("since early 2019", "2019-01~/.."),
    ("2018年底至2019年初", "2018-10~/2019-03~"),
]


@pytest.mark.parametrize(("written", "edtf"), SPELLINGS)
def test_each_way_of_writing_a_date_becomes_its_one_spelling(written, edtf):
    assert PartialDate.read(written).edtf == edtf


@pytest.mark.parametrize(("typed", "edtf"), TYPED)
def test_what_people_type_is_read_as_the_standard_writes_it(typed, edtf):
    assert PartialDate.read(typed).text == edtf


@pytest.mark.parametrize(("typed", "edtf"), STRETCHES)
def test_what_the_standard_has_no_word_for_is_the_widest_days_meant_and_keeps_its_words(typed, edtf):
    read = PartialDate.read(typed)
    assert (read.edtf, read.in_words, read.text) == (edtf, typed, f"{edtf} {typed}")


@pytest.mark.parametrize(("typed", "reason"), REASONS)
def test_what_has_two_readings_or_needs_to_know_more_is_refused_with_the_reason(typed, reason):
    with pytest.raises(ValueError, match=reason):
        PartialDate.read(typed)


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


@given(st.text(alphabet="0123456789 年月日至前约上半季度初底by since to about early Q-/.~?[]X", max_size=20))
def test_what_is_read_of_any_text_can_be_shown_and_read_back(text):
    try:
        read = PartialDate.read(text)
    except ValueError:
        return
    assert PartialDate.read(read.in_words) == PartialDate.read(read.text) == read
