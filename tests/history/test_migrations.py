"""History comes along with Django's migrations, and with a dump that is restored."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection, transaction

import companies.migrations
from companies.models import Company
from history import migrating
from history.moments import as_of, moment_of
from postgres import embedded
from tests import databases
from tests.builders import cite, make_company, make_person
from tests.history.revisions import add, head, kept_otherwise, new_revisions, run, versions

FILLED = """
from django.db import migrations, models

def fill(apps, editor):
    apps.get_model("companies", "Company").objects.update(motto="filled")

class Migration(migrations.Migration):
    dependencies = [("companies", "{last}")]
    operations = [
        migrations.AddField("company", "motto", models.CharField(max_length=20, default="none")),
        migrations.RunPython(fill),
    ]
"""
LATER = """
from django.db import migrations, models

class Migration(migrations.Migration):
    dependencies = [("companies", "9998_filled")]
    operations = [
        migrations.AlterField("company", "summary", models.CharField(max_length=5000, blank=True)),
        migrations.RenameField("company", "city", "town"),
        migrations.RemoveField("company", "website"),
        migrations.CreateModel("Ledger", [("id", models.BigAutoField(primary_key=True)), ("line", models.TextField())]),
        migrations.AlterModelTable("investor", "companies_backer"),
    ]
"""
HOLE = """
ALTER TABLE companies_company RENAME city TO was;
ALTER TABLE companies_company ADD COLUMN city varchar(80) NOT NULL DEFAULT '';
ALTER TABLE companies_company DROP COLUMN was;
"""
"""After it, columns have other numbers in a restored dump: there is no hole in it."""


@pytest.fixture
def a_later_migration(tmp_path, monkeypatch, settings):
    """The migrations of companies with two more behind them."""
    folder = tmp_path / "later_migrations"
    folder.mkdir()
    own = companies.migrations.__path__[0]
    (folder / "__init__.py").write_text(f"__path__.append({own!r})\n")
    last = max(name for name in call_names(own))
    (folder / "9998_filled.py").write_text(FILLED.format(last=last))
    (folder / "9999_later.py").write_text(LATER)
    monkeypatch.syspath_prepend(str(tmp_path))
    settings.MIGRATION_MODULES = {"companies": "later_migrations"}
    yield
    for name in [name for name in sys.modules if name.startswith("later_migrations")]:
        del sys.modules[name]


def call_names(folder):
    return [path.stem for path in Path(folder).glob("0*.py")]


def then(revision, sql, values):
    with as_of(moment_of(str(revision))):
        return run(sql, values)


def test_migrations_of_every_sort_bring_the_history_along(database_to_write, a_later_migration, monkeypatch):
    company = add(make_company, city="Wuxi", summary="So.", website="https://pamu.example")
    before = head()
    Company.objects.filter(pk=company.pk).update(city="Suzhou")
    tables = migrating.curated_tables()
    backer = tables.pop("companies_investor")
    tables["companies_backer"] = backer._replace(name="companies_backer", record_table="companies_backer")
    monkeypatch.setattr(migrating, "curated_tables", lambda: tables)
    with new_revisions() as made:
        call_command("migrate", verbosity=0, interactive=False)
    assert {revision.kind for revision in made} == {"migration"}
    assert then(before, "SELECT town, motto, summary FROM companies_company WHERE id = %s", [company.pk]) == [
        ("Wuxi", "filled", "So.")
    ]
    assert then(head(), "SELECT town FROM companies_company WHERE id = %s", [company.pk]) == [("Suzhou",)]
    assert then(before, "SELECT count(*) FROM companies_backer WHERE id > %s", [0]) == [(0,)]
    aside = run("SELECT column_name FROM history.twin_column WHERE column_name LIKE 'website_until_%'")[0][0]
    assert run(f"SELECT DISTINCT {aside} FROM history.companies_company WHERE id = %s", [company.pk]) == [
        ("https://pamu.example",)
    ]


def test_a_restored_dump_goes_on_keeping_history(database_to_write, tmp_path):
    with databases.database("to_dump", template=databases.migrated()) as name:
        with databases.connected_to(name):
            run(HOLE)
            call_command("migrate", verbosity=0)
            company = add(make_company, city="Wuxi")
            before = head()
        with databases.database("restored") as restored:
            dump = str(tmp_path / "kb.dump")
            for command in (
                [f"{embedded.TOOLS}/pg_dump", "-Fc", "-f", dump, databases.address(name)],
                [f"{embedded.TOOLS}/pg_restore", "-d", databases.address(restored), dump],
            ):
                subprocess.run(command, check=True, capture_output=True)
            with databases.connected_to(restored):
                still_works(company, before)
                call_command("migrate", verbosity=0)
                still_works(company, before)


def still_works(company, before):
    """A record is changed and one is added, each a number; the past answers."""
    with new_revisions() as made:
        Company.objects.filter(pk=company.pk).update(city=f"City {head()}")
        with transaction.atomic():
            cite(make_person(), "src#3")
    assert len(made) == 2
    assert versions("companies_company", company.pk)[-1][1] is None
    assert kept_otherwise() == []
    assert then(before, "SELECT city FROM companies_company WHERE id = %s", [company.pk]) == [("Wuxi",)]
    assert connection.settings_dict["NAME"].endswith("restored")
