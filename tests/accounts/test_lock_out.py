"""Failures to sign in slow an account down where they come from, and keep nobody else out."""

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.auth.models import User
from django.test import Client

from accounts.models import FailureCount
from accounts.waits import AT_ACCOUNT_FROM_ORIGIN, AT_ACCOUNT_UNDER_ATTACK, FROM_ADDRESS
from tests.accounts.people import (
    PASSWORD,
    WRONG,
    attack,
    fail,
    is_signed_in,
    make_account,
    pass_time,
    try_password,
)

pytestmark = pytest.mark.django_db


def test_four_failures_are_free_and_the_fifth_makes_wait_even_who_knows_the_password():
    make_account()
    assert [try_password(password=WRONG).status_code for _ in range(6)] == [200] * 5 + [429]
    answer = try_password()
    assert (answer.status_code, answer["Retry-After"]) == (429, "2")
    assert "Too many attempts failed. Try again in 2 seconds." in answer.text


def test_waits_double_up_to_a_quarter_of_an_hour_and_are_stated():
    make_account()
    fail(4)
    waits = []
    for _ in range(12):
        fail(1)
        waits.append(int(try_password()["Retry-After"]))
    assert waits[:5] == [2, 4, 8, 16, 32]
    assert waits[-2:] == [900, 900] == [AT_ACCOUNT_FROM_ORIGIN.longest] * 2
    assert "Try again in 15 minutes." in try_password().text


def test_an_account_recovers_by_itself():
    make_account()
    fail(16)
    pass_time(seconds=900)
    assert try_password().status_code == 302
    fail(14)
    pass_time(hours=20)
    assert [try_password(password=WRONG).status_code for _ in range(3)] == [200] * 3


def test_what_is_sent_while_one_has_to_wait_makes_the_wait_no_longer():
    make_account()
    fail(5)
    assert [try_password(password=WRONG)["Retry-After"] for _ in range(20)] == ["2"] * 20


def test_whoever_signs_in_begins_anew():
    make_account()
    fail(4)
    assert try_password().status_code == 302
    assert [try_password(password=WRONG).status_code for _ in range(5)] == [200] * 5


def test_a_stranger_who_fails_without_end_does_not_shut_the_editor_out():
    make_account()
    fail(20, at="203.0.113.9")
    assert try_password(at="203.0.113.9").status_code == 429
    assert try_password(at="192.0.2.1").status_code == 302


def test_strangers_at_many_addresses_do_not_shut_the_editor_out():
    make_account()
    attack(times=60)
    assert try_password(at="192.0.2.1").status_code == 302


def test_an_account_that_many_addresses_try_grants_each_of_them_one_guess_and_then_makes_it_wait():
    make_account()
    attack()
    assert try_password(password=WRONG, at="192.0.2.1").status_code == 200
    assert try_password(at="192.0.2.1")["Retry-After"] == str(AT_ACCOUNT_UNDER_ATTACK.first)
    pass_time(hours=7)  # half of the failures are forgotten
    assert try_password(password=WRONG, at="192.0.2.1").status_code == 200
    assert try_password(at="192.0.2.1").status_code == 302


def test_a_browser_that_signed_in_before_is_counted_apart_from_its_address_and_from_attacks():
    make_account()
    known = Client()
    try_password(client=known)
    known.post("/admin/logout/")
    attack(times=60)
    fail(30, at="192.0.2.1")
    assert try_password(at="192.0.2.1").status_code == 429
    assert try_password(at="192.0.2.1", password=WRONG, client=known).status_code == 200
    assert try_password(at="192.0.2.1", client=known).status_code == 302
    assert is_signed_in(known)


def test_a_browser_that_signed_in_before_waits_after_its_own_failures():
    make_account()
    known = Client()
    try_password(client=known)
    assert [try_password(password=WRONG, client=known).status_code for _ in range(6)] == [200] * 5 + [429]


def test_the_mark_of_a_browser_holds_for_its_account_alone_and_can_not_be_made_up():
    make_account()
    make_account("wang")
    known = Client()
    try_password(client=known)
    assert [try_password("wang", WRONG, client=known).status_code for _ in range(6)] == [200] * 5 + [429]
    assert try_password("wang").status_code == 429
    for text in ("", "nonsense", "bGk6eA:1abc:xyz", known.cookies["kb_browser"].value + "x"):
        other = Client()
        other.cookies["kb_browser"] = text
        assert try_password("wang", client=other).status_code == 429


