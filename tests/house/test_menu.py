"""The menu holds everything once, says where the reader is, and costs few tab stops."""

import re
from collections import Counter

import pytest

from catalogue.menu import GROUPS, menu
from catalogue.record_types import RECORD_TYPES
from records.record_type import MenuGroup
from sources.record_types import CITATIONS
from tests.builders import MAKERS

ALL = [*RECORD_TYPES, CITATIONS]


def header_of(client, address):
    return client.get(address).content.decode().partition("<header")[2].partition("</header>")[0]


@pytest.mark.parametrize("record_type", ALL, ids=lambda record_type: record_type.name)
def test_every_record_type_is_in_exactly_one_group(record_type):
    groups = [group.key for group in GROUPS for entry in group.entries if entry.address == f"/{record_type.name}/"]
    place = f"{record_type.model._meta.app_label}/record_types.py"
    assert groups == [record_type.group], f"give {record_type.name} in {place} a `group` of {MenuGroup.values}"


def test_the_menu_has_five_groups_and_no_address_twice():
    addresses = Counter(entry.address for group in GROUPS for entry in group.entries)
    assert (len(GROUPS), [address for address, times in addresses.items() if times > 1]) == (5, [])


@pytest.mark.django_db
def test_every_address_of_the_menu_is_a_page(client):
    addresses = [entry.address for group in GROUPS for entry in group.entries]
    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(addresses, 200)


@pytest.mark.parametrize(("path", "group", "current"), [
    ("/milestones/", "regulatory", "page"), ("/milestones/some-slug/", "regulatory", "true"),
    ("/funding/", "funding", "page"), ("/citations/", "evidence", "page"),
])  # fmt: skip
def test_the_menu_says_where_a_page_stands(rf, path, group, current):
    groups = menu(rf.get(path))["menu"]
    assert [each.key for each in groups if each.is_current] == [group]
    assert [entry.current for each in groups for entry in each.entries if entry.current] == [current]


@pytest.mark.django_db
def test_the_current_place_is_marked_on_the_link_and_on_its_group(client):
    MAKERS["milestones"](slug="some-step")
    header = header_of(client, "/milestones/some-step/")
    assert '<summary aria-current="true">Regulatory</summary>' in header
    assert re.findall(r'<a [^>]*aria-current="[^"]*"', header) == ['<a href="/milestones/" aria-current="true"']
    assert 'href="/match/" aria-current="page"' in header_of(client, "/match/")


@pytest.mark.django_db
def test_home_is_in_no_group(client):
    assert "aria-current" not in header_of(client, "/")
