"""What people type for a date, in English and Chinese: how it is read, and why it is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from values.dates import PartialDate

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


@given(st.text(alphabet="0123456789 年月日至前约上半季度初底by since to about early Q-/.~?[]X", max_size=20))
def test_what_is_read_of_any_text_can_be_shown_and_read_back(text):
    try:
        read = PartialDate.read(text)
    except ValueError:
        return
    assert PartialDate.read(read.in_words) == PartialDate.read(read.text) == read
