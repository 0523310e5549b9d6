"""Tokens in the header `Authorization: Bearer …` (RFC 6750), for the views of the API that ask for one."""

from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework import exceptions, permissions
from rest_framework.authentication import BaseAuthentication

from .models import Right
from .tokens import note_use, token_of

SCHEME = "Bearer"


class BearerToken(BaseAuthentication):
    """`request.auth` is the token and `request.user` who answers for it; without a good one the answer is 401."""

    def authenticate(self, request):
        scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != SCHEME.lower() or not secret.strip():
            raise exceptions.NotAuthenticated(_("Send a token: Authorization: Bearer <token>."))
        token = token_of(secret.strip())
        if token is None:
            raise exceptions.AuthenticationFailed(_("The token is not known, has expired or was revoked."))
        note_use(token)
        return token.user, token

    def authenticate_header(self, request):
        return f'{SCHEME} realm="Medtech KB"'


class MayPropose(permissions.BasePermission):
    """Whether the token is one for proposals."""

    def has_permission(self, request, view):
        self.message = _("This token may not be used to propose.")
        return Right.PROPOSE in request.auth.rights


class BearerScheme(OpenApiAuthenticationExtension):
    """The token in the schema of the API."""

    target_class = BearerToken
    name = "token"

    def get_security_definition(self, auto_schema):
        return {"type": "http", "scheme": "bearer", "description": "A token, made in the admin."}
