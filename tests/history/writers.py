"""A writer of curated data at random: by forms of the admin, the ORM and SQL. Several may work at once."""

import random
from itertools import count

from django.contrib.auth.models import User
from django.contrib.sessions.backends.base import UpdateError
from django.core.exceptions import ObjectDoesNotExist
from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import ProtectedError
from django.db.utils import Error
from django.test import Client
from django.test.utils import setup_test_environment

from companies.models import Company, Person
from history.writing import take_turn
from market.models import Segment
from names.merging import Unmergeable, merge
from products.models import Study
from sources.attaching import attach_text
from sources.models import Citation, Source, SourceText
from tests import builders
from tests.builders import cite, make_company, make_name, make_outcome, make_position, make_study
from tests.curation.random_editor import RandomEditor
from tests.history.revisions import run

NAME = "writer"
"""The user who signs in, and what the writers' connections are called."""


class Writer:
    """Its connection may be cut at any moment: it goes on with another. What neither that nor a rule of the data
    explains ends it.
    """

    def __init__(self, seed):
        self.chance = random.Random(seed)
        builders._numbers = count(self.chance.getrandbits(40))  # two writers give no record the same slug
        self.editor = None

    def work(self):
        """Write for ever. Raises an error that is nobody's intention."""
        writes = [
            self.enter, self.save, self.update, self.delete, self.merge, self.cite, self.list, self.part, self.attach,
            self.save_twice, self.roll_back, self.truncate, self.delete_source, self.kinds, self.cities, self.notes,
            self.segments, self.draft,
        ]  # fmt: skip
        while True:
            try:
                self.in_the_admin() if self.chance.random() < 0.5 else self.chance.choice(writes)()
            except (Error, ProtectedError, Unmergeable, ObjectDoesNotExist, LookupError, UpdateError) as error:
                if was_cut(error):
                    connection.close()
                elif isinstance(error, UpdateError) or "deadlock" in str(error):
                    raise  # all others are a rule of the data, or what was looked for is gone

    def in_the_admin(self):
        if self.editor is None:
            client = Client()
            client.force_login(User.objects.get(username=NAME))
            self.editor = RandomEditor(client, self.chance)
        self.editor.work(1)

    def some(self, model):
        return self.chance.choice(list(model.objects.all()[:40]))

    def several(self):
        numbers = list(Company.objects.values_list("pk", flat=True))
        return Company.objects.filter(pk__in=self.chance.sample(numbers, min(2, len(numbers))))

    @transaction.atomic
    def enter(self):
        company = make_company(city="Wuxi")
        make_position(company=company)
        make_name(company, f"Name {self.chance.getrandbits(32)}")

    @transaction.atomic
    def draft(self):
        make_company(is_published=self.chance.random() < 0.5)

    def save(self):
        company = self.some(Company)
        company.city = f"City {self.chance.randrange(5)}"
        company.save()

    def update(self):
        Company.objects.filter(pk__gt=self.some(Company).pk).update(summary=f"Summary {self.chance.randrange(9)}")

    def kinds(self):
        self.several().update(kind=self.chance.choice(["device", "ai", "consultancy"]))

    def cities(self):
        self.several().update(city=self.chance.choice(["", "Shanghai", "Beijing"]))

    def notes(self):
        Citation.objects.filter(field="").update(note=str(self.chance.random()))

    def segments(self):
        for company in self.several():
            company.segments.set(self.chance.sample(list(Segment.objects.all()), 1))

    def delete(self):
        self.some(self.chance.choice([Company, Study, Person])).delete()

    def merge(self):
        merge(self.some(Company), self.some(Company))

    @transaction.atomic
    def cite(self):
        cite(self.some(Company), f"src#{self.chance.randrange(1, 40)}", field="city")

    def list(self):
        run("UPDATE sources_citation SET note = %s WHERE id %% 5 = 0", [str(self.chance.randrange(9))])

    @transaction.atomic
    def part(self):
        outcome = make_outcome(make_study())
        Citation.objects.filter(object_id=outcome.pk).update(paragraph=2)

    def attach(self):
        attach_text(self.some(Source), "A line.\n" * self.chance.randrange(1, 50))

    def save_twice(self):
        with transaction.atomic():
            self.save()
            self.update()

    def roll_back(self):
        with transaction.atomic():
            self.save()
            self.enter()
            transaction.set_rollback(True)

    @transaction.atomic
    def truncate(self):
        take_turn()  # its turn comes before the lock on the table
        run("TRUNCATE companies_company_segments")

    def delete_source(self):
        with transaction.atomic():
            source = Source.objects.create(
                slug=f"source-{self.chance.getrandbits(48)}", title="T", kind="article", paragraphs=9, sha256="0" * 64
            )
            SourceText.objects.create(source=source, text="A line.")
        source.delete()


def was_cut(error):
    """Whether an error comes of a connection that was lost; the session of a user has an error of its own for that."""
    while error is not None:
        if isinstance(error, (OperationalError, InterfaceError)) and "deadlock" not in str(error):
            return True
        error = error.__context__
    return False


def work(seed):
    """What a process does until it is killed."""
    setup_test_environment()
    Writer(seed).work()
