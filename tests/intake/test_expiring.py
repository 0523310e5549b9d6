"""Tables that nobody took in go by themselves."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from intake.expiring import after_migrate
from intake.models import Upload

pytestmark = pytest.mark.django_db


def sign_in():
    Client().force_login(User.objects.get())


def start():
    after_migrate("default", plan=[])


@pytest.mark.parametrize("happens", [sign_in, start])
def test_what_has_waited_for_seven_days_goes(happens):
    user = User.objects.create_user("wen")
    for name, days in (("old.csv", 7.1), ("new.csv", 6.9)):
        upload = Upload.objects.create(user=user, file_name=name, record_type="companies", read_as="UTF-8", rows={})
        Upload.objects.filter(pk=upload.pk).update(at=timezone.now() - timedelta(days=days))
    happens()
    assert [str(upload) for upload in Upload.objects.all()] == ["new.csv"]
