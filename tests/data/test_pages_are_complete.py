"""The page of a record holds what its profile in the API holds: every value, and every place with its words."""

import re
from html import unescape

import orjson
import pytest

from catalogue.record_types import RECORD_TYPES
from records import profile_queries
from records.presenters import _record_view as view_of  # the rows that a page leaves out as repeated included
from records.presenters import presentation_schema

pytestmark = pytest.mark.django_db
TYPES = [record_type for record_type in RECORD_TYPES if record_type.address == "slug"]


def plain(html):
    """Text without markup and differences of white space."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def values_of(view):
    """The text of each value of a record and of all below it."""
    results = view.result_keys  # these are told in short: tests/data/test_short_forms.py
    told_in_short = {*results, *(key for keys in results.values() for key in keys)}
    for fact in view.fact.values():
        if fact.value is not None and fact.value.kind != "undisclosed" and fact.key not in told_in_short:
            yield from (each.text for each in fact.value.items or [fact.value])
    for section in view.section.values():
        for row in section.rows:
            yield from values_of(row)


def citations_in(doc):
    """Each citation in a document, at any depth."""
    if isinstance(doc, list):
        for each in doc:
            yield from citations_in(each)
    elif isinstance(doc, dict):
        yield from doc.get("citations") or []
        for key, each in doc.items():
            if key != "citations":
                yield from citations_in(each)


def places_on(html):
    """{(source, paragraph): what the list of places says of it}."""
    found = {}
    for source, items in re.findall(
        r'<h3><a href="/sources/([^"/]+)/">.*?</h3><ul class="place-list">(.*?)</ul>', html, re.S
    ):
        for number, item in re.findall(r'<a class="at" href="/sources/[^"]*#p(\d+)">(.*?)</li>', items, re.S):
            found[source, int(number)] = plain(item)
    return found


def profiles(record_type, client):
    for slug in record_type.visible().order_by("slug").values_list("slug", flat=True):
        address = f"/{record_type.name}/{slug}/"
        yield address, orjson.loads(profile_queries.read(record_type, slug)[1]), client.get(address).text


@pytest.mark.parametrize("record_type", TYPES, ids=lambda record_type: record_type.name)
def test_every_value_and_place_of_a_profile_stands_on_its_page(shipped, client, record_type):
    missing = []
    for address, document, html in profiles(record_type, client):
        text, places = plain(html).lower(), places_on(html)
        view = view_of(presentation_schema(record_type.profile, "en"), document)
        missing += [f"{address}: {value}" for value in values_of(view) if plain(value).lower() not in text]
        for citation in citations_in(document):
            said = places.get((citation["source"], citation["paragraph"]))
            if said is None or plain(citation["stated"]) not in said or plain(citation["note"]) not in said:
                missing.append(f"{address}: {citation}")
    assert missing == []
