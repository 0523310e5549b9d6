"""Tokens are made and revoked in the admin, their secrets shown once and kept as digests."""

import re
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import IntegrityError
from django.utils import timezone

from accounts.models import Right, Token
from accounts.tokens import note_use, token_of
from history.models import Revision
from records.admin.rights import ADMINISTRATORS, EDITORS, REVIEWERS
from sources.models import DataVersion
from tests.accounts.people import make_account
from tests.desk.proposals.people import somebody
from tests.tokens import SECRET, make_token, today

pytestmark = pytest.mark.django_db
ADD, LIST = "/admin/accounts/token/add/", "/admin/accounts/token/"


def typed(user, **values):
    days = {"expires_on": today() + timedelta(days=30)}
    return {"label": "reader of journals", "user": user.pk, "rights": ["propose"]} | days | values


def test_the_secret_is_shown_once_and_only_its_digest_is_kept():
    client, user = somebody(ADMINISTRATORS, "ada"), make_account("wen")
    answer = client.post(ADD, typed(user))
    secret = re.search(r"medtechkb_[\w-]{43}", answer.text)[0]
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    token = Token.objects.get()
    assert token_of(secret) == token
    assert secret not in str(list(Token.objects.values()))
    for page in (LIST, f"{LIST}{token.pk}/change/"):
        shown = client.get(page).text
        assert "reader of journals" in shown
        assert secret not in shown
        assert token.digest not in shown
    assert secret not in LogEntry.objects.get().change_message


def test_a_form_that_is_sent_again_makes_no_second_token():
    client, user = somebody(ADMINISTRATORS, "ada"), make_account("wen")
    client.post(ADD, typed(user))
    assert "already" in client.post(ADD, typed(user)).text
    assert Token.objects.count() == 1


@pytest.mark.parametrize("days", [-1, 366, None])
def test_a_token_expires_within_a_year(days):
    client, user = somebody(ADMINISTRATORS, "ada"), make_account("wen")
    day = "" if days is None else today() + timedelta(days=days)
    assert client.post(ADD, typed(user, expires_on=day)).context["adminform"].form.errors["expires_on"]
    assert not Token.objects.exists()


def test_a_revoked_token_is_refused_from_then_on():
    token = make_token()
    assert token_of(SECRET) == token
    somebody(ADMINISTRATORS, "ada").post(LIST, {"action": "revoke", "_selected_action": [token.pk]})
    assert token_of(SECRET) is None
    assert LogEntry.objects.get().change_message == "Revoked."


@pytest.mark.parametrize("group", [EDITORS, REVIEWERS])
def test_only_administrators_have_anything_to_do_with_tokens(group):
    token, client = make_token(), somebody(group, "rui")
    assert {client.get(page).status_code for page in (ADD, LIST, f"{LIST}{token.pk}/change/")} == {403}
    assert client.post(ADD, typed(token.user)).status_code == 403
    client.post(LIST, {"action": "revoke", "_selected_action": [token.pk]})
    assert token_of(SECRET) == token


def test_nobody_changes_what_a_token_is_good_for():
    token = make_token()
    client = somebody(ADMINISTRATORS, "ada")
    assert client.post(f"{LIST}{token.pk}/change/", typed(token.user, label="all")).status_code == 403
    assert Token.objects.get().label == token.label


def test_an_account_that_is_closed_takes_its_tokens_with_it():
    token = make_token()
    User.objects.filter(pk=token.user.pk).update(is_active=False)
    assert token_of(SECRET) is None
    User.objects.filter(pk=token.user.pk).update(is_active=True, is_staff=False)
    assert token_of(SECRET) is None
    token.user.delete()
    assert not Token.objects.exists()


def test_the_last_use_is_noted_once_a_minute_and_moves_no_data():
    token = make_token()
    before = Revision.objects.count(), list(DataVersion.objects.values())
    note_use(token)
    first = Token.objects.get().last_used_at
    note_use(token)
    assert Token.objects.get().last_used_at == first
    Token.objects.update(last_used_at=first - timedelta(seconds=61))
    note_use(token)
    assert Token.objects.get().last_used_at >= first
    assert before == (Revision.objects.count(), list(DataVersion.objects.values()))


def test_what_is_erased_of_a_person_takes_their_tokens_with_it():
    make_token(label="for Li Wen")
    kept = make_token(user=make_account("ada"), secret="other")
    said = StringIO()
    call_command("erase", "--text", "Li Wen", "--dry-run", stdout=said)
    assert "Tokens with it, which go as a whole: 1" in said.getvalue()
    call_command("erase", "--text", "Li Wen", "--yes", stdout=StringIO(), stderr=StringIO())
    assert Token.objects.get() == kept


def test_a_token_of_a_purpose_is_there_once():
    """The rule a_token_is_for_one_purpose."""
    token = make_token()
    with pytest.raises(IntegrityError, match="a_token_is_for_one_purpose"):
        make_token(user=token.user, secret="other")


def test_no_token_is_good_for_more_than_a_year():
    """The rule a_token_expires_within_a_year."""
    with pytest.raises(IntegrityError, match="a_token_expires_within_a_year"):
        make_token(expires_on=today() + timedelta(days=366))


@pytest.mark.parametrize("rights", [[], ["publish"]])
def test_a_token_has_rights_that_there_are(rights):
    """The rule a_token_has_known_rights."""
    with pytest.raises(IntegrityError, match="a_token_has_known_rights"):
        make_token(rights=rights)


def test_the_last_day_counts():
    assert Right.PROPOSE in make_token(expires_on=today()).rights
    assert token_of(SECRET)
    assert today() == datetime.now(UTC).date() == timezone.now().date()
