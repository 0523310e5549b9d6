"""Two editors on one record of whom one deletes it: what the other typed is entered anew."""

import pytest

from companies.models import Company
from tests.admin.forms import address, errors_of, filled, make_editor
from tests.admin.test_conflicts import both_open
from tests.builders import make_company, make_name

pytestmark = pytest.mark.django_db


def test_what_was_typed_for_a_record_that_the_other_deleted_is_entered_anew(client):
    make_editor(client)
    company = make_company(name="Heartland", city="Suzhou")
    make_name(company, "Xintian")
    url, page = both_open(client, company)
    client.post(address(Company, "delete", company.pk), {"post": "yes"})
    answer = client.post(url, page | {"summary": "Mine."})
    assert "deleted this record meanwhile" in errors_of(answer)
    assert f'action="{address(Company, "add")}"' in answer.text
    assert client.post(address(Company, "add"), filled(answer) | {"slug": "heartland"}).status_code == 302
    anew = Company.objects.get()
    assert (anew.name, anew.city, anew.summary) == ("Heartland", "Suzhou", "Mine.")
    assert ([name.text for name in anew.names.all()], anew.citations.count()) == (["Xintian"], 2)
