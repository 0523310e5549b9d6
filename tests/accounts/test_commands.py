"""What whoever runs the site can do for an account."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.accounts.people import (
    CODE,
    ENROL,
    app_code,
    attack,
    fail,
    is_signed_in,
    make_account,
    make_enrolled,
    try_code,
    try_password,
    wrong_code,
)

pytestmark = pytest.mark.django_db


def run(command, *names):
    said = StringIO()
    call_command(command, *names, stdout=said)
    return said.getvalue().strip()


def test_an_account_is_unlocked_at_once():
    make_account()
    make_account("wang")
    attack()
    fail(10)
    fail(10, "wang")
    assert try_password().status_code == 429
    assert run("unlock", "li") == "li can sign in at once."
    assert try_password().status_code == 302
    assert try_password("wang").status_code == 429


def test_unlocking_ends_the_waits_of_the_second_factor_too():
    user, _codes = make_enrolled()
    client = Client()
    try_password(client=client)
    try_code(client, wrong_code(user))
    run("unlock", "li")
    assert try_code(client, app_code(user)).status_code == 302


def test_a_second_factor_is_reset_and_its_sessions_end(settings):
    user, _codes = make_enrolled()
    client = Client()
    try_password(client=client)
    try_code(client, app_code(user))
    assert run("reset_second_factor", "li") == "li has no second factor any more, and is signed out."
    assert not is_signed_in(client)
    assert not TOTPDevice.objects.exists()
    assert run("reset_second_factor", "li") == "li had no second factor."
    settings.SECOND_FACTOR = "required"
    assert try_password()["Location"] == ENROL


def test_a_reset_leaves_other_accounts_alone_and_says_what_comes_next(settings):
    settings.SECOND_FACTOR = "required"
    make_enrolled()
    make_enrolled("wang")
    assert run("reset_second_factor", "li").endswith("The next sign-in sets one up.")
    assert try_password("wang")["Location"] == CODE


@pytest.mark.parametrize("command", ["unlock", "reset_second_factor"])
def test_a_command_names_the_accounts_where_there_is_none_of_that_name(command):
    make_account()
    with pytest.raises(CommandError, match="There is no user wang; there are: li"):
        run(command, "wang")
