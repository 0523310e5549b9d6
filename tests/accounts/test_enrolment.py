"""In production each account sets up its second factor when it first signs in."""

import re
from base64 import b32encode

import pytest
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts import sign_in
from tests.accounts.people import (
    CODE,
    CODES,
    ENROL,
    START,
    code_for,
    is_signed_in,
    make_account,
    secret_on,
    shown_codes,
    try_password,
)

pytestmark = pytest.mark.django_db


def enrolling(next_page=""):
    client = Client()
    assert try_password(client=client, next=next_page)["Location"] == ENROL
    return client


@pytest.mark.usefixtures("required")
def test_an_account_enrols_at_its_first_sign_in_and_sees_its_recovery_codes_once():
    make_account()
    client = enrolling("/admin/companies/company/")
    page = client.get(ENROL)
    assert "<svg" in page.text
    assert not is_signed_in(client)
    answer = client.post(ENROL, {"code": code_for(secret_on(page.text))})
    assert len(shown_codes(answer)) == 10
    assert 'href="/admin/companies/company/"' in answer.text
    assert "no-store" in answer["Cache-Control"]
    assert is_signed_in(client)
    assert client.get(ENROL)["Location"] == CODES
    assert client.post(ENROL, {"code": "123456"})["Location"] == CODES
    assert shown_codes(client.get(CODES)) == []


@pytest.mark.usefixtures("required")
def test_a_wrong_code_enrols_nobody_and_the_key_stays_until_a_right_one():
    make_account()
    client = enrolling()
    secret = secret_on(client.get(ENROL).text)
    answer = client.post(ENROL, {"code": "000000" if code_for(secret) != "000000" else "111111"})
    assert "This is not the code that the app shows now." in answer.text
    assert (secret_on(answer.text), TOTPDevice.objects.count(), is_signed_in(client)) == (secret, 0, False)


@pytest.mark.usefixtures("required")
def test_each_browser_is_shown_a_key_of_its_own_and_the_first_to_enrol_wins():
    """So whoever was here before with the password does not know the key that the editor enrols."""
    make_account()
    first, second = enrolling(), enrolling()
    secrets = [secret_on(client.get(ENROL).text) for client in (first, second)]
    assert secrets[0] != secrets[1]
    assert shown_codes(first.post(ENROL, {"code": code_for(secrets[0])}))
    assert second.post(ENROL, {"code": code_for(secrets[1])})["Location"] == CODE
    assert not is_signed_in(second)
    assert TOTPDevice.objects.count() == 1


@pytest.mark.usefixtures("required")
def test_the_code_that_enrolled_is_used_up():
    make_account()
    client = enrolling()
    code = code_for(secret_on(client.get(ENROL).text))
    client.post(ENROL, {"code": code})
    other = Client()
    assert try_password(client=other)["Location"] == CODE
    assert "used before" in other.post(CODE, {"code": code}).text


def test_on_a_laptop_an_editor_may_enrol_and_is_asked_from_then_on():
    make_account()
    client, elsewhere = Client(), Client()
    try_password(client=client)
    try_password(client=elsewhere)
    assert client.get(CODES)["Location"] == ENROL
    answer = client.post(ENROL, {"code": code_for(secret_on(client.get(ENROL).text))})
    assert len(shown_codes(answer)) == 10
    assert f'href="{START}"' in answer.text
    assert (is_signed_in(client), is_signed_in(elsewhere)) == (True, False)
    assert try_password(client=Client())["Location"] == CODE


@pytest.mark.usefixtures("required")
def test_nobody_enrols_without_the_password():
    make_account()
    for answer in (Client().get(ENROL), Client().post(ENROL, {"code": "123456"})):
        assert answer["Location"] == "/admin/login/"


@pytest.mark.usefixtures("required")
def test_the_picture_holds_what_apps_read_and_asks_no_other_host(monkeypatch):
    """An otpauth address with the name of the site, the account and the key that stands beside it."""
    drawn, make = [], sign_in.segno.make
    monkeypatch.setattr(sign_in.segno, "make", lambda text, **options: drawn.append(text) or make(text, **options))
    make_account()
    page = enrolling().get(ENROL)
    (address,) = drawn
    assert address.startswith("otpauth://totp/Medtech%20KB%3Ali?")
    assert f"secret={b32encode(bytes.fromhex(secret_on(page.text))).decode()}" in address
    assert re.findall(r'(?:src|href)="https?:', page.text) == []
    assert " style=" not in page.text.partition("<svg")[2].partition("</svg>")[0]
