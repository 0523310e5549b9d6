"""The second factor: codes of an app (TOTP), and recovery codes for who has lost the device.

A library keeps and checks both. Recovery codes are stored as hashes; they are long enough not to be guessed from them.
"""

import base64
import hashlib
import os
import re
import time

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django_otp.models import Device
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from .waits import Waiting

RECOVERY_CODES = 10
MOST_FAILURES = 11
"""The library's wait doubles with each wrong code, without an end; from here on (17 minutes) it stays as it is."""


def is_required() -> bool:
    """Whether nobody signs in without a second factor."""
    return settings.SECOND_FACTOR == "required"


def is_enrolled(user: AbstractBaseUser) -> bool:
    """Whether an account has a second factor."""
    return TOTPDevice.objects.devices_for_user(user, confirmed=True).exists()


def device_for(user: AbstractBaseUser, typed: str) -> Device | None:
    """Return the device whose code was typed, and use the code up; None if it is wrong. Raises Waiting."""
    code = re.sub(r"[\s-]", "", typed).lower()
    is_from_app = bool(re.fullmatch(r"[0-9]{6}", code))
    model = TOTPDevice if is_from_app else StaticDevice
    with transaction.atomic():  # the row is locked, so that a code is good for one of two requests
        device = model.objects.devices_for_user(user, confirmed=True).select_for_update().first()
        if device is None:
            return None
        device.throttling_failure_count = min(device.throttling_failure_count, MOST_FAILURES)
        is_allowed, why = device.verify_is_allowed()
        if not is_allowed:
            raise Waiting((why["locked_until"] - timezone.now()).total_seconds())
        return device if device.verify_token(code if is_from_app else hashed(code)) else None


def new_key() -> str:
    """Return a new secret for an app, as the library stores it."""
    return os.urandom(20).hex()


def enrol(user: AbstractBaseUser, key: str, code: str) -> tuple[TOTPDevice, list[str]] | None:
    """Give an account a second factor and recovery codes; None if the code is not that of the key, or it has one."""
    code = re.sub(r"\s", "", code)
    totp = TOTP(bytes.fromhex(key))
    totp.time = time.time()
    if not re.fullmatch(r"[0-9]{6}", code) or not totp.verify(int(code), tolerance=1):
        return None
    with transaction.atomic():
        lock(user)
        if is_enrolled(user):
            return None
        device = TOTPDevice.objects.create(user=user, name="app", key=key, drift=totp.drift, last_t=totp.t())
        return device, new_recovery_codes(user)


def new_recovery_codes(user: AbstractBaseUser) -> list[str]:
    """Replace the recovery codes of an account; they are returned, and known to nobody afterwards."""
    codes = [base64.b32encode(os.urandom(10)).decode().lower() for _ in range(RECOVERY_CODES)]
    with transaction.atomic():
        lock(user)
        device, _is_new = StaticDevice.objects.get_or_create(user=user, defaults={"name": "recovery codes"})
        device.token_set.all().delete()
        StaticToken.objects.bulk_create(StaticToken(device=device, token=hashed(code)) for code in codes)
    return ["-".join(re.findall("....", code)) for code in codes]


def recovery_codes_left(user: AbstractBaseUser) -> int:
    """Return how many recovery codes are not used up."""
    return StaticToken.objects.filter(device__user=user).count()


def reset(user: AbstractBaseUser) -> bool:
    """Take the second factor away, which ends the sessions that it began; return whether there was one."""
    with transaction.atomic():
        lock(user)
        gone = [model.objects.filter(user=user).delete()[0] for model in (TOTPDevice, StaticDevice)]
    return any(gone)


def end_waits(user: AbstractBaseUser) -> None:
    """Forget the wrong codes that the library has counted."""
    for model in (TOTPDevice, StaticDevice):
        model.objects.filter(user=user).update(throttling_failure_count=0, throttling_failure_timestamp=None)


def hashed(code: str) -> str:
    """Return a recovery code as it is stored: 80 bits of a hash of 80 random bits."""
    return base64.b32encode(hashlib.sha256(code.encode()).digest()[:10]).decode().lower()


def lock(user: AbstractBaseUser) -> None:
    get_user_model().objects.select_for_update().get(pk=user.pk)
