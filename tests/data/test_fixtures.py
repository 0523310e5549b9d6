"""The curated data: they load, they are in their one order, every statement is cited, nothing went missing."""

from collections import Counter

import pytest
from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from companies.models import Company
from curation.dumping import dump
from curation.fixture_schema import FIXTURE_MODELS, part_model
from curation.loading import load
from environment import BASE
from names.models import Name
from regulatory.models import Milestone
from regulatory.vocabulary import GRANTED_TO_MARKET, MARKET_OUTCOMES, TRIAL_PATHWAYS
from sources.models import Citation, Source
from sources.models.citation import cited_models
from tests.curation.folders import texts_of

pytestmark = pytest.mark.django_db  # else this file run alone would load into the real database
FIXTURES = BASE / "fixtures"
SOURCES = {"med-eng-2025", "pamu-padn-2025", "iresearch-medtech-2022", "equalocean-ggf-2024", "vcbeat-medical-ai-2020"}
LONGEST_STATED = 160
BOUNDS = {  # how many there are at least and at most: outside of them something was lost or doubled
    "sources": (5, 5), "authorities": (13, 20), "segments": (90, 110), "investors": (9, 12), "partners": (6, 8),
    "companies": (31, 35), "people": (17, 20), "products": (10, 14), "events": (22, 28), "figures": (54, 65),
    "insights": (130, 170), "rounds": (4, 5), "collaborations": (7, 10), "studies": (10, 14), "recognitions": (5, 9),
    "policies": (24, 30), "milestones": (18, 24), "citations": (3300, 3800), "positions": (17, 20),
    "investments": (13, 15), "outcomes": (4, 8), "participations": (5, 10),
}  # fmt: skip


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """The report of one load for all tests here; it is taken back behind the last of them."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load(FIXTURES)
        transaction.set_rollback(True)


def test_the_files_load_and_keep_all_promises_of_the_database(loaded):
    assert loaded.changes > 0
    connection.check_constraints()


def test_the_second_load_changes_nothing(loaded):
    again = load(FIXTURES)
    assert (again.changes, again.extra, again.changed) == (0, [], [])


def test_the_files_are_what_the_dump_writes_byte_for_byte(loaded, tmp_path):
    dump(tmp_path)
    ours, dumped = texts_of(FIXTURES), texts_of(tmp_path)
    assert sorted(ours) == sorted(dumped)
    assert [name for name in ours if ours[name] != dumped[name]] == []


@pytest.mark.parametrize("record_type", [model.record_type for model in FIXTURE_MODELS])
def test_there_are_as_many_records_as_there_should_be(loaded, record_type):
    (model,) = [model for model in FIXTURE_MODELS if model.record_type == record_type]
    assert record_type in BOUNDS, f"add the bounds of {record_type} to BOUNDS in tests/data/test_fixtures.py"
    (least, most), count = BOUNDS[record_type], model.objects.count()
    assert least <= count <= most, f"fixtures/ has {count} {record_type}, and BOUNDS say {least} to {most}"


@pytest.mark.parametrize("name", ["citations", "positions", "investments", "outcomes", "participations"])
def test_there_are_as_many_citations_and_parts_as_there_should_be(loaded, name):
    parts = {model._meta.verbose_name + "s": model for model in map(part_model, FIXTURE_MODELS) if model}
    least, most = BOUNDS[name]
    assert least <= (parts | {"citations": Citation})[name].objects.count() <= most


@pytest.mark.parametrize("model", cited_models(), ids=lambda model: model.__name__)
def test_every_record_and_every_part_is_cited(loaded, model):
    places = Citation.objects.filter(content_type__model=model._meta.model_name, object_id=OuterRef("pk"))
    assert [str(record) for record in model.objects.filter(~Exists(places))] == []


def test_every_further_name_stands_in_a_source(loaded):
    places = Citation.objects.filter(
        content_type=OuterRef("content_type"), object_id=OuterRef("object_id"), field="names", stated=OuterRef("text")
    )
    assert [name.text for name in Name.objects.filter(~Exists(places))] == []


def test_every_date_and_amount_is_cited_by_its_field(loaded):
    bare = []
    for model in cited_models():
        fields = {field.name for field in model._meta.concrete_fields}
        for column, field in (("when", "when"), ("amount_stated", "amount")):
            if column in fields:
                places = Citation.objects.filter(
                    content_type__model=model._meta.model_name, object_id=OuterRef("pk"), field=field
                )
                given = model.objects.exclude(**{f"{column}__isnull": True}).exclude(**{column: ""})
                bare += [f"{model.__name__} {each}: {field}" for each in given.filter(~Exists(places))]
    assert bare == []


def test_no_stated_word_is_longer_than_a_phrase_or_is_a_sentence(loaded):
    stated = Citation.objects.exclude(stated="").values_list("stated", flat=True)
    assert [words for words in stated if len(words) > LONGEST_STATED] == []
    assert [words for words in stated if words.endswith((".", "。")) and len(words.split()) > 12] == []


def test_no_trial_permission_became_an_approval(loaded):
    trials = Milestone.objects.filter(pathway__in=TRIAL_PATHWAYS)
    assert trials.exists()
    assert not trials.filter(outcome__in=[*MARKET_OUTCOMES, "granted"]).exists()
    assert not Milestone.objects.marketing_authorizations().filter(pathway__in=TRIAL_PATHWAYS).exists()
    assert set(GRANTED_TO_MARKET) == {"fda_de_novo"}


def test_nothing_needs_a_recheck_and_every_contradiction_has_a_reason(loaded):
    assert not Citation.objects.needing_recheck().exists()
    contradictions = Citation.objects.filter(stance="contradicts")
    assert contradictions.exists()
    assert [str(place) for place in contradictions.filter(note="")] == []


def test_the_five_sources_are_there_read_to_their_end_and_used(loaded):
    assert set(Source.objects.values_list("slug", flat=True)) == SOURCES
    assert set(Source.objects.values_list("reading_status", flat=True)) == {"done"}
    used = Counter(Citation.objects.values_list("source__slug", flat=True))
    assert set(used) == SOURCES
    assert min(used.values()) > 50


@pytest.mark.parametrize("slug", sorted(SOURCES))
def test_most_paragraphs_of_each_source_are_cited(loaded, slug):
    source = Source.objects.get(slug=slug)
    cited = Citation.objects.filter(source=source).values("paragraph").distinct().count()
    assert cited > source.paragraphs * 0.5


def test_what_is_profiled_has_a_summary_and_what_is_mentioned_is_cited(loaded):
    assert [company.slug for company in Company.objects.profiled() if not company.summary] == []
    assert Company.objects.mentioned().exists()
