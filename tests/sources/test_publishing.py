"""Published means cited, and an address is for ever."""

import pytest
from django.db import DatabaseError, connection

from sources.models import Citation
from tests.builders import MAKERS, cite, make_company, make_position

pytestmark = pytest.mark.django_db
EVERY_TYPE = pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)


def hold_all_promises():
    """As a commit would."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


def broken_by(write):
    """What the database says when a transaction that did this would be committed."""
    hold_all_promises()
    try:
        write()
        hold_all_promises()
    except DatabaseError as error:
        return str(error)
    return "nothing"


@EVERY_TYPE
def test_nothing_is_published_without_a_citation(make):
    assert "published_means_cited" in broken_by(lambda: make(cited=False, is_published=True))


@EVERY_TYPE
def test_an_unpublished_record_needs_no_citation(make):
    make(cited=False)
    hold_all_promises()


def test_publishing_later_needs_a_citation_too():
    company = make_company(cited=False)
    write = type(company).objects.filter(pk=company.pk).update
    assert "published_means_cited" in broken_by(lambda: write(is_published=True))


def test_publishing_and_citing_may_come_in_any_order_within_one_transaction():
    company = make_company(cited=False, is_published=True)
    cite(company)
    hold_all_promises()


@EVERY_TYPE
def test_the_last_citation_of_a_published_record_stays(make):
    record = make()
    assert "last_citation_stays" in broken_by(lambda: record.citations.all().delete())


def test_the_last_citation_is_not_led_away_to_another_record_either():
    company, other = make_company(), make_company()
    assert broken_by(lambda: company.citations.update(object_id=other.pk, paragraph=9)) != "nothing"


def test_one_of_two_citations_may_go():
    company = make_company()
    cite(company, "src#2").delete()
    hold_all_promises()


def test_the_last_citation_may_be_replaced_within_one_transaction():
    company = make_company()
    company.citations.all().delete()
    cite(company, "src#5")
    hold_all_promises()


def test_the_last_citation_of_an_unpublished_record_may_go():
    company = make_company(is_published=False)
    company.citations.all().delete()
    hold_all_promises()


def test_a_published_record_may_be_deleted_with_its_citations():
    make_company().delete()
    hold_all_promises()


def test_deleting_the_last_citation_of_a_part_breaks_no_promise_of_the_database():
    Citation.objects.filter(content_type__model="position", object_id=make_position().pk).delete()
    hold_all_promises()


@EVERY_TYPE
def test_a_slug_never_changes(make):
    record = make()
    with pytest.raises(DatabaseError, match="slug_stays|Cannot update"):
        type(record).objects.filter(pk=record.pk).update(slug="another")


@EVERY_TYPE
def test_a_slug_is_used_once_per_type(make):
    make(slug="the-same")
    with pytest.raises(DatabaseError, match="unique"):
        make(slug="the-same")


def test_two_types_may_share_a_slug():
    MAKERS["companies"](slug="the-same")
    assert MAKERS["investors"](slug="the-same").slug == "the-same"


@EVERY_TYPE
def test_only_published_records_are_published(make):
    shown, _hidden = make(), make(is_published=False)
    assert shown in type(shown).objects.published()
    assert not type(shown).objects.published().filter(is_published=False).exists()
