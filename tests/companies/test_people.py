"""People and their positions."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from companies.models import Company, Position
from tests.builders import make_company, make_investor, make_person, make_position

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("where", ["company", "investor"])
def test_a_position_is_at_a_company_or_at_an_investor(where):
    organisation = {"company": make_company, "investor": make_investor}[where]()
    assert getattr(make_position(**{where: organisation}), where) == organisation


def test_a_position_at_both_is_refused():
    with pytest.raises(IntegrityError, match="a_position_is_at_one_organisation"):
        make_position(company=make_company(), investor=make_investor())


def test_a_position_nowhere_is_refused():
    with pytest.raises(IntegrityError, match="a_position_is_at_one_organisation"):
        make_position(company=None)


def test_an_editor_is_told_to_name_one_organisation():
    position = make_position()
    position.company = None
    with pytest.raises(ValidationError, match="either a company or an investor"):
        position.full_clean()


def test_differing_titles_of_one_person_are_all_kept():
    person, company = make_person(), make_company()
    for title in ("President", "President of R&D"):
        make_position(person, company=company, title=title)
    assert person.positions.count() == 2


def test_the_same_title_at_the_same_place_is_kept_once():
    position = make_position(title="President")
    with pytest.raises(IntegrityError, match="a_title_is_kept_once"):
        make_position(position.person, company=position.company, title="President")


def test_positions_go_with_their_person():
    make_position().person.delete()
    assert not Position.objects.exists()


def test_a_company_is_profiled_or_only_mentioned():
    profiled, mentioned = make_company(coverage="profiled"), make_company()
    assert (list(Company.objects.profiled()), list(Company.objects.mentioned())) == ([profiled], [mentioned])
