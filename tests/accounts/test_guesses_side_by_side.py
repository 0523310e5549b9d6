"""Guesses that are sent side by side don't slip past the count."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts import failures, second_factor
from accounts.origins import Origin, digest
from accounts.waits import Waiting
from tests.accounts.people import app_code, code_for, make_account, make_enrolled

GUESSES, AT_ONCE = 40, 8


def side_by_side(what, times):
    """What each of the calls returned, each made from its own connection; None where it has to wait."""

    def call(_number):
        try:
            return what()
        except Waiting:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(call, range(times)))


def guesses(account, origin_of):
    """How many of the guesses would have been checked, each from its own connection."""

    def guess(number):
        try:
            failures.begin(account, origin_of(number))
        except Waiting:
            return 0
        finally:
            connection.close()
        return 1

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return sum(threads.map(guess, range(GUESSES)))


@pytest.mark.usefixtures("committed")
def test_of_guesses_side_by_side_no_more_are_checked_than_of_others():
    assert guesses("li", lambda _number: Origin(digest("one"), is_known=False)) == 5


@pytest.mark.usefixtures("committed")
def test_guesses_from_many_addresses_at_many_accounts_do_not_wait_for_each_other_for_ever():
    """Each locks its counts in the same order."""
    assert guesses("li", lambda number: Origin(digest(f"{number}"), is_known=False)) == GUESSES


@pytest.mark.usefixtures("committed")
def test_a_code_that_is_sent_many_times_at_once_opens_once():
    user, codes = make_enrolled()
    for code in (app_code(user), codes[0]):
        devices = side_by_side(lambda code=code: second_factor.device_for(user, code), AT_ONCE)
        assert len([device for device in devices if device]) == 1
        TOTPDevice.objects.update(throttling_failure_count=0)


@pytest.mark.usefixtures("committed")
def test_of_two_who_enrol_an_account_at_once_one_does():
    user = make_account()

    def enrol():
        key = second_factor.new_key()
        return second_factor.enrol(user, key, code_for(key))

    assert len([done for done in side_by_side(enrol, AT_ONCE) if done]) == 1
    assert (TOTPDevice.objects.count(), second_factor.recovery_codes_left(user)) == (1, 10)
