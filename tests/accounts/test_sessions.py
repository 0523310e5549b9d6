"""How long somebody stays signed in."""

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client

from accounts import sessions
from tests.accounts.people import (
    START,
    app_code,
    is_signed_in,
    make_account,
    make_enrolled,
    pass_time,
    try_code,
    try_password,
)

pytestmark = pytest.mark.django_db
MINUTE, HOUR = 60, 3600
NEW = "quite another pass phrase"


@pytest.fixture
def clock(monkeypatch):
    """A function that lets seconds go by, as far as sessions are concerned."""
    now = [sessions.time.time()]
    monkeypatch.setattr("accounts.sessions.time.time", lambda: now[0])

    def forward(seconds):
        now[0] += seconds

    return forward


@pytest.fixture
def editor():
    make_account()
    client = Client()
    try_password(client=client)
    return client


def test_a_session_ends_two_hours_after_its_last_request(editor, clock):
    for _ in range(3):
        clock(2 * HOUR - 2 * MINUTE)
        assert is_signed_in(editor)
    clock(2 * HOUR + 1)
    assert editor.get(START)["Location"] == "/admin/login/?next=/admin/"
    assert not Session.objects.exists()


def test_a_session_ends_twelve_hours_after_it_began_however_it_is_used(editor, clock):
    for _ in range(12):
        assert is_signed_in(editor)
        clock(HOUR)
    clock(1)
    assert not is_signed_in(editor)


def test_the_browser_and_the_database_forget_it_at_that_time_too(editor, clock):
    assert 7199 <= editor.cookies["sessionid"]["max-age"] <= 7200
    before = Session.objects.get().expire_date
    clock(2 * MINUTE)
    editor.get(START)
    assert Session.objects.get().expire_date > before


def test_a_request_within_a_minute_of_the_last_writes_nothing(editor, clock, django_assert_max_num_queries):
    editor.get(START)
    with django_assert_max_num_queries(20) as asked:
        clock(50)
        editor.get(START)
    assert [each["sql"] for each in asked if "django_session" in each["sql"] and "UPDATE" in each["sql"]] == []
    with django_assert_max_num_queries(20) as asked:
        clock(11)
        editor.get(START)
    assert len([each["sql"] for each in asked if "django_session" in each["sql"] and "UPDATE" in each["sql"]]) == 1


def test_a_session_from_before_there_were_such_times_begins_with_its_next_request(editor, clock):
    session = editor.session
    del session[sessions.BEGAN], session[sessions.SEEN]
    session.save()
    assert is_signed_in(editor)
    clock(2 * HOUR + 1)
    assert not is_signed_in(editor)


def test_the_times_are_stated_where_one_signs_in(client):
    text = " ".join(client.get("/admin/login/").text.split())
    assert "You are signed out after 120 minutes without a request, and 12 hours after signing in." in text


def test_sessions_that_are_over_are_deleted_when_somebody_signs_in(editor):
    Session.objects.update(expire_date="2020-01-01T00:00Z")
    try_password(client=Client())
    assert Session.objects.count() == 1


def test_signing_in_gives_the_session_another_key():
    user, _codes = make_enrolled()
    client = Client()
    try_password(client=client)
    first = client.cookies["sessionid"].value
    try_code(client, app_code(user))
    assert client.cookies["sessionid"].value != first
    assert Session.objects.count() == 1


def change_password(client, new, old="a long pass phrase"):
    return client.post("/admin/password_change/", {"old_password": old, "new_password1": new, "new_password2": new})


def test_a_change_of_the_password_signs_out_everywhere_but_here():
    user, _codes = make_enrolled()
    here, elsewhere, between = Client(), Client(), Client()
    for steps, client in enumerate((here, elsewhere), -1):
        try_password(client=client)
        try_code(client, app_code(user, steps))
    try_password(client=between)
    assert change_password(here, NEW).status_code == 302
    assert [is_signed_in(client) for client in (here, elsewhere)] == [True, False]
    assert try_code(between, app_code(user, 1))["Location"] == "/admin/login/"


def test_an_open_session_is_no_place_to_guess_the_old_password():
    make_account()
    client = Client()
    try_password(client=client)
    wrong = [change_password(client, NEW, old=f"guess number {number}") for number in range(6)]
    assert [answer.status_code for answer in wrong] == [200] * 5 + [429]
    answer = change_password(client, NEW)
    assert (answer.status_code, answer["Retry-After"]) == (429, "2")
    assert "Too many attempts failed. Try again in 2 seconds." in answer.text
    pass_time(seconds=2)
    assert change_password(client, NEW).status_code == 302


def test_the_right_old_password_is_no_failure_and_a_new_one_that_is_refused_neither():
    make_account()
    client = Client()
    try_password(client=client)
    answers = [change_password(client, "short") for _ in range(8)]
    assert [answer.status_code for answer in answers] == [200] * 8
    assert change_password(client, NEW)["Location"] == "/admin/password_change/done/"


def test_a_password_that_another_sets_signs_out_too(editor):
    chief = Client()
    chief.force_login(make_account("chief"))
    user = User.objects.get(username="li")
    chief.post(f"/admin/auth/user/{user.pk}/password/", {"password1": NEW, "password2": NEW, "usable_password": "true"})
    assert not is_signed_in(editor)
    assert try_password(password=NEW).status_code == 302


@pytest.mark.parametrize(("password", "reason"), [
    ("short-one-1", "It must contain at least 12 characters."),
    ("123456789012345", "entirely numeric"),
    ("q1w2e3r4t5y6", "too common"),
    ("shakespeare.li", "too similar to the"),
])  # fmt: skip
def test_a_password_that_is_easily_guessed_is_refused(editor, password, reason):
    User.objects.update(email="shakespeare.li@example.org")
    answer = change_password(editor, password)
    assert (answer.status_code, reason in answer.text) == (200, True)


def test_signing_out_ends_the_session(editor):
    editor.post("/admin/logout/")
    assert not is_signed_in(editor)
    assert not Session.objects.exists()
