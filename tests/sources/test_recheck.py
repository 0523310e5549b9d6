"""A value that changes marks the citations that speak of it for re-check; new evidence clears the mark."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from django.test.utils import isolate_apps

from companies.models import Company, FundingRound
from curation.fixture_schema import fixture_schema
from sources.models import Citation
from sources.models.citation import cited_models
from sources.models.triggers import changed_values_need_recheck, columns_of
from tests.builders import cite, make_authority, make_company, make_milestone, make_product, make_round
from values.fields import Amounted, PartialDateField

pytestmark = pytest.mark.django_db


def needs_recheck(place):
    return Citation.objects.get(pk=place.pk).needs_recheck


def test_after_a_changed_value_the_citation_of_its_field_needs_a_recheck():
    company = make_company(city="Beijing")
    place = cite(company, "src#3", field="city", stated="Beijing")
    company.city = "Shanghai"
    company.save()
    assert needs_recheck(place)


def test_plain_sql_marks_for_recheck_as_well():
    company = make_company(city="Beijing")
    place = cite(company, "src#3", field="city", stated="Beijing")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE companies_company SET city = 'Shanghai'")
    assert needs_recheck(place)


def test_a_bulk_update_marks_for_recheck_as_well():
    company = make_company(city="Beijing")
    place = cite(company, "src#3", field="city", stated="Beijing")
    Company.objects.update(city="Shanghai")
    assert needs_recheck(place)


def test_a_change_of_another_field_marks_nothing():
    company = make_company(city="Beijing")
    place = cite(company, "src#3", field="city", stated="Beijing")
    Company.objects.update(country="CN")
    assert not needs_recheck(place)


def test_a_citation_of_the_record_as_a_whole_never_needs_a_recheck():
    company = make_company()
    place = cite(company, "src#3")
    Company.objects.update(city="Shanghai")
    assert not needs_recheck(place)


def test_saving_without_a_change_marks_nothing():
    company = make_company(city="Beijing")
    place = cite(company, "src#3", field="city", stated="Beijing")
    company.save()
    assert not needs_recheck(place)


def test_a_change_on_one_record_leaves_another_alone():
    place = cite(make_company(city="Beijing"), "src#3", field="city", stated="Beijing")
    other = make_company()
    Company.objects.filter(pk=other.pk).update(city="Shanghai")
    assert not needs_recheck(place)


def test_after_a_changed_date_its_citation_needs_a_recheck():
    financing = make_round(when="2021")
    place = cite(financing, "src#3", field="when", stated="2021")
    FundingRound.objects.update(when="2021-08")
    assert needs_recheck(place)


def test_after_a_changed_amount_its_citation_needs_a_recheck():
    financing = make_round(amount="5 million")
    place = cite(financing, "src#3", field="amount", stated="5 million")
    financing.amount = "6 million"
    financing.save()
    assert needs_recheck(place)


def test_after_a_changed_relation_its_citation_needs_a_recheck():
    milestone = make_milestone()
    place = cite(milestone, "src#3", field="authority", stated="the FDA")
    milestone.authority = make_authority()
    milestone.save()
    assert needs_recheck(place)


def test_a_field_whose_name_begins_like_another_is_not_mistaken_for_it():
    product = make_product(company=make_company())
    place = cite(product, "src#3", field="kind", stated="a device")
    type(product).objects.update(company=None)
    assert not needs_recheck(place)


@pytest.fixture
def checked_site():
    """A row of a made-up model, in which the name of one field begins with that of another."""
    with isolate_apps("sources"):

        class CheckedSite(Amounted):
            website = models.URLField()
            website_checked_on = PartialDateField()
            amount_of_pages = models.IntegerField(default=1)
            gaps = models.JSONField(default=dict)

            class Meta:
                app_label = "sources"

    with connection.schema_editor() as editor:
        editor.create_model(CheckedSite)
        editor.execute(changed_values_need_recheck.compile(CheckedSite).install_sql.replace("%", "%%"), ())
    yield CheckedSite.objects.create(website="https://example.org", amount_stated="5 million")
    ContentType.objects.clear_cache()


@pytest.mark.parametrize(
    ("changed", "marked"),
    [
        ({"website_checked_on": "2026-11"}, {"website_checked_on"}),
        ({"website": "https://example.com"}, {"website"}),
        ({"website": "https://example.com", "website_checked_on": "2026-11"}, {"website", "website_checked_on"}),
        ({"amount_of_pages": 2}, {"amount_of_pages"}),
        ({"amount_low": 6}, {"amount"}),
        ({"website_checked_on": None}, set()),
    ],
)
def test_only_the_citations_of_the_field_itself_are_marked(checked_site, changed, marked):
    for field in ("", "website", "website_checked_on", "amount", "amount_of_pages"):
        cite(checked_site, "src#3", field=field)
    type(checked_site).objects.update(**changed)
    assert set(Citation.objects.needing_recheck().values_list("field", flat=True)) == marked


@pytest.mark.parametrize("model", cited_models(), ids=lambda model: model.__name__)
def test_every_value_that_a_citation_may_name_has_its_columns(model):
    schema = fixture_schema(model)
    elsewhere = {"names", "gaps", "cite", schema.parts, *schema.lists}
    assert set(schema.keys) - elsewhere <= columns_of(model).keys()


@pytest.mark.parametrize(("column", "value"), [("stated", "Shanghai"), ("paragraph", 4), ("stance", "contradicts")])
def test_new_evidence_clears_the_mark(column, value):
    company = make_company(city="Beijing")
    place = cite(company, "src#3", field="city", stated="Beijing")
    Company.objects.update(city="Shanghai")
    Citation.objects.filter(pk=place.pk).update(**{column: value})
    assert not needs_recheck(place)


def test_a_note_is_no_new_evidence():
    company = make_company(city="Beijing")
    place = cite(company, "src#3", field="city", stated="Beijing")
    Company.objects.update(city="Shanghai")
    Citation.objects.filter(pk=place.pk).update(note="look again")
    assert needs_recheck(place)


def test_an_editor_who_looked_again_clears_the_mark():
    company = make_company(city="Beijing")
    place = cite(company, "src#3", field="city", stated="Beijing")
    Company.objects.update(city="Shanghai")
    Citation.objects.filter(pk=place.pk).update(needs_recheck=False)
    assert not needs_recheck(place)


def test_the_recheck_list_holds_what_is_marked_and_nothing_else():
    company = make_company(city="Beijing")
    place = cite(company, "src#3", field="city", stated="Beijing")
    make_company()
    Company.objects.update(city="Shanghai")
    assert list(Citation.objects.needing_recheck()) == [place]
    assert list(Company.objects.needing_recheck()) == [company]
