from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm, AdminPasswordChangeForm
from django.utils.translation import gettext_lazy as _

from . import failures
from .origins import origin_of


class SignInForm(AdminAuthenticationForm):
    """Name and password. Each attempt is counted before it is checked, whether or not there is such an account."""

    def clean(self):
        """Raise Waiting where it is too early for an attempt."""
        name, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if name is None or not password:
            return self.cleaned_data
        attempt = failures.begin(name, origin_of(self.request, name))
        cleaned = super().clean()
        attempt.take_back()
        return cleaned


class PasswordForm(AdminPasswordChangeForm):
    """A new password for the old one, which is counted as at the sign-in: an open session is no place to guess it."""

    def __init__(self, *args, origin, **kwargs):
        super().__init__(*args, **kwargs)
        self.origin = origin

    def clean_old_password(self):
        """Raise Waiting where it is too early for an attempt."""
        attempt = failures.begin(self.user.get_username(), self.origin)
        old = super().clean_old_password()
        attempt.take_back()
        return old


class CodeForm(forms.Form):
    """A code of the app."""

    code = forms.CharField(
        label=_("Six digits from your app"), max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}),
    )  # fmt: skip


class CodeOrRecoveryForm(forms.Form):
    """A code of the app or a recovery code."""

    code = forms.CharField(
        label=_("Six digits from your app, or a recovery code"), max_length=40,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false", "autofocus": True
            }
        ),
    )  # fmt: skip
