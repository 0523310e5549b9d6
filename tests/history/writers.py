"""Writers that change curated data at random, each on a connection of its own that may be cut at any moment."""

import random
import threading

from django.contrib.auth.models import User
from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import ProtectedError
from django.db.utils import Error
from django.test import Client

from companies.models import Company, Person
from names.merging import Unmergeable, merge
from products.models import Study
from sources.attaching import attach_text
from sources.models import Citation, Source, SourceText
from tests.admin.forms import address, filled
from tests.builders import cite, make_company, make_name, make_outcome, make_position, make_study
from tests.history.revisions import run


class Writer(threading.Thread):
    """Writes until `stop` is set. `problems` are errors that no cut connection and no rule of the data explains."""

    def __init__(self, seed, stop):
        super().__init__()
        self.chance, self.stop, self.problems, self.written = random.Random(seed), stop, [], 0
        self.client = Client()
        self.client.force_login(User.objects.get(username="writer"))

    def run(self):
        writes = [
            self.enter, self.save, self.update, self.delete, self.merge, self.post, self.cite, self.list, self.part,
            self.attach, self.save_twice, self.roll_back, self.truncate, self.delete_source,
        ]  # fmt: skip
        while not self.stop.is_set():
            try:
                self.chance.choice(writes)()
                self.written += 1
            except (OperationalError, InterfaceError) as error:
                if "deadlock" in str(error):
                    self.problems.append(error)
                connection.close()  # it was cut
            except (Error, ProtectedError, Unmergeable, LookupError):
                continue  # a rule of the data, or what was looked for is gone
            except Exception as error:
                self.problems.append(error)
        connection.close()

    def some(self, model):
        return self.chance.choice(list(model.objects.all()[:40]))

    @transaction.atomic
    def enter(self):
        company = make_company(city="Wuxi", slug=f"company-{self.chance.getrandbits(48)}")
        make_position(company=company)
        make_name(company, f"Name {self.chance.getrandbits(32)}")

    def save(self):
        company = self.some(Company)
        company.city = f"City {self.chance.randrange(5)}"
        company.save()

    def update(self):
        Company.objects.filter(pk__gt=self.some(Company).pk).update(summary=f"Summary {self.chance.randrange(9)}")

    def delete(self):
        self.some(self.chance.choice([Company, Study, Person])).delete()

    def merge(self):
        merge(self.some(Company), self.some(Company))

    def post(self):
        page = address(Company, "change", self.some(Company).pk)
        self.client.post(page, filled(self.client.get(page)) | {"city": f"City {self.chance.randrange(5)}"})

    def cite(self):
        cite(self.some(Company), f"src#{self.chance.randrange(1, 40)}", field="city")

    def list(self):
        run("UPDATE sources_citation SET note = %s WHERE id %% 5 = 0", [str(self.chance.randrange(9))])

    @transaction.atomic
    def part(self):
        outcome = make_outcome(make_study(slug=f"study-{self.chance.getrandbits(48)}"))
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

    def truncate(self):
        with transaction.atomic():
            run("SELECT pg_advisory_xact_lock(20260101)")  # its turn comes before the lock on the table
            run("TRUNCATE companies_company_segments")

    def delete_source(self):
        with transaction.atomic():
            source = Source.objects.create(
                slug=f"source-{self.chance.getrandbits(48)}", title="T", kind="article", paragraphs=9, sha256="0" * 64
            )
            SourceText.objects.create(source=source, text="A line.")
        source.delete()
