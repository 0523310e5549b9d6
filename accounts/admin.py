"""The library's tables of devices and codes have no place in the admin: whoever may read them may sign in as others."""

from django.contrib import admin
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

for model in (StaticDevice, TOTPDevice):
    if admin.site.is_registered(model):
        admin.site.unregister(model)
