"""No way to reach a person stands in the fixture files.

An article may print a staff member's telephone number or e-mail address. It is theirs, and of no use to an analyst; a
public knowledge base, its exports and its history would spread it for good. So the files say at most that there is one.
"""

import re
import unicodedata

import pytest

from environment import BASE

BEFORE, BEHIND = r"(?<![\w.+-])", r"(?![\w-]|[.,]\d)"
CONTACTS = {
    "a Chinese mobile number": rf"{BEFORE}(?:(?:\+|00)86[ -]?)?1[3-9]\d[ -]?\d{{4}}[ -]?\d{{4}}{BEHIND}",
    "a Chinese landline": rf"{BEFORE}\(?0\d{{2,3}}\)?[ -]?\d{{7,8}}{BEHIND}",
    "a Chinese service number": rf"{BEFORE}[48]00[ -]\d{{3,4}}[ -]\d{{3,4}}{BEHIND}",
    "an international number": (
        rf"{BEFORE}(?:\+|00)[1-9]\d{{0,2}}[ ./-]?(?:\(0?\d{{1,4}}\)[ ./-]?)?\d(?:[ ./-]?\d){{6,11}}{BEHIND}"
    ),
    "a number called a telephone": (
        r"(?i)(?:\b(?:tel|telephone|phone|mobile|fax|whatsapp)\b|电话|手机|传真)\W{0,3}[\d(+][\d ()-]{5,}"
    ),
    "an e-mail address": r"[\w.+-]+(?:@| ?[\[(]at[\])] ?)[\w-]+(?:\.[\w-]+)+",
}


def contacts(text):
    """What a text holds of CONTACTS, also over the end of a line and in full-width digits."""
    text = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text))
    return {kind: match.group() for kind, pattern in CONTACTS.items() if (match := re.search(pattern, text))}


def test_no_fixture_file_holds_a_telephone_number_or_an_email_address():
    files = [path for path in sorted((BASE / "fixtures").rglob("*")) if path.is_file()]
    matches = {path.name: contacts(path.read_text(encoding="utf-8")) for path in files}
    assert len(files) > 20
    assert {name: what for name, what in matches.items() if what} == {}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("call 13800000000.", "a Chinese mobile number"),
        ("+86 138 0000 0000", "a Chinese mobile number"),
        ("+86\n  13800000000", "a Chinese mobile number"),
        ("0086-138-0000-0000", "a Chinese mobile number"),
        ("１３８００００００００", "a Chinese mobile number"),
        ("010-55550000", "a Chinese landline"),
        ("(0571) 5555000", "a Chinese landline"),
        ("400-555-0000", "a Chinese service number"),
        ("800 5550 000", "a Chinese service number"),
        ("+1 (650) 555-0100", "an international number"),
        ("+86 10 5555 0000", "an international number"),
        ("+49 30 5550000", "an international number"),
        ("Tel: 5555 0000", "a number called a telephone"),
        ("电话：55550000", "a number called a telephone"),
        ("someone@example.com", "an e-mail address"),
        ("some.one (at) mail.example.cn", "an e-mail address"),
    ],
)
def test_a_number_or_address_is_found_however_it_is_written(text, kind):
    assert kind in contacts(f"Reach them at {text}")


@pytest.mark.parametrize(
    "text",
    [
        "2025-03-14", "2020/2021", "when: 2017-11/2018-02", "RMB 13,800,000,000", "13800000000.00", "1.3800000000",
        "28600000000", "100020", "+100.0%", "+86", "00 to 10",
        "0" * 64, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "china-ai-2020-0571-55550000-x", "国械注准20203210035", "NCT04555000", "400 patients, 800 controls",
        "mobile medical devices, 2021-2025", "https://example.com/2020/09/28/page", "at (at) last", "100-200 by 2030",
    ],
)  # fmt: skip
def test_dates_amounts_slugs_and_hashes_are_no_telephone_numbers(text):
    assert contacts(f"As the source says: {text}.") == {}
