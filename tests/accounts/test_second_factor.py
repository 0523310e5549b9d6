"""The second step of signing in: codes of an app, and recovery codes."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts import pending
from tests.accounts.people import (
    CODE,
    CODES,
    START,
    WRONG,
    app_code,
    is_signed_in,
    make_account,
    make_enrolled,
    pass_time,
    shown_codes,
    try_code,
    try_password,
    wrong_code,
)
from tests.builders import make_company

pytestmark = pytest.mark.django_db


def after_password(name="li", at="192.0.2.1"):
    client = Client()
    answer = try_password(name, at=at, client=client)
    assert (answer.status_code, answer["Location"]) == (302, CODE)
    return client


@pytest.mark.parametrize("factor", ["required", "optional"])
def test_an_account_that_enrolled_is_asked_for_its_code_everywhere(settings, factor):
    settings.SECOND_FACTOR = factor
    user, _codes = make_enrolled()
    client = after_password()
    assert not is_signed_in(client)
    assert "Six digits from your app" in client.get(CODE).text
    answer = try_code(client, app_code(user))
    assert (answer.status_code, answer["Location"]) == (302, START)
    assert is_signed_in(client)


def test_on_a_laptop_the_second_factor_may_be_left_out():
    make_account()
    client = Client()
    assert try_password(client=client)["Location"] == START
    assert is_signed_in(client)


def test_the_password_alone_shows_no_draft():
    user, _codes = make_enrolled()
    make_company(slug="draft", is_published=False)
    client = after_password()
    assert client.get("/companies/draft/").status_code == 404
    try_code(client, app_code(user))
    assert client.get("/companies/draft/").status_code == 200


def test_a_code_is_good_for_one_time():
    user, _codes = make_enrolled()
    code = app_code(user)
    try_code(after_password(), code)
    second = after_password()
    answer = try_code(second, code)
    assert "This code is wrong, or was used before." in answer.text
    assert not is_signed_in(second)


def test_a_code_may_be_typed_with_blanks_and_is_good_half_a_minute_longer():
    user, _codes = make_enrolled()
    code = app_code(user, -1)
    assert try_code(after_password(), f" {code[:3]} {code[3:]} ").status_code == 302


@pytest.mark.parametrize("typed", ["", "1", "12345", "١٢٣٤٥٦", "1234567", "a" * 16, "0x1234", "a\0b", "-12345"])
def test_what_is_no_code_is_refused(typed):
    make_enrolled()
    client = after_password()
    answer = try_code(client, typed)
    assert (answer.status_code, 'role="alert"' in answer.text) == (200, True)
    assert not is_signed_in(client)


def test_a_wrong_code_is_a_failure_which_the_right_password_does_not_forgive():
    user, _codes = make_enrolled()
    statuses = []
    for _ in range(7):
        client = Client()
        first = try_password(client=client)
        statuses.append(
            first.status_code if first.status_code == 429 else try_code(client, wrong_code(user)).status_code
        )
        TOTPDevice.objects.update(throttling_failure_count=0)  # the library's own wait comes on top: see below
    assert statuses == [200] * 5 + [429] * 2
    assert try_password()["Retry-After"] == "2"


def test_the_library_makes_each_account_wait_after_a_wrong_code_wherever_it_came_from():
    user, _codes = make_enrolled()
    try_code(after_password(at="192.0.2.1"), wrong_code(user), at="192.0.2.1")
    other = after_password(at="192.0.2.2")
    answer = try_code(other, app_code(user), at="192.0.2.2")
    assert (answer.status_code, answer["Retry-After"]) == (429, "1")
    pass_time(seconds=1)
    assert try_code(other, app_code(user), at="192.0.2.2").status_code == 302


def test_wrong_codes_by_somebody_who_knows_the_password_never_shut_the_editor_out():
    user, codes = make_enrolled()
    TOTPDevice.objects.update(throttling_failure_count=60, throttling_failure_timestamp=user.date_joined)
    stranger = after_password(at="203.0.113.9")
    pass_time(minutes=20)
    assert try_code(stranger, wrong_code(user), at="203.0.113.9").status_code == 200
    editor = after_password()
    assert 900 < int(try_code(editor, app_code(user))["Retry-After"]) <= 1024
    assert try_code(editor, codes[0]).status_code == 302


def test_recovery_codes_are_used_up_one_by_one_and_what_is_left_is_said():
    _user, codes = make_enrolled()
    assert len(codes) == 10
    for left, code in ((9, codes[3]), (8, codes[0].upper().replace("-", " "))):
        client = after_password()
        assert try_code(client, code).status_code == 302
        assert f"{left} recovery codes are left." in client.get(START).text
        assert "used before" in try_code(after_password(), code).text
    assert "8 recovery codes are left." in client.get(CODES).text


def test_new_recovery_codes_are_made_for_a_code_shown_once_and_replace_the_old_ones():
    user, codes = make_enrolled()
    client = after_password()
    try_code(client, app_code(user, -1))
    assert shown_codes(client.get(CODES)) == []
    assert shown_codes(client.post(CODES, {"code": wrong_code(user)})) == []
    pass_time(seconds=1)
    new = shown_codes(client.post(CODES, {"code": app_code(user)}))
    assert (len(new), set(new) & set(codes)) == (10, set())
    assert shown_codes(client.get(CODES)) == []
    assert "used before" in try_code(after_password(), codes[1]).text
    assert try_code(after_password(), new[1]).status_code == 302


def test_recovery_codes_are_not_stored_as_they_are():
    _user, codes = make_enrolled()
    stored = set(StaticToken.objects.values_list("token", flat=True))
    assert stored.isdisjoint({code.replace("-", "") for code in codes} | set(codes))


def test_there_are_ten_minutes_from_the_password_to_the_code(monkeypatch):
    user, _codes = make_enrolled()
    client = after_password()
    now = pending.time.time()
    monkeypatch.setattr("accounts.pending.time.time", lambda: now + 601)
    assert try_code(client, app_code(user))["Location"] == "/admin/login/"


@pytest.mark.parametrize("values", [{"is_active": False}, {"is_staff": False}, {"password": "md5$a$b"}])
def test_an_account_that_is_closed_or_changed_between_the_steps_does_not_get_in(values):
    user, _codes = make_enrolled()
    client = after_password()
    User.objects.update(**values)
    assert try_code(client, app_code(user))["Location"] == "/admin/login/"
    assert not is_signed_in(client)


def test_nobody_comes_to_the_second_step_without_the_first():
    make_enrolled()
    client = Client()
    try_password(password=WRONG, client=client)
    for answer in (client.get(CODE), try_code(client, "123456")):
        assert (answer.status_code, answer["Location"]) == (302, "/admin/login/")


def test_the_code_of_another_account_opens_nothing():
    make_enrolled()
    other, codes = make_enrolled("wang")
    for code in (app_code(other), codes[0]):
        assert "This code is wrong" in try_code(after_password(), code).text
        pass_time(seconds=2)


def test_who_lost_the_device_is_told_what_to_do():
    make_enrolled()
    assert "<code>manage.py reset_second_factor li</code>" in after_password().get(CODE).text
