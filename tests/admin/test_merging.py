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


def places(record):
    return sorted((str(place), place.field, place.stated) for place in record.citations.all())


def test_everything_that_refers_to_the_one_refers_to_the_other():
    goes, stays = with_everything(), make_company()
    before = {relation: relation.related_model.objects.filter(**{relation.field.name: goes}).count()
              for relation in Company._meta.related_objects}  # fmt: skip
    segments = set(goes.segments.all())
    merge(stays, goes)
    for relation, number in before.items():
        assert relation.related_model.objects.filter(**{relation.field.name: stays}).count() == number > 0
    assert set(stays.segments.all()) == segments
    assert not Company.objects.filter(slug=goes.slug).exists()


def test_the_other_name_becomes_a_variant_with_its_places():
    stays, goes = make_company(name="Pulnovo Medical"), make_company(name="帕母医疗")
    make_name(goes, "PAMU")
    cite(goes, "src#5", field="name", stated="帕母医疗")
    merge(stays, goes)
    assert {(name.text, name.kind, name.language) for name in stays.names.all()} == {
        ("帕母医疗", "variant", "zh-Hans"), ("PAMU", "variant", "en"),
    }  # fmt: skip
    assert ("src#5", "names", "帕母医疗") in places(stays)


def test_a_place_that_both_cite_is_cited_once():
    stays, goes = make_company(), make_company()
    cite(goes, "src#9")
    merge(stays, goes)
    assert places(stays) == [("src#1", "", ""), ("src#9", "", "")]


def test_the_old_address_leads_to_the_one_that_stays_also_over_two_merges():
    first, second, third = make_company(slug="first"), make_company(slug="second"), make_company(slug="third")
    merge(second, first)
    merge(third, second)
    leads = {row.slug: row.record for row in Successor.objects.all()}
    assert leads == {"first": third, "second": third}


def test_what_the_one_leaves_blank_is_taken_over_and_what_it_has_stays():
    stays = make_company(city="Suzhou", gaps={"website": "not_stated", "country": "not_stated"})
    goes = make_company(city="Wuxi", website="https://example.org", kind="device", coverage="profiled")
    merged = merge(stays, goes)
    assert (merged.city, merged.website, merged.kind, merged.coverage) == (
        "Suzhou", "https://example.org", "device", "profiled"
    )  # fmt: skip
    assert merged.gaps == {"country": "not_stated"}


def test_a_place_that_states_another_value_is_to_be_checked_again():
    stays, goes = make_company(city="Suzhou"), make_company(city="Wuxi", kind="device")
    other, same = cite(goes, "src#5", field="city", stated="Wuxi"), cite(goes, "src#5", field="kind", stated="device")
    merge(stays, goes)
    other.refresh_from_db()
    same.refresh_from_db()
    assert (other.is_tainted, same.is_tainted) == (True, False)


def test_what_cites_the_relation_is_not_tainted_by_the_merge():
    stays, goes = make_company(), make_company()
    place = cite(make_product(company=goes), "src#5", field="company", stated="its maker")
    merge(stays, goes)
    place.refresh_from_db()
    assert not place.is_tainted


def test_a_row_that_is_there_twice_is_dropped_and_its_places_are_kept():
    stays, goes, funding_round = make_investor(), make_investor(), make_round()
    kept = make_investment(funding_round, stays)
    cite(make_investment(funding_round, goes, role="lead", note="again"), "src#8", field="role", stated="led by")
    merge(stays, goes)
    kept = funding_round.investments.get()
    assert (kept.investor, kept.role, kept.note) == (stays, "lead", "again")
    assert ("src#8", "role", "led by") in places(kept)


def test_a_title_that_both_companies_give_one_person_is_kept_once():
    person, stays, goes = make_person(), make_company(), make_company()
    make_position(person, company=stays, title="Founder")
    make_position(person, company=goes, title="Founder")
    make_position(person, company=goes, title="Chair")
    merge(stays, goes)
    assert sorted(Position.objects.filter(company=stays).values_list("title", flat=True)) == ["Chair", "Founder"]


def test_records_that_list_the_one_list_the_other():
    stays, goes = make_segment(), make_segment()
    company, of_both = make_company(segments=[goes]), make_company(segments=[goes, stays])
    merge(stays, goes)
    assert list(company.segments.all()) == list(of_both.segments.all()) == [stays]


def test_no_record_comes_to_lie_within_itself():
    goes = make_segment(parent=make_segment(name="Root"))
    between = make_segment(parent=goes)
    stays = make_segment(parent=between)
    merge(stays, goes)
    between.refresh_from_db()
    assert Segment.objects.get(pk=stays.pk).parent.name == "Root"
    assert between.parent == stays


def test_the_parent_can_stay_and_take_over_its_child():
    stays = make_authority()
    goes = make_authority(parent=stays)
    grandchild = make_authority(parent=goes)
    merge(stays, goes)
    grandchild.refresh_from_db()
    assert grandchild.parent == stays
    assert Authority.objects.get(pk=stays.pk).parent is None


def test_two_of_different_types_or_the_same_one_twice_are_refused():
    company = make_company()
    for other in (make_person(), company):
        with pytest.raises(Unmergeable):
            merge(company, other)


def test_a_merge_that_fails_changes_nothing():
    stays, goes = make_company(slug="stays"), make_company(slug="goes", city="Wuxi")
    product = make_product(company=goes)
    type_of = ContentType.objects.get_for_model(Company)
    Successor.objects.create(content_type=type_of, object_id=goes.pk, slug="goes")  # the address is taken already
    with pytest.raises(Unmergeable, match="already leads somewhere"):
        merge(stays, goes)
    product.refresh_from_db()
    assert product.company == goes
    assert Company.objects.get(slug="stays").city == ""
