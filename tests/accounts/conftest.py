from types import SimpleNamespace

import pytest
from django.utils import timezone


@pytest.fixture(autouse=True)
def quick_hashes(settings):
    """Passwords are hashed at once: what is tested here is what comes before and after."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def required(settings):
    """As in production: nobody signs in without a second factor."""
    settings.SECOND_FACTOR = "required"


@pytest.fixture(autouse=True)
def still_clock(monkeypatch):
    """For waits, time goes by when a test lets it."""
    moment = timezone.now()
    monkeypatch.setattr("accounts.failures.timezone", SimpleNamespace(now=lambda: moment))
