"""Taking revisions back: everything that one touched is as it was, nothing else moves, or the refusal says why."""

import os
import random

import pytest
from django.db import connection, transaction

from companies.models import Company, FundingRound, Investor
from history.touched_rows import NotUndoable
from history.undoing import undo, why_not
from names.merging import merge
from names.models import Successor
from sources.models import Citation
from tests import builders
from tests.admin.forms import make_editor
from tests.curation.random_editor import RandomEditor
from tests.history.tables import head, rows_of, snapshot, touched_by

UNDONE = int(os.environ.get("SOAK_UNDONE", "10"))
LATEST = 8
"""How many revisions may have followed one that is taken back: one of long ago has mostly been built upon."""
pytestmark = pytest.mark.django_db(transaction=True)


def made(builder, *record, **values):
    """What a builder makes, committed: a record and its citation are one revision."""
    with transaction.atomic():
        return builder(*record, **values)


def undone(write):
    """The number of the revision that takes back what `write()` did, and the rows of all tables before."""
    before = snapshot()
    write()
    return undo(head()), before


def change_website(company, website):
    company.website = website
    company.save()


def test_a_changed_value_its_citation_and_its_time_of_change_are_put_back():
    company = made(builders.make_company, website="https://example.org/")
    made(builders.cite, company, field="website", stated="example.org")
    new, before = undone(lambda: change_website(company, "https://example.com/"))
    assert snapshot() == before
    assert (head(), Citation.objects.filter(needs_recheck=True).count()) == (new, 0)


def test_a_deleted_record_comes_back_with_all_that_was_its_own():
    company = made(builders.make_company)
    company.segments.add(made(builders.make_segment))
    _new, before = undone(company.delete)
    assert snapshot() == before


def test_a_merge_is_taken_back_as_one():
    one, other = made(builders.make_investor), made(builders.make_investor)
    _new, before = undone(lambda: merge(one, other))
    assert snapshot() == before
    assert not Successor.objects.exists()


def test_two_places_that_changed_their_paragraphs_change_back():
    company = made(builders.make_company)
    first, second = (made(builders.cite, company, f"{builders.SOURCE}#{number}") for number in (2, 3))

    def exchange():
        with transaction.atomic(), connection.cursor() as cursor:
            for citation, paragraph in ((first, 4), (second, 2), (first, 3)):
                cursor.execute("UPDATE sources_citation SET paragraph = %s WHERE id = %s", [paragraph, citation.pk])

    _new, before = undone(exchange)
    assert snapshot() == before


def test_an_undo_is_taken_back_like_any_revision():
    company = made(builders.make_company)
    change_website(company, "https://example.com/")
    after = snapshot()
    undo(undo(head()))
    assert snapshot() == after


def test_a_part_of_a_revision_is_taken_back_for_one_record():
    one, other = made(builders.make_company, city="Wuhan"), made(builders.make_company, city="Wuhan")
    Company.objects.filter(pk__in=[one.pk, other.pk]).update(city="Suzhou")
    undo(head(), ("companies", one.pk))
    assert [Company.objects.get(pk=each.pk).city for each in (one, other)] == ["Wuhan", "Suzhou"]


@pytest.mark.parametrize("number", [1, 10_000])
def test_what_is_no_change_of_somebody_is_refused(number):
    made(builders.make_company)
    before = snapshot()
    with pytest.raises(NotUndoable):
        undo(number)
    assert snapshot() == before


def test_what_changed_again_is_refused_and_says_by_which_revision():
    company = made(builders.make_company)
    change_website(company, "https://example.com/")
    first = head()
    change_website(company, "https://example.net/")
    before = snapshot()
    with pytest.raises(NotUndoable, match=f"Revision {head()} "):
        undo(first)
    assert snapshot() == before


def test_what_was_changed_since_and_taken_back_is_no_obstacle():
    company = made(builders.make_company, website="https://example.org/")
    before = snapshot()
    change_website(company, "https://example.com/")
    first = head()
    change_website(company, "https://example.net/")
    second = head()
    undo(second)
    undo(first)
    assert snapshot() == before


def test_a_refusal_names_the_revision_that_can_be_taken_back_first():
    company = made(builders.make_company)
    numbers = []
    for letter in "abc":
        change_website(company, f"https://example.org/{letter}")
        numbers.append(head())
    undo(numbers[2])
    with pytest.raises(NotUndoable, match=f"Revision {numbers[1]} "):
        undo(numbers[0])
    assert why_not(numbers[1]) == ""
    assert head() == numbers[2] + 1


def test_a_part_that_hangs_together_with_the_rest_says_so():
    one, other = made(builders.make_investor), made(builders.make_investor)
    investment = made(builders.make_investment, investor=other)
    merge(one, other)
    with pytest.raises(NotUndoable, match="whole revision"):
        undo(head(), ("rounds", investment.round_id))


def test_what_a_later_record_refers_to_is_not_taken_away():
    company = made(builders.make_company)
    entered = head()
    made(builders.make_round, company=company)
    with pytest.raises(NotUndoable):
        undo(entered)
    assert FundingRound.objects.exists()


def test_a_slug_that_was_used_again_is_not_taken_from_its_record():
    investor = made(builders.make_investor, slug="orchid")
    investor.delete()
    deleted = head()
    made(builders.make_investor, slug="orchid")
    with pytest.raises(NotUndoable, match="unique"):
        undo(deleted)
    assert Investor.objects.filter(slug="orchid").count() == 1


def by_hand(chance):
    """Something at random that is written past the forms."""
    companies = list(Company.objects.order_by("slug"))
    one = chance.choice(companies)
    what = chance.randrange(4)
    if what == 0:
        Company.objects.filter(pk__in=[each.pk for each in chance.sample(companies, 2)]).update(
            city=f"{chance.random()}"
        )
    elif what == 1:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE sources_citation SET note = note || '+' WHERE object_id = %s", [one.pk])
    elif what == 2:
        change_website(one, f"https://example.org/{chance.random()}")
    elif one.citations.count() > 1:  # what is published is cited
        one.citations.last().delete()


def tried(number):
    """(the new revision, None), or (None, the refusal)."""
    try:
        return undo(number), None
    except NotUndoable as refusal:
        return None, refusal


def is_right(refusal, number, touched):
    """Whether a later revision touched the same rows, or the refusal names what came later to them."""
    for later in range(number + 1, head() + 1):
        if any(touched.get(table, set()) & rows for table, rows in touched_by(later).items()):
            return True
    return "later record" in str(refusal) or "later revision" in str(refusal)


def test_random_revisions_are_taken_back_whole_or_rightly_refused(client, shipped_copy):
    chance = random.Random(14)
    make_editor(client)
    editor = RandomEditor(client, chance)
    first, taken_back = head() + 1, 0
    for _time in range(UNDONE):
        until = head() + chance.randint(1, 3)
        while head() < until:
            by_hand(chance) if chance.random() < 0.2 else editor.work(1)
        number = chance.randint(max(first, head() - LATEST), head())
        before, touched = snapshot(), touched_by(number)
        new, refusal = tried(number)
        if refusal:
            assert snapshot() == before
            assert is_right(refusal, number, touched), f"{number}: {refusal}"
            continue
        taken_back += 1
        after = snapshot()
        for table, rows in after.items():
            numbers = touched.get(table, set())
            assert rows_of(table, numbers) == rows_of(table, numbers, as_before=number), (number, table)
            assert {key: row for key, row in rows.items() if key not in numbers} == {
                key: row for key, row in before[table].items() if key not in numbers
            }, (number, table)
        assert new == head()
    assert taken_back >= UNDONE / 2
