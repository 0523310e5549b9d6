"""What was read right after each of many random writes is read again as of its revision: every list with its facets,
every profile, files and pictures. `make test` tries a few moments, SOAK_MOMENTS=200 as many.
"""

import os
from random import Random

import orjson
from django.contrib.auth import get_user_model
from django.db import connection, transaction

from catalogue.record_types import RECORD_TYPES
from companies.models import Company
from history.models import Revision
from market.models import Segment
from records.facets import facet_names
from sources.models import Citation
from sources.record_types import CITATIONS
from tests.builders import make_company, with_everything
from tests.curation.random_editor import RandomEditor

MOMENTS = int(os.environ.get("SOAK_MOMENTS", "5"))
PICTURES = ["pathways/", "funding/?by=year", "funding/?by=investor", "timeline/", "pathways.csv", "funding.csv"]


class SqlWriter:
    """Writes at random past all forms: bulk changes, deletes and SQL."""

    def __init__(self, chance):
        self.chance = chance

    def work(self):
        self.chance.choice([self.bulk, self.sql, self.cities, self.citations, self.segments, self.raise_draft])()

    def bulk(self):
        Company.objects.filter(pk__in=self._some()).update(kind=self.chance.choice(["device", "ai", "consultancy"]))

    def sql(self):
        with connection.cursor() as cursor:
            cursor.execute("UPDATE companies_company SET summary = %s", [f"Summary {self.chance.random()}"])

    def cities(self):
        Company.objects.filter(pk__in=self._some()).update(city=self.chance.choice(["", "Shanghai", "Beijing"]))

    def citations(self):
        Citation.objects.filter(field="").update(note=str(self.chance.random()))

    def segments(self):
        for company in Company.objects.filter(pk__in=self._some()):
            company.segments.set(self.chance.sample(list(Segment.objects.all()), 1))

    def raise_draft(self):
        with transaction.atomic():  # what is published is cited when it is committed
            make_company(is_published=self.chance.random() < 0.5)

    def _some(self):
        numbers = list(Company.objects.values_list("pk", flat=True))
        return self.chance.sample(numbers, min(2, len(numbers)))


def addresses():
    """All that is read at a moment: it depends on which records there are."""
    for record_type in (*RECORD_TYPES, CITATIONS):
        names = ",".join(facet_names(record_type.filters))
        yield f"{record_type.name}/?page_size=500&facets={names}"
        keys = record_type.visible().values_list("slug" if record_type.address == "slug" else "pk", flat=True)
        yield from (f"{record_type.name}/{key}/" for key in list(keys)[:6])
    yield from (
        "companies.csv",
        "rounds.jsonl",
        "companies/?kind=device&facets=city,segment",
        "products/?q=1",
        *PICTURES,
    )


def read(client, address, as_of=None):
    """The answer to an address, without the links to other pages of it."""
    answer = client.get(
        f"/api/v1/{address}{'' if as_of is None else ('&' if '?' in address else '?') + f'as_of={as_of}'}"
    )
    assert answer.status_code in (200, 400), (address, as_of, answer.content[:500])
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if answer["Content-Type"] != "application/json":
        return content
    return {key: value for key, value in orjson.loads(content).items() if key not in ("next", "previous")}


def latest():
    return Revision.objects.latest("number")


def test_what_was_read_after_each_of_many_random_writes_is_read_again_as_of_its_revision(committed, client):
    chance = Random(14)
    client.force_login(get_user_model().objects.create_superuser("editor"))
    with transaction.atomic():
        with_everything(2)
    editor, writer, copies = RandomEditor(client, chance), SqlWriter(chance), {}
    while len(copies) < MOMENTS:
        for _number in range(chance.randint(1, 3)):
            before = latest().number
            editor.work(1) if chance.random() < 0.6 else writer.work()
        revision = latest()
        if revision.number > before:
            copies[revision] = {address: read(client, address) for address in addresses()}
    for revision in chance.sample(list(copies), len(copies)):
        text = chance.choice([str(revision.number), revision.at.isoformat()])
        for address, copy in copies[revision].items():
            assert read(client, address, text.replace("+", "%2B")) == copy, (address, text)
    last = copies[max(copies, key=lambda revision: revision.number)]
    assert {address: read(client, address) for address in last} == last  # the past left nothing in the present
