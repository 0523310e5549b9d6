"""The pages of signing in: password, second factor, enrolment, recovery codes. They work without JavaScript."""

from base64 import b32encode

import segno
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth import login
from django.contrib.auth.views import LoginView, PasswordChangeView
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView
from django_otp import login as add_device
from django_otp.plugins.otp_totp.models import TOTPDevice

from . import failures, pending, second_factor
from .destinations import destination
from .forms import CodeForm, CodeOrRecoveryForm, PasswordForm, SignInForm
from .origins import origin_of, remember_browser
from .waits import Waiting

ENROLLING = "enrolling"
FEW = 3
"""So few recovery codes are worth a warning."""


class SaysWaits:
    """A form that may be sent too early: answered by 429, with how long to wait."""

    def post(self, request, *args, **kwargs):
        try:
            return super().post(request, *args, **kwargs)
        except Waiting as waiting:
            form = self.form_class(initial={"username": request.POST.get("username", "")})
            answer = self.render_to_response(self.get_context_data(form=form, waiting=str(waiting)))
            answer.status_code = 429
            answer["Retry-After"] = str(waiting.seconds)
            return answer

    def get_context_data(self, **context):
        return admin.site.each_context(self.request) | super().get_context_data(title=self.title, **context)


class SignIn(SaysWaits, LoginView):
    """Name and password."""

    title = gettext_lazy("Sign in")
    template_name = "admin/sign_in.html"
    form_class = authentication_form = SignInForm

    def form_valid(self, form):
        user, next_page = form.get_user(), self.wanted()
        if second_factor.is_enrolled(user):
            pending.begin(self.request, user, next_page)
            return redirect("admin:second_factor")
        if second_factor.is_required():
            pending.begin(self.request, user, next_page)
            return redirect("admin:enrol")
        sign_in(self.request, user)
        return remembered(HttpResponseRedirect(destination(self.request, next_page)), user)

    def wanted(self):
        return self.request.POST.get("next", self.request.GET.get("next", ""))

    def get_context_data(self, **context):
        lasting = {"idle": settings.SESSION_COOKIE_AGE // 60, "longest": settings.SESSION_LONGEST // 3600}
        return super().get_context_data(**context) | lasting | {"next": self.wanted()}


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class SecondFactor(SaysWaits, FormView):
    """The code, of whoever gave the right password."""

    title = gettext_lazy("Second step")
    template_name = "admin/second_factor.html"
    form_class = CodeOrRecoveryForm

    def dispatch(self, request, *args, **kwargs):
        self.user = pending.user_of(request)
        if self.user is None:
            return redirect("admin:login")
        if not second_factor.is_enrolled(self.user):
            return redirect("admin:enrol")
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form):
        device = checked(self.request, self.user, form)
        if device is None:
            return self.form_invalid(form)
        next_page = pending.take_next(self.request)
        self.user.otp_device = device
        sign_in(self.request, self.user)
        if not isinstance(device, TOTPDevice):
            say_what_is_left(self.request, self.user)
        return remembered(HttpResponseRedirect(destination(self.request, next_page)), self.user)

    def get_context_data(self, **context):
        return super().get_context_data(**context) | {"account": self.user.get_username()}


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class Enrol(SaysWaits, FormView):
    """The first second factor of an account: of one that is signing in, or, where none is required, is signed in.

    The secret stays in this session until a code of it was typed. So nobody who came here before knows it.
    """

    title = gettext_lazy("Set up your second step")
    template_name = "admin/enrol.html"
    form_class = CodeForm

    def dispatch(self, request, *args, **kwargs):
        self.pending = pending.user_of(request)
        self.user = self.pending or (request.user if admin.site.has_permission(request) else None)
        if self.user is None:
            return redirect("admin:login")
        if second_factor.is_enrolled(self.user):
            return redirect("admin:second_factor" if self.pending else "admin:recovery_codes")
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form):
        done = second_factor.enrol(self.user, self.key(), form.cleaned_data["code"])
        if done is None:
            form.add_error("code", _("This is not the code that the app shows now. Is the device's clock right?"))
            return self.form_invalid(form)
        device, codes = done
        del self.request.session[ENROLLING]
        next_page = pending.take_next(self.request)
        if self.pending:
            self.user.otp_device = device
            sign_in(self.request, self.user)
        else:
            add_device(self.request, device)
        return remembered(codes_page(self, codes, destination(self.request, next_page)), self.user)

    def key(self):
        if ENROLLING not in self.request.session:
            self.request.session[ENROLLING] = second_factor.new_key()
        return self.request.session[ENROLLING]

    def get_context_data(self, **context):
        secret = b32encode(bytes.fromhex(self.key())).decode().lower()
        address = TOTPDevice(user=self.user, key=self.key()).config_url
        picture = segno.make(address, error="m").svg_inline(
            scale=4, border=4, light="#fff", svgclass="kb-qr", lineclass=None, title=_("QR code for your app")
        )
        grouped = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
        return super().get_context_data(**context) | {
            "account": self.user.get_username(), "qr": mark_safe(picture), "secret": grouped, "address": address,
        }  # fmt: skip


