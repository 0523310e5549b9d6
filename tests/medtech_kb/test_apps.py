"""The running site and its database: what failed because the server died is mended for the next visitor."""

import pytest
from django.core.signals import got_request_exception
from django.db import OperationalError

from postgres import embedded, unprivileged


@pytest.fixture
def starts(monkeypatch):
    """The times that the embedded server was asked to start."""
    calls = []
    monkeypatch.setattr(embedded, "start", lambda: calls.append("start"))
    return calls


def fail_with(error):
    try:
        raise error
    except type(error):
        got_request_exception.send(sender=None)


def test_a_page_that_finds_no_database_starts_it_again(starts):
    fail_with(OperationalError("server closed the connection unexpectedly"))
    assert starts == ["start"]


def test_a_page_that_fails_for_another_reason_leaves_the_database_alone(starts):
    fail_with(ValueError("odd"))
    assert starts == []


def test_a_database_that_cannot_be_started_again_is_logged_and_not_raised(monkeypatch, caplog):
    def refuse():
        raise unprivileged.Unusable("no room on the disk")

    monkeypatch.setattr(embedded, "start", refuse)
    fail_with(OperationalError("connection refused"))
    assert "no room on the disk" in caplog.text
