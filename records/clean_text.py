"""Names and texts as they are kept: composed letters, single blanks, and nothing that a reader can't see."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

BLANKS = re.compile(r"[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
)
REFUSED = re.compile(f"[\0-\x1f\x7f-\x9f\u2028\u2029{INVISIBLE}\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]")
"""Controls, line breaks, marks of direction, and characters without a shape."""
NOT_STATED = "(none)"
"""The value by which filters find the records that have none; so no value may be written like that."""
IN_PARAGRAPHS = "\n\t"
"""What a text of several lines may hold as well."""


def clean_text(text, has_lines=False) -> str:
    """The text in composed form (NFC), without outer and repeated blanks; its lines end in a line feed.

    Raises ValidationError, naming its code point, for a character that can't be seen or that changes the direction, and
    unless the text `has_lines` for line breaks and tabs; also for the word by which filters find what is not stated.
    """
    if has_lines:
        text = text.replace("\r\n", "\n").replace("\r", "\n")  # a browser sends CR LF, whatever a text area was given
    text = BLANKS.sub(" ", unicodedata.normalize("NFC", text)).strip()
    if text == NOT_STATED:
        raise ValidationError(_("Leave it empty: filters find what is not stated as “(none)”."), code="not_stated")
    refused = [letter for letter in REFUSED.findall(text) if not (has_lines and letter in IN_PARAGRAPHS)]
    if refused:
        raise ValidationError(
            _("It holds a character that can't be seen: %(characters)s. Take it out."), code="invisible_character",
            params={"characters": ", ".join(dict.fromkeys(map(_in_words, refused)))},
        )  # fmt: skip
    return text


def _in_words(letter):
    """Like “U+200B zero width space”."""
    return f"U+{ord(letter):04X} {unicodedata.name(letter, _('a control character')).lower()}"
