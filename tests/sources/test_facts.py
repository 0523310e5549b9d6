"""What every fact knows of itself: whether it is contested, where it is from, what is missing."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from companies.models import Company
from tests.builders import cite, make_company, make_person, make_position, make_round, make_source

pytestmark = pytest.mark.django_db


def test_a_record_is_contested_while_a_place_contradicts_it():
    company, _quiet = make_company(city="Beijing"), make_company()
    place = cite(company, "src#3", field="city", stated="Shanghai", stance="contradicts")
    assert list(Company.objects.contested()) == [company]
    place.delete()
    assert not Company.objects.contested().exists()


def test_a_record_is_taken_from_the_sources_that_it_cites():
    company, _other = make_company(), make_company()
    make_source("elsewhere")
    cite(company, "elsewhere#2")
    assert list(Company.objects.from_source("elsewhere")) == [company]


def test_citations_of_unpublished_records_and_of_their_parts_are_not_published():
    shown = make_position()
    hidden = make_position(make_person(is_published=False), company=make_company(is_published=False))
    assert shown.citations.published().count() == 1
    for unseen in (hidden, hidden.person, hidden.company):
        assert unseen.citations.count() == 1
        assert unseen.citations.published().count() == 0


def test_a_known_gap_is_kept():
    company = make_company(gaps={"website": "not_stated"})
    company.full_clean()
    assert Company.objects.get(pk=company.pk).gaps == {"website": "not_stated"}


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"gaps": {"website": "unknown"}}, "no kind of gap"),
        ({"gaps": {"shoe_size": "not_stated"}}, "There is no field"),
        ({"gaps": {"city": "not_stated"}, "city": "Beijing"}, "has a value"),
        ({"gaps": ["website"]}, "Write the gaps as"),
        ({"gaps": "website"}, "Write the gaps as"),
    ],
)
def test_a_gap_that_makes_no_sense_is_refused(values, message):
    company = make_company()
    for key, value in values.items():
        setattr(company, key, value)
    with pytest.raises(ValidationError, match=message):
        company.full_clean()


def test_an_amount_that_is_there_is_no_gap():
    financing = make_round(amount="5 million", gaps={"amount": "not_stated"})
    with pytest.raises(ValidationError, match="has a value"):
        financing.full_clean()


def test_unknown_is_three_things():
    not_looked_for = make_round()
    not_stated = make_round(gaps={"amount": "not_stated"})
    undisclosed = make_round(amount="undisclosed")
    assert [each.amount and each.amount.is_disclosed for each in (not_looked_for, not_stated, undisclosed)] == [
        None, None, False,
    ]  # fmt: skip
    assert [each.gaps for each in (not_looked_for, not_stated, undisclosed)] == [{}, {"amount": "not_stated"}, {}]


def test_a_sha256_has_64_hexadecimal_digits():
    source = make_source()
    source.sha256 = "xyz"
    with pytest.raises(ValidationError, match="64 hexadecimal digits"):
        source.full_clean()
    with pytest.raises(IntegrityError, match="sha256_is_64_hex_digits"):
        source.save()
