from django.contrib.admin import AdminSite
from django.http import HttpResponseRedirect
from django.urls import path
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache


class Site(AdminSite):
    """The admin, whose sign-in waits after failures and asks for a second factor."""

    @method_decorator(never_cache)
    def login(self, request, extra_context=None):
        """Ask for name and password; whoever is signed in goes where they wanted to."""
        from .destinations import destination  # the admin's site is made before there are models
        from .sign_in import SignIn

        if request.method == "GET" and self.has_permission(request):
            return HttpResponseRedirect(destination(request, request.GET.get("next", "")))
        return SignIn.as_view()(request)

    def password_change(self, request, extra_context=None):
        from .sign_in import ChangePassword

        return ChangePassword.as_view()(request)

    def get_urls(self):
        from . import sign_in

        return [
            path("second-factor/", sign_in.SecondFactor.as_view(), name="second_factor"),
            path("second-factor/enrol/", sign_in.Enrol.as_view(), name="enrol"),
            path("recovery-codes/", self.admin_view(sign_in.RecoveryCodes.as_view()), name="recovery_codes"),
            *super().get_urls(),
        ]
