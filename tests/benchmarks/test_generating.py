"""What the generator of the benchmarks writes keeps the rules of the application."""

import pytest
from django.core.management import call_command
from django.db import connection

from benchmarks import copying
from benchmarks.rows import Company
from benchmarks.world import World, shared_rows
from catalogue.record_types import RECORD_TYPES
from sources.models import Citation
from sources.models.citation import cited_models
from tests.api.api_client import ask

COMPANIES = 20
GENERATED = [
    *("companies", "products", "milestones", "rounds", "investors", "partners", "collaborations", "segments"),
    *("authorities", "sources"),
]


@pytest.fixture
def generated(db):
    """The rows of 20 companies, written as the benchmarks write them."""
    with connection.cursor() as cursor:
        world = World(COMPANIES, seed=1, types=copying.content_types(cursor))
        rows = copying.Rows()
        shared_rows(world, rows.put)
        for number in range(1, COMPANIES + 1):
            Company(world, rows.put, number).write()
        cursor.execute("SET LOCAL session_replication_role = replica")
        rows.copy(cursor.cursor)
        cursor.execute("SET LOCAL session_replication_role = origin")
        copying.finish(cursor)
    call_command("rebuild", verbosity=0)
    return rows


def test_every_list_and_profile_of_the_generated_data_is_read(generated, client):
    for record_type in RECORD_TYPES:
        page = ask(client, f"/api/v1/{record_type.name}/", page_size=500)
        assert (page["count"] > 0) == (record_type.name in GENERATED), record_type.name
        for row in page["results"][:5]:
            assert ask(client, row["api_url"])["slug"] == row["slug"]
            assert client.get(f"/{record_type.name}/{row['slug']}/").status_code == 200


def test_every_generated_fact_is_cited(generated):
    for model in cited_models():
        number = copying.content_types(connection.cursor())[model._meta.db_table]
        cited = Citation.objects.filter(content_type_id=number).values("object_id")
        assert not model.objects.exclude(pk__in=cited).exists(), model.__name__


def test_every_generated_row_passes_the_rules_for_editors(generated):
    for model in cited_models():
        for record in model.objects.all()[:50]:
            record.full_clean()


def test_a_company_has_what_the_benchmark_says(generated):
    company = next(record_type for record_type in RECORD_TYPES if record_type.name == "companies").model.objects.get(
        pk=7
    )
    counts = [company.products.count(), company.milestones.count(), company.rounds.count()]
    assert counts == [3, 5, 2]
    assert [funding_round.investments.count() for funding_round in company.rounds.all()] == [3, 3]


def test_the_same_seed_makes_the_same_rows():
    def made(seed):
        rows = copying.Rows()
        world = World(3, seed, types=dict.fromkeys(copying.COLUMNS, 1))
        for number in (1, 2, 3):
            Company(world, rows.put, number).write()
        return rows.lines

    assert made(1) == made(1) != made(2)
