"""What the web server answers by itself: a problem document under /api/, a short page elsewhere."""

from medtech_kb.serving.limits import BODY_SECONDS, HEAD_SECONDS, MAX_BODY, MAX_HEAD, MAX_LINE
from medtech_kb.short_page import short_answer


def refusal(code: int, reason: str, is_for_api: bool, most_body: int = MAX_BODY) -> tuple[str, str, bytes]:
    """(status, media type, body) for a request that no view answers; `reason` is what is wrong with a bad one."""
    return short_answer(code, detail_of(code, reason, is_for_api, most_body), is_for_api)


def detail_of(code: int, reason: str, is_for_api: bool, most_body: int) -> str:
    """What is wrong, and what is allowed."""
    from django.utils.translation import gettext as _

    kilobytes = {"line": MAX_LINE // 1024, "head": MAX_HEAD // 1024, "body": most_body // 1024}
    details = {
        400: _("The request can't be read: %(reason)s.") % {"reason": reason.rstrip(".")},
        408: _("The request did not arrive in time: its head within %(head)s seconds, its body within %(body)s more.")
        % {"head": HEAD_SECONDS, "body": BODY_SECONDS},
        413: _("The body of the request is too large: at most %(body)s kB are read.") % kilobytes,
        414: _("The address is too long: at most %(line)s kB. Ask for fewer values at a time.") % kilobytes,
        431: _("The head of the request is too large: at most %(head)s kB, the address included.") % kilobytes,
        501: _("This transfer encoding is not known; allowed: chunked."),
    }
    if code == 414 and is_for_api:
        way = _("The address is too long: at most %(line)s kB. Send the parameters of a list as JSON: %(address)s.")
        return way % (kilobytes | {"address": "POST /api/v1/<type>/query/"})
    return details.get(code) or _("Something went wrong on our side.")
