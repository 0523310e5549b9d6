"""Who signs in, in tests, and what a browser would send."""

import re
from base64 import b32decode
from datetime import timedelta

from django.contrib.auth.models import User
from django.db.models import F
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts import second_factor
from accounts.models import FailureCount

PASSWORD, WRONG = "a long pass phrase", "a wrong pass phrase"
START, SIGN_IN, CODE, ENROL, CODES = (
    "/admin/", "/admin/login/", "/admin/second-factor/", "/admin/second-factor/enrol/", "/admin/recovery-codes/"
)  # fmt: skip


def make_account(name="li", **values):
    """An editor who can do everything."""
    return User.objects.create_user(name, password=PASSWORD, **{"is_staff": True, "is_superuser": True} | values)


def make_enrolled(name="li"):
    """(An account with a second factor, its recovery codes)."""
    user = make_account(name)
    key = second_factor.new_key()
    _device, codes = second_factor.enrol(user, key, code_for(key))
    TOTPDevice.objects.update(last_t=-1)  # the code of this moment is good for a test
    return user, codes


def code_for(key):
    """What an app shows now that was given this key, in hexadecimal digits."""
    return f"{TOTP(bytes.fromhex(key)).token():06}"


def try_password(name="li", password=PASSWORD, at="192.0.2.1", client=None, **sent):
    """The answer to name and password, in a browser that has not been here, or in one that has."""
    return (client or Client()).post(SIGN_IN, {"username": name, "password": password} | sent, REMOTE_ADDR=at)


def try_code(client, code, at="192.0.2.1"):
    """The answer to a code, after the password."""
    return client.post(CODE, {"code": code}, REMOTE_ADDR=at)


def secret_on(text):
    """The key that an enrolment shows, in hexadecimal digits."""
    return b32decode(re.search(r'class="kb-secret">([a-z2-7 ]+)<', text)[1].replace(" ", "").upper()).hex()


def app_code(user, steps=0):
    """What the app of an account shows now, or some half minutes from now."""
    totp = TOTP(TOTPDevice.objects.get(user=user).bin_key, drift=steps)
    return f"{totp.token():06}"


def wrong_code(user):
    """Six digits that the app shows neither now nor soon."""
    shown = {app_code(user, steps) for steps in range(-2, 4)}
    return next(
        code for code in ("000000", "111111", "222222", "333333", "444444", "555555", "666666") if code not in shown
    )


def is_signed_in(client):
    return client.get(START).status_code == 200


def fail(times, name="li", at="192.0.2.1", client=None):
    """The answers to so many wrong passwords, each sent when the wait before it is over."""
    answers = []
    for _ in range(times):
        answer = try_password(name, WRONG, at, client)
        while answer.status_code == 429:
            pass_time(seconds=int(answer["Retry-After"]))
            answer = try_password(name, WRONG, at, client)
        answers.append(answer)
    return answers


def pass_time(**span):
    """Let time go by, as far as waits are concerned."""
    FailureCount.objects.update(counted_at=F("counted_at") - timedelta(**span))
    for model in (TOTPDevice, StaticDevice):
        model.objects.update(throttling_failure_timestamp=F("throttling_failure_timestamp") - timedelta(**span))


def attack(name="li", times=25):
    """Let so many addresses fail at an account."""
    for number in range(times):
        try_password(name, WRONG, at=f"198.51.100.{number}")


def shown_codes(answer):
    """The recovery codes that a page shows."""
    return re.findall(r"\b[a-z2-7]{4}(?:-[a-z2-7]{4}){3}\b", answer.text)