def test_an_address_that_tries_many_accounts_is_slowed_down():
    statuses = [try_password(f"name-{number}", WRONG).status_code for number in range(22)]
    assert statuses == [200] * 21 + [429]
    make_account()
    assert try_password().status_code == 429
    assert try_password(at="192.0.2.2").status_code == 302
    for number in range(30):
        fail(1, f"other-{number}")
    assert int(try_password()["Retry-After"]) == FROM_ADDRESS.longest


def test_the_addresses_of_one_ipv6_subscriber_are_one():
    make_account()
    for number in range(5):
        try_password(password=WRONG, at=f"2001:db8:1:2::{number}")
    assert try_password(at="2001:db8:1:2:ffff::1").status_code == 429
    assert try_password(at="2001:db8:1:3::1").status_code == 302


@pytest.mark.parametrize(("proxies", "status"), [(0, 429), (1, 302)])
def test_the_address_is_what_the_stated_number_of_proxies_tells(settings, proxies, status):
    settings.PROXIES = proxies
    make_account()

    def send(password, told):
        form = {"username": "li", "password": password}
        return Client().post("/admin/login/", form, HTTP_X_FORWARDED_FOR=told).status_code

    assert {send(WRONG, f"{number}.1.1.1, 203.0.113.9") for number in range(5)} == {200}
    assert send(PASSWORD, "203.0.113.9, 192.0.2.1") == status
    assert send(PASSWORD, "1.2.3.4, 203.0.113.9") == 429


def test_the_counts_are_in_the_database_and_hold_neither_names_nor_addresses():
    make_account()
    try_password(password=WRONG, at="192.0.2.77")
    rows = list(FailureCount.objects.values_list("account", "origin", "level"))
    assert len(rows) == 3
    assert "192.0.2.77" not in str(rows)
    assert "li" not in {account for account, _origin, _level in rows}


def test_a_count_is_deleted_a_day_after_its_last_failure():
    make_account()
    try_password(password=WRONG, at="192.0.2.77")
    pass_time(hours=23)
    try_password("wang", WRONG, at="192.0.2.1")
    assert FailureCount.objects.count() == 6
    pass_time(hours=2)
    try_password("wang", WRONG, at="192.0.2.1")
    assert FailureCount.objects.count() == 3


def test_the_rule_one_count_of_failures_each_is_kept():
    (rule,) = FailureCount._meta.constraints
    assert rule.name == "one_count_of_failures_each"
    FailureCount.objects.create(account="a", origin="b")
    twice = FailureCount.objects.bulk_create([FailureCount(account="a", origin="b")], ignore_conflicts=True)
    assert (len(twice), FailureCount.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    "values", [None, {}, {"is_active": False}, {"is_staff": False}, {"password": "!"}, {"password": "gibberish"}]
)
def test_answers_do_not_tell_whether_an_account_exists(values, django_assert_num_queries, monkeypatch):
    """Nor by the work that they take: one password is hashed, and the same queries are sent."""
    if values is not None:
        make_account("somebody")
        User.objects.update(**values)
    hashed, encode = [], MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda self, *given: hashed.append(1) or encode(self, *given))
    with django_assert_num_queries(9):
        answer = try_password("somebody", WRONG)
    answers = [answer, *(try_password("somebody", WRONG) for _ in range(5))]
    assert [each.status_code for each in answers] == [200] * 5 + [429]
    assert "Please enter the correct username and password for a staff account." in answer.text
    assert len(hashed) == 5
    assert {name for each in answers for name in each.cookies} == {"csrftoken"}
    assert "Retry-After" in answers[-1]


def test_a_right_password_of_an_account_that_may_not_sign_in_is_answered_like_a_wrong_one():
    make_account(is_staff=False)
    make_account("gone", is_active=False)
    answers = [try_password(), try_password("gone"), try_password("nobody")]
    assert {answer.status_code for answer in answers} == {200}
    assert all("Please enter the correct username and password" in answer.text for answer in answers)
    assert FailureCount.objects.filter(level__gt=0).count() == 7


def test_a_form_that_is_not_filled_in_is_no_attempt():
    assert {try_password("", "").status_code, try_password("li", "").status_code} == {200}
    assert try_password("a\0b", WRONG).status_code == 200
    assert not FailureCount.objects.exists()
