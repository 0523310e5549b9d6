"""An entry in the admin's list that leads to the page where tables are taken in."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import reverse

from .models import Upload
from .rights import importable


@admin.register(Upload)
class UploadAdmin(admin.ModelAdmin):
    """Nothing is entered here: tables are sent, looked at and taken in on pages of their own."""

    def has_module_permission(self, request):
        return bool(importable(request.user))

    def has_view_permission(self, request, obj=None):
        return bool(importable(request.user))

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def changelist_view(self, request, extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied
        return HttpResponseRedirect(reverse("intake:start"))

    def change_view(self, request, object_id, form_url="", extra_context=None):
        return self.changelist_view(request)
