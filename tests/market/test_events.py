"""Events and who took part in them."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import ProtectedError

from market.models import Participation
from tests.builders import (
    make_company,
    make_event,
    make_figure,
    make_participation,
    make_person,
    make_segment,
)  # fmt: skip

pytestmark = pytest.mark.django_db


def test_somebody_takes_part_a_person_or_a_company():
    event = make_event()
    make_participation(event, person=make_person())
    make_participation(event, company=make_company())
    assert event.participations.count() == 2


def test_a_participation_of_nobody_is_refused():
    with pytest.raises(IntegrityError, match="somebody_takes_part"):
        make_participation(person=None)


def test_an_editor_is_told_to_name_who_took_part():
    participation = make_participation()
    participation.person = None
    with pytest.raises(ValidationError, match="Name the person or the company"):
        participation.full_clean()


@pytest.mark.parametrize("who", ["person", "company"])
def test_nobody_takes_part_twice(who):
    event, somebody = make_event(), {"person": make_person, "company": make_company}[who]()
    make_participation(event, **{who: somebody})
    with pytest.raises(IntegrityError, match="nobody_takes_part_twice"):
        make_participation(event, **{who: somebody})


def test_participations_go_with_their_event():
    make_participation(make_event()).event.delete()
    assert not Participation.objects.exists()


def test_a_company_at_an_event_is_not_deleted_under_it():
    company = make_participation(company=make_company()).company
    with pytest.raises(ProtectedError):
        company.delete()


def test_a_segment_is_part_of_a_wider_one():
    root = make_segment()
    part = make_segment(parent=root)
    assert list(root.children.all()) == [part]


def test_a_segment_with_parts_is_not_deleted_under_them():
    root = make_segment()
    make_segment(parent=root)
    with pytest.raises(ProtectedError):
        root.delete()


def test_a_figure_of_no_money_has_a_unit_and_no_currency():
    figure = make_figure(amount="about 300", unit="hospitals")
    assert (figure.amount_currency, figure.amount_low, figure.unit) == ("", 270, "hospitals")
