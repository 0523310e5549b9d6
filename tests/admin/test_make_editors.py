"""The command that makes the group of editors."""

from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db


def make_user(name):
    return get_user_model().objects.create_user(name, password="a long pass phrase")


def test_a_user_put_among_the_editors_may_enter_a_company_and_no_user():
    make_user("li")
    call_command("make_editors", "li", stdout=StringIO())
    editor = get_user_model().objects.get(username="li")
    assert editor.is_staff
    assert editor.has_perm("companies.add_company")
    assert not editor.has_perm("auth.add_user")


def test_an_unknown_user_is_refused_and_nobody_is_changed():
    make_user("li")
    with pytest.raises(CommandError, match="There is no user wang; there are: li"):
        call_command("make_editors", "li", "wang", stdout=StringIO())
    assert not get_user_model().objects.get(username="li").is_staff
