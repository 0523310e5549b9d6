"""A table in a text file: UTF-8, or GB18030 as Chinese spreadsheets save it, with commas, semicolons or tabs."""

import csv
import io

from django.utils.translation import gettext as _

from .cells import MAX_CELL, Table, Unreadable, table_of

SEPARATORS = (",", ";", "\t")
COMMON = ("\u4e00", "\u9fff")
FREQUENT = set(
    "的一是在不有人大中国公司医疗科技名称限城市日期时间来源产品类型金额轮次简介段落原文器械械生物药上海北京深圳苏州杭州"
)
MARKS = "，。、；：（）《》“”·—"


def read_csv(content: bytes) -> Table:
    """The table of a text file, with the encoding and separator that were found. Raises Unreadable."""
    text, encoding = _decoded(content)
    if "\0" in text:
        raise Unreadable(_("It holds U+0000, which no text has: save it as CSV UTF-8."))
    separator = _separator_of(text)
    csv.field_size_limit(MAX_CELL * 10)
    return table_of(_lines(text, separator), read_as=encoding)


def _lines(text, separator):
    """(number, texts) of each row. Raises Unreadable."""
    reader, number = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True), 0
    try:
        for number, fields in enumerate(reader, 1):
            yield number, fields
    except csv.Error as error:
        values = {"row": number + 1, "why": error}
        raise Unreadable(_("Row %(row)s can't be read: %(why)s. Is a quotation mark open?") % values) from None


def _decoded(content):
    """(text, the name of its encoding): UTF-8 where it is, else GB18030 where that gives plain Chinese."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable(_("This is UTF-16 text: save it as CSV UTF-8. Allowed: UTF-8 and GB18030."))
    try:
        return content.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
    try:
        text = content.decode("gb18030")
    except UnicodeDecodeError:
        text = ""
    foreign = [letter for letter in text if not letter.isascii()]
    plain = [letter for letter in foreign if COMMON[0] <= letter <= COMMON[1] or letter in MARKS]
    is_chinese = sum(letter in FREQUENT for letter in foreign) >= 0.05 * len(foreign)
    if foreign and len(plain) >= 0.9 * len(foreign) and is_chinese:
        return text, "GB18030"
    raise Unreadable(_("Line %(line)s is no UTF-8, and no Chinese in GB18030: save it as CSV UTF-8.") % {"line": line})


def _separator_of(text):
    """The separator that stands most often in the head."""
    head = next((line for line in text.splitlines() if line.strip()), "")
    outside = "".join(head.split('"')[::2])
    return max(SEPARATORS, key=outside.count)
