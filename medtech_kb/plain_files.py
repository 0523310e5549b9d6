"""robots.txt, and security.txt where a contact is set."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from records.as_of import of_the_present

ROBOTS = """\
# Records and the lists of them may be crawled, page by page; not each of their endless narrowings, nor files.
User-agent: *
Allow: /*?cursor=
Disallow: /*?
Disallow: /*.svg$
Disallow: /admin/
Disallow: /api/
"""
VALID_DAYS = 180
"""For how long a security.txt is said to hold: RFC 9116 recommends less than a year."""


@of_the_present
@require_safe
def robots(_request):
    return HttpResponse(ROBOTS, content_type="text/plain; charset=utf-8")


@of_the_present
@require_safe
def security(request):
    """Whom to tell of a hole (RFC 9116)."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {localdate() + timedelta(days=VALID_DAYS)}T00:00:00Z",
        f"Canonical: {request.build_absolute_uri(request.path)}",
        "Preferred-Languages: en",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
