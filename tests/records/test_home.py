"""The home page says how many records there are: exactly, or that there are more than it counts."""

import pytest

from medtech_kb import views
from tests.builders import make_company

pytestmark = pytest.mark.django_db


def tiles(client):
    page = client.get("/").content.decode()
    return page.partition('<ul class="tiles">')[2].partition("</ul>")[0]


def test_few_records_are_counted(client):
    make_company(), make_company()
    assert '<a href="/companies/"><span class="number">2</span>' in tiles(client)


def test_of_many_it_says_that_there_are_more(client, monkeypatch):
    monkeypatch.setattr(views, "COUNT_CAP", 1)
    make_company(), make_company()
    assert '<a href="/companies/"><span class="number">1+</span>' in tiles(client)