@method_decorator(sensitive_post_parameters(), name="dispatch")
class RecoveryCodes(SaysWaits, FormView):
    """How many recovery codes are left, and new ones for a code of the app (or for one of them)."""

    title = gettext_lazy("Recovery codes")
    template_name = "admin/recovery_codes.html"
    form_class = CodeOrRecoveryForm

    def dispatch(self, request, *args, **kwargs):
        if not second_factor.is_enrolled(request.user):
            return redirect("admin:enrol")
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form):
        if checked(self.request, self.request.user, form) is None:
            return self.form_invalid(form)
        return codes_page(self, second_factor.new_recovery_codes(self.request.user), destination(self.request, ""))

    def get_context_data(self, **context):
        return super().get_context_data(**context) | {"left": second_factor.recovery_codes_left(self.request.user)}


class ChangePassword(PasswordChangeView):
    """The page of the admin, where too many wrong old passwords wait as at the sign-in."""

    form_class = PasswordForm
    success_url = reverse_lazy("admin:password_change_done")

    def post(self, request, *args, **kwargs):
        try:
            return super().post(request, *args, **kwargs)
        except Waiting as waiting:
            messages.error(request, str(waiting))
            answer = self.render_to_response(self.get_context_data(form=PasswordForm(request.user, origin=None)))
            answer.status_code = 429
            answer["Retry-After"] = str(waiting.seconds)
            return answer

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"origin": origin_of(self.request, self.request.user.get_username())}

    def get_context_data(self, **context):
        return admin.site.each_context(self.request) | super().get_context_data(**context)


def checked(request, user, form):
    """Return the device whose code was typed. A wrong code is a failure like a wrong password; raises Waiting."""
    attempt = failures.begin(user.get_username(), origin_of(request, user.get_username()))
    try:
        device = second_factor.device_for(user, form.cleaned_data["code"])
    except Waiting:
        attempt.take_back()  # nothing was checked
        raise
    if device is None:
        form.add_error("code", _("This code is wrong, or was used before. Wait for the next one of the app."))
    else:
        attempt.take_back()
    return device


def sign_in(request, user):
    """Begin the session of somebody who gave all that is asked for."""
    login(request, user)
    request.session.clear_expired()
    failures.forget(user.get_username(), origin_of(request, user.get_username()))


def remembered(answer, user):
    """The answer, by which the browser is known from now on."""
    remember_browser(answer, user.get_username())
    return answer


def codes_page(view, codes, next_page):
    """New recovery codes, shown this once."""
    context = admin.site.each_context(view.request) | {"title": _("Your recovery codes")}
    template = ["admin/new_recovery_codes.html"]
    return view.response_class(
        request=view.request, template=template, context=context | {"codes": codes, "next": next_page}
    )


def say_what_is_left(request, user):
    """Tell who used a recovery code how many there are still."""
    left = second_factor.recovery_codes_left(user)
    text = ngettext("%(left)d recovery code is left.", "%(left)d recovery codes are left.", left) % {"left": left}
    advice = _("Make new ones under “Recovery codes”, above.") if left <= FEW else ""
    messages.warning(request, _("You used a recovery code: %(text)s %(advice)s") % {"text": text, "advice": advice})
