"""No secret of an account appears where others read."""

import logging

import pytest
from django.contrib.admin.models import LogEntry
from django.core.management import call_command
from django.core.signals import got_request_exception
from django.test import Client
from django.views.debug import SafeExceptionReporterFilter
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.accounts.people import (
    CODES,
    PASSWORD,
    WRONG,
    app_code,
    make_enrolled,
    pass_time,
    try_code,
    try_password,
    wrong_code,
)

pytestmark = pytest.mark.django_db


def everything_at_work():
    """Signing in with failures, waits and new codes; return (the client, all that is secret of it)."""
    user, codes = make_enrolled()
    client = Client()
    for _ in range(6):
        try_password(password=WRONG)
    pass_time(hours=20)
    try_password(client=client)
    wrong = wrong_code(user)
    try_code(client, wrong)
    pass_time(seconds=2)
    right = app_code(user)
    try_code(client, right)
    client.post(CODES, {"code": codes[0]})
    device = TOTPDevice.objects.get()
    kept = [device.key, *StaticToken.objects.values_list("token", flat=True)]
    return client, [PASSWORD, WRONG, wrong, right, *codes, *kept]


def test_no_secret_is_logged_nor_written_into_the_admins_log(caplog):
    with (
        caplog.at_level(logging.DEBUG, logger="django.request"),
        caplog.at_level(logging.DEBUG, logger="django.security"),
    ):
        _client, secrets = everything_at_work()
    assert [secret for secret in secrets if secret in caplog.text] == []
    entries = str(list(LogEntry.objects.values()))
    assert [secret for secret in secrets if secret in entries] == []


def test_no_secret_is_in_a_dump_nor_the_tables_that_hold_them(tmp_path):
    _client, secrets = everything_at_work()
    call_command("dump_kb", str(tmp_path), verbosity=0)
    text = "".join(path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.yaml"))
    assert [secret for secret in secrets if secret in text] == []
    assert "otp" not in text


def test_no_secret_is_in_the_api(client):
    schema = client.get("/api/v1/schema/").text.lower()
    assert [word for word in ("totp", "otp_", "failurecount", "recovery") if word in schema] == []


def test_what_is_typed_is_left_out_of_reports_of_errors(monkeypatch):
    user, _codes = make_enrolled()
    client = Client(raise_request_exception=False)
    try_password(client=client)
    monkeypatch.setattr("accounts.second_factor.device_for", lambda *_: 1 / 0)
    reported = []

    def report(request, **_):
        reported.append(SafeExceptionReporterFilter().get_post_parameters(request))

    got_request_exception.connect(report)
    assert try_code(client, app_code(user)).status_code == 500
    got_request_exception.disconnect(report)
    assert set(reported[0].values()) == {SafeExceptionReporterFilter.cleansed_substitute}
