"""Bit sets and years of milestones follow whatever is written, in whatever way it is written."""

import threading

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import F

from companies.models import Company, MilestoneYear
from companies.models.milestone_year import FIRST_YEAR, LAST_YEAR
from market.models import Segment
from names.merging import merge
from names.models import FacetBits
from records.etags import data_version
from regulatory.models import Authority, Milestone
from sources.models import Citation
from tests.builders import cite, make_authority, make_company, make_milestone, make_segment
from tests.companies.derived import expected, stored

DATES = [
    "2021", "2021-03", "2021-12-31", "2021~", "2021-01~", "2019/2022", "2020-11/2021-02", "2020/..", "../1960", "1940",
    "1949~", "1948/1951", "2049", "2050", "2040/2060", "1000/2999", None,
]  # fmt: skip


class World:
    """Two of everything: what is called `one` belongs together, `other` is there to be moved to."""

    def __init__(self):
        self.segment, self.other_segment = make_segment(slug="one-segment"), make_segment(slug="other-segment")
        self.authority, self.other_authority = make_authority(slug="fda"), make_authority(slug="nmpa")
        self.company = make_company(name="One", segments=[self.segment], kind="ai", country="CN")
        self.other = make_company(name="Other", segments=[self.segment, self.other_segment])
        self.draft = make_company(name="Draft", segments=[self.segment], is_published=False, country="SE")
        self.milestone = self.step(self.company, "2021")
        self.step(self.company, "2021-04"), self.step(self.other, "2020/..", self.other_authority)
        self.step(self.draft, "2019")

    def step(self, company, when, authority=None):
        return make_milestone(company=company, when=when, authority=authority or self.authority)

    def run(self, sql, *values):
        with connection.cursor() as cursor:
            cursor.execute(sql, values)


def this(record):
    return type(record).objects.filter(pk=record.pk)


CHANGES = {
    "a company is made": lambda w: make_company(name="Third", segments=[w.segment]),
    "many companies are made": lambda w: Company.objects.bulk_create(
        Company(slug=f"many-{number}", name=f"Many {number}", country="DE") for number in range(5)
    ),
    "a draft is published": lambda w: this(w.draft).update(is_published=True),
    "a company is taken back": lambda w: this(w.company).update(is_published=False),
    "a company is renamed": lambda w: this(w.company).update(name="ÄNDERUNG und 推想"),
    "only the case of a name changes": lambda w: this(w.company).update(name="ONE"),
    "a company moves": lambda w: this(w.company).update(country="US"),
    "a company's country is forgotten": lambda w: this(w.company).update(country=""),
    "all companies change at once": lambda w: Company.objects.update(kind="pharma", coverage="profiled"),
    "two companies change names": lambda w: w.run(
        "UPDATE companies_company SET name = CASE name WHEN 'One' THEN 'Other' WHEN 'Other' THEN 'One' ELSE name END"
    ),
    "a segment is put": lambda w: w.company.segments.add(w.other_segment),
    "a segment is taken": lambda w: w.company.segments.remove(w.segment),
    "segments are set": lambda w: w.other.segments.set([w.other_segment]),
    "a link is moved to another company": lambda w: Company.segments.through.objects.filter(
        segment=w.other_segment
    ).update(company=w.company),
    "a link is moved to another segment": lambda w: Company.segments.through.objects.filter(
        company=w.company
    ).update(segment=w.other_segment),
    "a milestone is made": lambda w: w.step(w.company, "2015", w.other_authority),
    "a milestone of nobody is made": lambda w: w.step(None, "2015"),
    "a milestone goes to another company": lambda w: this(w.milestone).update(company=w.other),
    "a milestone loses its company": lambda w: this(w.milestone).update(company=None),
    "a milestone goes to another authority": lambda w: this(w.milestone).update(authority=w.other_authority),
    "a milestone is taken back": lambda w: this(w.milestone).update(is_published=False),
    "a milestone is deleted": lambda w: w.milestone.delete(),
    "all milestones are a year later": lambda w: Milestone.objects.filter(when="2021").update(when="2022"),
    "all milestones are deleted": lambda w: Milestone.objects.all().delete(),
    "a segment is taken back": lambda w: this(w.segment).update(is_published=False),
    "a segment is taken back and comes again": lambda w: (
        this(w.segment).update(is_published=False), this(w.segment).update(is_published=True)
    ),
    "every segment changes sides": lambda w: Segment.objects.update(is_published=~F("is_published")),
    "an authority is taken back": lambda w: this(w.authority).update(is_published=False),
    "every authority is taken back": lambda w: Authority.objects.update(is_published=False),
    "a company is deleted": lambda w: (w.company.milestones.all().delete(), w.company.delete()),
    "raw SQL deletes links": lambda w: w.run("DELETE FROM companies_company_segments"),
    "two companies become one": lambda w: merge(w.other, w.company),
    "something else changes": lambda w: this(w.company).update(summary="New."),
}  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_derived_rows_follow_every_kind_of_change(change):
    world = World()
    assert stored() == expected()
    change(world)
    assert stored() == expected()


