"""Further names and merged records."""

import pytest
from django.db import DatabaseError, IntegrityError

from names.models import Name
from tests.builders import make_company, make_investor, make_name, merge

pytestmark = pytest.mark.django_db


def test_a_record_has_names_in_every_script():
    company = make_company(name="Pamu Medical")
    make_name(company, "帕母医疗", language="zh-Hans", kind="primary")
    make_name(company, "Pamu", kind="short")
    assert {name.text for name in company.names.all()} == {"帕母医疗", "Pamu"}


def test_the_same_name_of_the_same_kind_is_kept_once():
    company = make_company()
    make_name(company, "Pamu")
    with pytest.raises(IntegrityError, match="a_name_is_kept_once"):
        make_name(company, "Pamu")


def test_two_records_may_share_a_name():
    make_name(make_company(), "Philips")
    make_name(make_investor(), "Philips")
    assert Name.objects.filter(text="Philips").count() == 2


def test_names_go_with_their_record():
    company = make_company()
    make_name(company, "Pamu")
    company.delete()
    assert not Name.objects.exists()


def test_a_name_may_say_when_it_was_in_use():
    name = make_name(make_company(), "CFDA", kind="former", when="2013/2018")
    assert str(Name.objects.get(pk=name.pk).when) == "2013/2018"


def test_an_old_address_leads_to_one_record():
    merge("old", make_company())
    with pytest.raises(IntegrityError, match="an_old_slug_has_one_successor"):
        merge("old", make_company())


def test_records_stand_in_the_order_of_their_names():
    for name in ("Zhongshan", "Airdoc", "Keya"):
        make_company(name=name)
    assert [company.name for company in type(make_company(name="Zz")).objects.all()] == [
        "Airdoc", "Keya", "Zhongshan", "Zz",
    ]  # fmt: skip


def test_a_name_is_never_longer_than_its_column():
    with pytest.raises(DatabaseError):
        make_name(make_company(), "x" * 201)
