"""Tokens in the admin: made and revoked there, each secret shown once.

The library's tables of devices and codes have no place in it: whoever may read them may sign in as others.
"""

from datetime import timedelta

from django import forms
from django.contrib import admin, messages
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from .models import Right, Token
from .models.token import LONGEST
from .tokens import digest, new_secret

USUAL = timedelta(days=90)
"""For which a token is good where nobody types another day."""

for model in (StaticDevice, TOTPDevice):
    if admin.site.is_registered(model):
        admin.site.unregister(model)


class TokenForm(forms.ModelForm):
    """What a new token is for; its secret is made by itself."""

    rights = forms.MultipleChoiceField(
        label=gettext_lazy("Rights"), choices=Right, widget=forms.CheckboxSelectMultiple, initial=[Right.PROPOSE]
    )

    class Meta:
        model = Token
        fields = ["label", "user", "rights", "expires_on"]
        field_classes = {"expires_on": forms.DateField}

    def clean_expires_on(self):
        day, today = self.cleaned_data["expires_on"], timezone.now().date()
        if not today <= day <= today + LONGEST:
            raise ValidationError(_("Choose a day from today until %(last)s.") % {"last": today + LONGEST})
        return day

    def _get_validation_exclusions(self):
        """The rule of one token for one purpose goes by what no form shows: whether a token is revoked."""
        return super()._get_validation_exclusions() - {"revoked_at"}


@admin.register(Token)
class TokenAdmin(admin.ModelAdmin):
    """Made and revoked, never changed: what a script was given stays as it was."""

    form = TokenForm
    list_display = ["label", "user", "rights", "made_on", "expires_on", "revoked_at", "last_used_at"]
    list_filter = ["expires_on"]
    list_select_related = ["user"]
    search_fields = ["label", "user__username"]
    actions = ["revoke"]

    def get_changeform_initial_data(self, request):
        return {"expires_on": timezone.now().date() + USUAL, "user": request.user.pk}

    def formfield_for_foreignkey(self, db_field, request, **options):
        users = get_user_model().objects.filter(is_active=True, is_staff=True)
        return super().formfield_for_foreignkey(db_field, request, **options | {"queryset": users})

    def get_fields(self, request, obj=None):
        seen = ["made_on", "revoked_at", "last_used_at"] if obj else []
        return [*TokenForm.Meta.fields, *seen]

    def has_change_permission(self, request, obj=None):
        return False

    def has_revoke_permission(self, request):
        return request.user.has_perm("accounts.change_token")

    def save_model(self, request, obj, form, change):
        obj.secret = new_secret()
        obj.digest = digest(obj.secret)
        super().save_model(request, obj, form, change)

    def response_add(self, request, obj, post_url_continue=None):
        """The page with the secret: the only one that ever shows it, and no cache keeps it."""
        context = {
            **self.admin_site.each_context(request), "opts": self.opts, "token": obj, "secret": obj.secret,
            "title": _("The new token"), "next": reverse("admin:accounts_token_changelist"),
            "is_nav_sidebar_enabled": False,
        }  # fmt: skip
        headers = {"Cache-Control": "no-store, private"}
        return TemplateResponse(request, "admin/new_token.html", context, headers=headers)

    @admin.action(description=gettext_lazy("Revoke the selected tokens"), permissions=["revoke"])
    def revoke(self, request, queryset):
        """Refuse them from now on."""
        tokens = list(queryset.filter(revoked_at=None))
        Token.objects.filter(pk__in=[token.pk for token in tokens]).update(revoked_at=timezone.now())
        for token in tokens:
            self.log_change(request, token, _("Revoked."))
        messages.success(request, _("%(count)s revoked.") % {"count": len(tokens)})
