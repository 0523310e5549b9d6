"""Who is signed in: with the second factor, where one is due, and within the time of the session."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.middleware import OTPMiddleware

from .second_factor import is_enrolled, is_required
from .sessions import end_or_extend


class SignedIn(OTPMiddleware):
    """Makes `request.user` nobody where the second factor was not given: for the admin, for drafts, for all.

    So no view has to ask. Sessions from before an account enrolled, or whose device was reset, end in the same way.
    """

    def __call__(self, request):
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            end_or_extend(request.session)
        return super().__call__(request)

    def _verify_user_sync(self, request, user):
        if not user.is_authenticated:
            return super()._verify_user_sync(request, user)
        had_device = DEVICE_ID_SESSION_KEY in request.session
        user = super()._verify_user_sync(request, user)
        if user.otp_device is None and (had_device or is_required() or is_enrolled(user)):
            request.session.flush()
            return super()._verify_user_sync(request, AnonymousUser())
        return user
