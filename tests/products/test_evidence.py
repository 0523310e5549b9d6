"""Products, studies and what was measured."""

import pytest
from django.db import IntegrityError
from django.db.models import ProtectedError

from products.models import Outcome
from tests.builders import make_collaboration, make_company, make_outcome, make_product, make_study

pytestmark = pytest.mark.django_db


def test_a_metric_is_kept_once_per_study():
    outcome = make_outcome(metric="sensitivity")
    with pytest.raises(IntegrityError, match="a_metric_is_kept_once_per_study"):
        make_outcome(outcome.study, metric="sensitivity")


def test_two_studies_may_measure_the_same():
    make_outcome(metric="sensitivity")
    assert make_outcome(metric="sensitivity").pk


def test_outcomes_go_with_their_study():
    make_outcome().study.delete()
    assert not Outcome.objects.exists()


def test_a_result_keeps_the_sources_words_and_its_range():
    outcome = make_outcome(make_study(), amount="over 91.1%", unit="%")
    assert (outcome.amount.stated, outcome.amount_low, outcome.amount_high) == ("over 91.1%", outcome.amount.low, None)


def test_a_product_may_be_nobodys_where_no_source_says_whose():
    assert make_product().company is None


def test_a_company_with_products_is_not_deleted():
    company = make_product(company=make_company()).company
    with pytest.raises(ProtectedError):
        company.delete()


def test_a_partner_with_contributions_is_not_deleted():
    partner = make_collaboration().partner
    with pytest.raises(ProtectedError):
        partner.delete()
