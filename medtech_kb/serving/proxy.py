"""What nginx in front of the site has to know of it: the limits, and the words of its own answers.

`manage.py write_docs` writes them to limits.conf and answers.conf in deploy/nginx/medtech-kb/.
"""

from medtech_kb.serving.limits import HEAD_SECONDS, IDLE_SECONDS, MAX_BODY, MAX_HEAD, SENT_SECONDS
from medtech_kb.serving.refusing import refusal
from medtech_kb.short_page import short_answer

NGINX_HEAD = 4 * MAX_HEAD
"""Bytes of the first line and all headers that nginx reads. What exceeds MAX_HEAD is refused by the site: nginx ends an
HTTP/2 connection without an answer where one header is larger than its buffer."""
AGAIN_SECONDS = 10
"""After which a visitor may try again, when the site is away: it starts within these."""
RENAMED = {494: 431, 497: 400}
"""Codes of nginx's own, for a head that is too large and for plain HTTP at the port for HTTPS, and what they become."""
WRITTEN = "# Written by `manage.py write_docs` from medtech_kb/serving/; change these instead."


def nginx_limits() -> str:
    """Return the file for nginx's servers: what a request may take, and which errors are answered in our words."""
    answered = " ".join(str(code) for code, _body in bodies(is_for_api=True))
    lines = [
        WRITTEN,
        "",
        f"large_client_header_buffers 1 {NGINX_HEAD // 1024}k;",
        f"client_max_body_size {MAX_BODY // 1024}k;",
        f"client_header_timeout {HEAD_SECONDS}s;",
        f"client_body_timeout {SENT_SECONDS}s;",
        f"send_timeout {SENT_SECONDS}s;",
        f"keepalive_timeout {IDLE_SECONDS}s;",
        "",
        f"error_page {answered} $medtech_kb_answer;",
        *(f"error_page {code} ={becomes} $medtech_kb_answer;" for code, becomes in RENAMED.items()),
    ]
    return "\n".join(lines) + "\n"


def nginx_answers() -> str:
    """Return the file for nginx's `http`: the bodies of its own answers by status, for the API and for readers."""
    shape = [(r'"~^\S+ +(https?://[^/\s]*)?/+api/"', "/answered-by-nginx/problem")]
    lines = [
        WRITTEN,
        "",
        *mapped("$request", "answer", shape, default="/answered-by-nginx/page"),
        *mapped("$status", "retry_after", [(code, AGAIN_SECONDS) for code in (502, 504)], default='""'),
        *mapped("$status", "problem", [(code, quoted(body)) for code, body in bodies(is_for_api=True)]),
        *mapped("$status", "page", [(code, quoted(body)) for code, body in bodies(is_for_api=False)]),
    ]
    return "\n".join(lines).rstrip() + "\n"


def mapped(source: str, name: str, values: list, default: str | None = None) -> list[str]:
    """The lines of a map of nginx, with an empty one behind it."""
    values = [*([("default", default)] if default else []), *values]
    return [f"map {source} $medtech_kb_{name} {{", *(f"    {key} {value};" for key, value in values), "}", ""]


def quoted(body: bytes) -> str:
    """A text in nginx's quotes. It has no way to write a dollar sign, which begins a variable."""
    text = body.decode()
    if "$" in text:
        raise ValueError(f"nginx would take what follows the dollar sign for a variable: {text}")
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def bodies(is_for_api: bool) -> list[tuple[int, bytes]]:
    """The bodies of what nginx answers by itself, by status."""
    from django.utils.translation import gettext as _

    again = _("Try again in %(seconds)s seconds.") % {"seconds": AGAIN_SECONDS}
    details = {
        404: _("There is nothing at this address."),
        405: _("This method is not known here."),
        502: f"{_('The site does not answer at the moment.')} {again}",
        504: f"{_('The site took too long to answer.')} {again}",
        505: _("This version of HTTP is not known; allowed: 1.0, 1.1 and 2."),
    }
    reason = _("its first line or a header is malformed, or it is plain HTTP where HTTPS is expected")
    answers = [(code, refusal(code, reason, is_for_api)) for code in (400, 413, 414, 431, 500, 501)]
    answers += [(code, short_answer(code, detail, is_for_api)) for code, detail in details.items()]
    return sorted((code, body) for code, (_status, _media_type, body) in answers)
