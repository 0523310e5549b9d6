"""A country is a code, and no browser makes another country of a name that is too long."""

import pytest
from django.db import IntegrityError

from companies.models import Company
from products.models import ClinicalPartner
from tests.admin.forms import address, errors_of, filled, make_editor
from tests.builders import make_company, make_partner

pytestmark = pytest.mark.django_db

RULES = {"country_of_a_company_is_a_code": make_company, "country_of_a_partner_is_a_code": make_partner}


@pytest.mark.parametrize("make", [make_company, make_partner])
@pytest.mark.parametrize(
    ("typed", "message"),
    [("Ch", "two capital letters, like CN"), ("China", "at most 2 characters"), ("中国", "two capital")],
)
def test_what_is_no_code_is_refused_in_words_and_stays_in_the_form(client, make, typed, message):
    make_editor(client)
    record = make(country="US")
    url = address(type(record), "change", record.pk)
    answer = client.post(url, filled(client.get(url)) | {"country": typed})
    assert message in errors_of(answer)
    assert f'value="{typed}"' in answer.text
    record.refresh_from_db()
    assert record.country == "US"


@pytest.mark.parametrize("rule", RULES)
def test_the_database_refuses_it_as_well(rule):
    with pytest.raises(IntegrityError, match=rule):
        RULES[rule](country="ch")


@pytest.mark.parametrize("model", [Company, ClinicalPartner])
def test_no_input_cuts_what_is_too_long_before_anyone_is_told(client, model):
    make_editor(client)
    assert "maxlength" not in client.get(address(model, "add")).text
