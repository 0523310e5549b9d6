"""Every address of the admin is behind the password and the second factor, as a table."""

import itertools
import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import URLResolver, get_resolver

from records.admin.rights import REVIEWERS, grant_rights
from tests.accounts.people import (
    CODE,
    CODES,
    ENROL,
    SIGN_IN,
    app_code,
    make_account,
    make_enrolled,
    try_code,
    try_password,
)

pytestmark = pytest.mark.django_db
OPEN = {SIGN_IN, "/admin/logout/", CODE, ENROL}
"""The addresses that have rules of their own, in the table below."""


def addresses(patterns, before):
    for pattern in patterns:
        here = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, here)
        else:
            yield "/" + re.sub(r"<[^>]*>|\(\?P[^)]*\)", "1", here).replace("^", "").replace("$", "")


def of_admin():
    """Every address of the admin, with 1 for what varies."""
    patterns = [each for each in get_resolver().url_patterns if str(each.pattern).startswith("admin/")]
    return sorted(set(addresses(patterns, "")) - OPEN)


def somebody(who):
    client = Client()
    if who == "password alone":
        make_enrolled()
        try_password(client=client)
    elif who == "password, not enrolled":
        make_account()
        try_password(client=client)
    elif who == "session without second factor":
        client.force_login(make_account())
    elif who == "both":
        user, _codes = make_enrolled()
        try_password(client=client)
        try_code(client, app_code(user))
    return client


NOBODY = ["anonymous", "password alone", "password, not enrolled", "session without second factor"]


def test_the_table_has_all_addresses():
    found = of_admin()
    assert len(found) > 150
    assert {"/admin/", "/admin/autocomplete/", "/admin/jsi18n/", "/admin/reading/", CODES} <= set(found)


@pytest.mark.usefixtures("required")
@pytest.mark.parametrize("who", NOBODY)
def test_no_address_of_the_admin_opens_without_both(who):
    client = somebody(who)
    for address, method in itertools.product(of_admin(), ("get", "post")):
        if who == "session without second factor":  # the first request ended it
            client.force_login(User.objects.get())
        answer = getattr(client, method)(address)
        led_to = answer.get("Location", "").partition("?")[0]
        assert (answer.status_code, led_to) == (302, SIGN_IN), f"{method} {address}"


LOGIN, START = "/admin/login/", "/admin/"
TABLE = {
    (SIGN_IN, "anonymous"): 200, (SIGN_IN, "password alone"): 200, (SIGN_IN, "both"): START,
    (CODE, "anonymous"): LOGIN, (CODE, "password alone"): 200, (CODE, "password, not enrolled"): ENROL,
    (CODE, "session without second factor"): LOGIN, (CODE, "both"): LOGIN,
    (ENROL, "anonymous"): LOGIN, (ENROL, "password alone"): CODE, (ENROL, "password, not enrolled"): 200,
    (ENROL, "session without second factor"): LOGIN, (ENROL, "both"): CODES,
    ("/admin/logout/", "anonymous"): START, ("/admin/logout/", "password alone"): START,
    ("/admin/logout/", "both"): 405,
    (CODES, "both"): 200, ("/admin/jsi18n/", "both"): 200, ("/admin/", "both"): 200,
}  # fmt: skip


@pytest.mark.usefixtures("required")
@pytest.mark.parametrize(("address", "who"), TABLE)
def test_what_each_step_shows_to_whom(address, who):
    answer = somebody(who).get(address)
    assert answer.get("Location", answer.status_code) == TABLE[address, who]


def test_no_account_sees_devices_or_their_secrets_in_the_admin():
    """The library would register them: whoever may see them could sign in as others."""
    assert [address for address in of_admin() if "otp" in address] == []
    rights = grant_rights()[REVIEWERS].permissions.filter(content_type__app_label__startswith="otp")
    assert not rights.exists()
