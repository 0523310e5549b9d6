"""The tests' surroundings: one database server for all workers, and no limit on API calls."""

import pytest
from django.conf import settings

from medtech_kb import database


def pytest_configure():
    settings.REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"]["anon"] = None


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session):
    """Start the server once, before the workers of xdist begin and ask for databases of their own."""
    if not hasattr(session.config, "workerinput") and not session.config.option.collectonly:
        try:
            database.start()
        except database.Unusable as problem:
            pytest.exit(f"The tests need a database. {problem}", returncode=2)
