"""Names and texts as they are kept, and what is refused."""

import pytest
from django.core.exceptions import ValidationError

from records.clean_text import clean_text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Lanbo   Medical ", "Lanbo Medical"), ("Lanbo\u00a0Medical", "Lanbo Medical"),
        ("Lanbo Medical\n", "Lanbo Medical"),
        ("蓝博　医疗", "蓝博 医疗"), ("Mu\u0308nster", "Münster"), ("㎏ ﬁt", "㎏ ﬁt"), (" \u3000", ""),
    ],
)  # fmt: skip
def test_a_text_is_composed_and_its_blanks_are_single(typed, kept):
    assert clean_text(typed) == kept


@pytest.mark.parametrize(
    ("letter", "words"),
    [
        ("\u200b", "U+200B zero width space"), ("\u00ad", "U+00AD soft hyphen"), ("\n", "U+000A a control character"),
        ("\u202e", "U+202E right-to-left override"), ("\u2066", "U+2066 left-to-right isolate"), ("\x07", "U+0007"),
        ("\u2028", "U+2028 line separator"), ("\ufeff", "U+FEFF zero width no-break space"), ("\x85", "U+0085"),
        ("\u3164", "U+3164 hangul filler"), ("\U000e0041", "U+E0041 tag latin capital letter a"),
    ],
)  # fmt: skip
def test_what_nobody_can_see_is_refused_with_its_code_point(letter, words):
    for text in (f"Lanbo{letter}Medical", letter * 2 + "Lanbo"):
        if clean_or_none(text) == "Lanbo":
            continue  # an outer line break goes like a blank
        with pytest.raises(ValidationError) as error:
            clean_text(text)
        assert words in error.value.messages[0]


def clean_or_none(text):
    try:
        return clean_text(text)
    except ValidationError:
        return None


def test_a_text_of_several_lines_keeps_them_and_nothing_else():
    assert clean_text("One.\n\tTwo.", has_lines=True) == "One.\n\tTwo."
    with pytest.raises(ValidationError, match="U\\+200B"):
        clean_text("One.\nTwo\u200b.", has_lines=True)


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n"], ids=["browser", "old", "ours"])
def test_lines_end_in_a_line_feed_however_they_were_sent(ending):
    assert clean_text(f"One.{ending}{ending}Two.{ending}", has_lines=True) == "One.\n\nTwo."