@pytest.mark.django_db
@pytest.mark.parametrize("when", DATES)
def test_a_milestone_has_a_row_for_each_year_that_its_date_touches(when):
    world = World()
    this(world.milestone).update(when=when)
    assert stored() == expected()
    assert MilestoneYear.objects.filter(company=world.company.pk).count() <= LAST_YEAR - FIRST_YEAR + 1


@pytest.mark.django_db
def test_a_change_that_is_taken_back_leaves_the_derived_rows_as_they_were():
    world = World()
    before = stored()
    with transaction.atomic():
        this(world.company).update(country="US", name="Gone")
        transaction.set_rollback(True)
    assert stored() == before == expected()


@pytest.mark.django_db
def test_a_change_that_no_facet_reads_writes_no_derived_row():
    world = World()
    written = "SELECT max(xmin::text::bigint) FROM {}"

    def newest():
        with connection.cursor() as cursor:
            for table in (FacetBits, MilestoneYear):
                cursor.execute(written.format(table._meta.db_table))
                yield cursor.fetchone()

    before = list(newest())
    with transaction.atomic():  # a savepoint has a number of its own
        this(world.company).update(summary="New.", website="https://example.org")
        this(world.milestone).update(scope="New.", when="2021-06-15")  # the same year
    assert list(newest()) == before


@pytest.mark.django_db
def test_records_of_another_block_have_a_set_of_their_own():
    world = World()
    make_company(pk=1_000_000, name="Far", segments=[world.segment], country="CN")
    assert stored() == expected()
    assert FacetBits.objects.filter(facet="country", value="CN").count() == 2


@pytest.mark.django_db
def test_a_rebuild_derives_the_same_rows(capsys):
    World()
    Company.objects.filter(name="One").update(country="US")
    before = stored()
    call_command("rebuild_derived")
    assert stored() == before
    assert "companies" in capsys.readouterr().out


@pytest.mark.django_db
def test_a_rebuild_mends_whatever_is_wrong_and_moves_the_version():
    world = World()
    right, version = stored(), data_version()
    world.run("UPDATE entities_facetbits SET bits = ~bits")
    world.run("DELETE FROM companies_milestoneyear WHERE company = %s", world.company.pk)
    world.run(
        "INSERT INTO companies_milestoneyear SELECT 999999, segment, authority, year, key FROM companies_milestoneyear"
    )
    call_command("rebuild_derived", verbosity=0)
    assert stored() == right
    assert data_version() > version


@pytest.mark.django_db
def test_one_word_rebuilds_all_that_is_derived(capsys):
    World()
    FacetBits.objects.all().delete()
    call_command("rebuild")
    assert stored() == expected()
    assert "companies" in capsys.readouterr().out


@pytest.fixture
def four(transactional_db):
    """Four companies of one segment that other connections see."""
    with transaction.atomic():
        segment = make_segment()
        return [make_company(name=f"Written {number}", segments=[segment]) for number in range(4)]


def test_two_writers_of_the_same_sets_wait_for_each_other_and_both_are_right(four):
    """The one begins with a citation, which only moves the version, the other with a segment, which changes a set."""
    problems, start, segment = [], threading.Barrier(2), four[0].segments.get()

    def write(first, second, begins_with_a_citation):
        try:
            for number in range(10):
                start.wait(timeout=30)
                with transaction.atomic():
                    if begins_with_a_citation:
                        cite(first, "src#3", field="name", stated=f"Number {number}")
                    for record in (first, second):
                        record.segments.set([] if record.segments.exists() else [segment])
                        this(record).update(country="CN" if number % 2 else "")
        except Exception as problem:
            problems.append(problem)
            start.abort()
        finally:
            connection.close()

    jobs = [(*four[:2], True), (*four[2:], False)]
    threads = [threading.Thread(target=write, args=job) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert problems == []
    assert Citation.objects.filter(stated__startswith="Number").count() == 10
    assert stored() == expected()
