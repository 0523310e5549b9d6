"""Two records that turn out to be one become one, whole or not at all."""

import pytest
from django.contrib.contenttypes.models import ContentType

from companies.models import Company, Position
from market.models import Segment
from names.merging import Unmergeable, merge
from names.models import Successor
from regulatory.models import Authority
from tests.builders import (
    cite,
    make_authority,
    make_company,
    make_investment,
    make_investor,
    make_name,
    make_person,
    make_position,
    make_product,
    make_round,
    make_segment,
    with_everything,
)  # fmt: skip

pytestmark = pytest.mark.django_db


def cited_places(record):
    return sorted((str(place), place.field, place.stated) for place in record.citations.all())


def test_everything_that_refers_to_the_one_refers_to_the_other():
    duplicate, survivor = with_everything(), make_company()
    before = {relation: relation.related_model.objects.filter(**{relation.field.name: duplicate}).count()
              for relation in Company._meta.related_objects}  # fmt: skip
    segments = set(duplicate.segments.all())
    merge(survivor, duplicate)
    for relation, number in before.items():
        assert relation.related_model.objects.filter(**{relation.field.name: survivor}).count() == number > 0
    assert set(survivor.segments.all()) == segments
    assert not Company.objects.filter(slug=duplicate.slug).exists()


def test_the_other_name_becomes_a_variant_with_its_places():
    survivor, duplicate = make_company(name="Pulnovo Medical"), make_company(name="帕母医疗")
    make_name(duplicate, "PAMU")
    cite(duplicate, "src#5", field="name", stated="帕母医疗")
    merge(survivor, duplicate)
    assert {(name.text, name.kind, name.language) for name in survivor.names.all()} == {
        ("帕母医疗", "variant", "zh-Hans"), ("PAMU", "variant", "en"),
    }  # fmt: skip
    assert ("src#5", "names", "帕母医疗") in cited_places(survivor)


def test_a_place_that_both_cite_is_cited_once():
    survivor, duplicate = make_company(), make_company()
    cite(duplicate, "src#9")
    merge(survivor, duplicate)
    assert cited_places(survivor) == [("src#1", "", ""), ("src#9", "", "")]


def test_the_old_address_leads_to_the_one_that_stays_also_over_two_merges():
    first, second, third = make_company(slug="first"), make_company(slug="second"), make_company(slug="third")
    merge(second, first)
    merge(third, second)
    leads = {row.slug: row.record for row in Successor.objects.all()}
    assert leads == {"first": third, "second": third}


def test_what_the_one_leaves_blank_is_taken_over_and_what_it_has_stays():
    survivor = make_company(city="Suzhou", gaps={"website": "not_stated", "country": "not_stated"})
    duplicate = make_company(city="Wuxi", website="https://example.org", kind="device", coverage="profiled")
    merged = merge(survivor, duplicate)
    assert (merged.city, merged.website, merged.kind, merged.coverage) == (
        "Suzhou", "https://example.org", "device", "profiled"
    )  # fmt: skip
    assert merged.gaps == {"country": "not_stated"}


def test_a_place_that_states_another_value_needs_a_recheck():
    survivor, duplicate = make_company(city="Suzhou"), make_company(city="Wuxi", kind="device")
    other, same = (
        cite(duplicate, "src#5", field="city", stated="Wuxi"),
        cite(duplicate, "src#5", field="kind", stated="device"),
    )
    merge(survivor, duplicate)
    other.refresh_from_db()
    same.refresh_from_db()
    assert (other.needs_recheck, same.needs_recheck) == (True, False)


def test_what_cites_the_relation_needs_no_recheck_after_the_merge():
    survivor, duplicate = make_company(), make_company()
    place = cite(make_product(company=duplicate), "src#5", field="company", stated="its maker")
    merge(survivor, duplicate)
    place.refresh_from_db()
    assert not place.needs_recheck


def test_a_row_that_is_there_twice_is_dropped_and_its_places_are_kept():
    survivor, duplicate, funding_round = make_investor(), make_investor(), make_round()
    investment = make_investment(funding_round, survivor)
    cite(make_investment(funding_round, duplicate, role="lead", note="again"), "src#8", field="role", stated="led by")
    merge(survivor, duplicate)
    investment = funding_round.investments.get()
    assert (investment.investor, investment.role, investment.note) == (survivor, "lead", "again")
    assert ("src#8", "role", "led by") in cited_places(investment)


def test_a_title_that_both_companies_give_one_person_is_kept_once():
    person, survivor, duplicate = make_person(), make_company(), make_company()
    make_position(person, company=survivor, title="Founder")
    make_position(person, company=duplicate, title="Founder")
    make_position(person, company=duplicate, title="Chair")
    merge(survivor, duplicate)
    assert sorted(Position.objects.filter(company=survivor).values_list("title", flat=True)) == ["Chair", "Founder"]


def test_records_that_list_the_one_list_the_other():
    survivor, duplicate = make_segment(), make_segment()
    company, of_both = make_company(segments=[duplicate]), make_company(segments=[duplicate, survivor])
    merge(survivor, duplicate)
    assert list(company.segments.all()) == list(of_both.segments.all()) == [survivor]


def test_no_record_comes_to_lie_within_itself():
    duplicate = make_segment(parent=make_segment(name="Root"))
    between = make_segment(parent=duplicate)
    survivor = make_segment(parent=between)
    merge(survivor, duplicate)
    between.refresh_from_db()
    assert Segment.objects.get(pk=survivor.pk).parent.name == "Root"
    assert between.parent == survivor


def test_the_parent_can_stay_and_take_over_its_child():
    survivor = make_authority()
    duplicate = make_authority(parent=survivor)
    grandchild = make_authority(parent=duplicate)
    merge(survivor, duplicate)
    grandchild.refresh_from_db()
    assert grandchild.parent == survivor
    assert Authority.objects.get(pk=survivor.pk).parent is None


def test_a_blank_relation_within_the_type_is_filled_unless_it_would_lead_back():
    root, survivor = make_segment(name="Root"), make_segment()
    duplicate, below = make_segment(parent=root), make_segment(parent=survivor)
    assert merge(survivor, duplicate).parent == root
    survivor.parent = None
    survivor.save()
    assert merge(survivor, make_segment(parent=below)).parent is None


def test_two_of_different_types_or_the_same_one_twice_are_refused():
    company = make_company()
    for other in (make_person(), company):
        with pytest.raises(Unmergeable):
            merge(company, other)


def test_a_merge_that_fails_changes_nothing():
    survivor, duplicate = make_company(slug="stays"), make_company(slug="goes", city="Wuxi")
    product = make_product(company=duplicate)
    type_of = ContentType.objects.get_for_model(Company)
    Successor.objects.create(content_type=type_of, object_id=duplicate.pk, slug="goes")  # the address is in use already
    with pytest.raises(Unmergeable, match="already leads somewhere"):
        merge(survivor, duplicate)
    product.refresh_from_db()
    assert product.company == duplicate
    assert Company.objects.get(slug="stays").city == ""
