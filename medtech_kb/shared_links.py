"""What other sites hang on a link of ours that somebody shares: taken off by a redirect that keeps all else.

It says nothing about what is asked for, and an unknown parameter is an error here. The API is for programs, whose links
nobody decorates: there it stays an error.
"""

from urllib.parse import unquote_plus

from django.http import HttpResponseRedirect
from django.utils.http import escape_leading_slashes

from .middleware import is_api

PREFIXES = {
    "utm_": "campaigns, as Google Analytics and most newsletters count them",
    "pk_": "campaigns, as Matomo counts them (formerly Piwik)",
    "mtm_": "campaigns, as Matomo counts them",
    "hsa_": "campaigns, as HubSpot counts them",
    "sharer_": "who shared it in WeChat",
}
NAMES = {
    "_ga": "Google Analytics, from one domain to another",
    "_gl": "Google Analytics, from one domain to another",
    "gclid": "a click on an advertisement of Google",
    "gclsrc": "a click on an advertisement of Google",
    "dclid": "a click on an advertisement of Google",
    "gbraid": "a click on an advertisement of Google, from an app",
    "wbraid": "a click on an advertisement of Google, to an app",
    "gad_source": "a click on an advertisement of Google",
    "gad_campaignid": "a click on an advertisement of Google",
    "srsltid": "a result of Google's merchants",
    "fbclid": "a click in Facebook",
    "igsh": "a link shared in Instagram",
    "igshid": "a link shared in Instagram",
    "twclid": "a click in X, formerly Twitter",
    "ref_src": "a post of X that holds the link",
    "ref_url": "a post of X that holds the link",
    "msclkid": "a click on an advertisement of Microsoft",
    "li_fat_id": "a click on an advertisement of LinkedIn",
    "ttclid": "a click in TikTok",
    "yclid": "a click on an advertisement of Yandex",
    "mc_cid": "a newsletter sent by Mailchimp",
    "mc_eid": "a reader of a newsletter sent by Mailchimp",
    "mkt_tok": "a mail sent by Marketo",
    "_hsenc": "a mail sent by HubSpot",
    "_hsmi": "a mail sent by HubSpot",
    "ref": "the page that the link stands on, as Product Hunt, Ghost and Substack say it",
    "from": "where in WeChat it was shared: singlemessage, groupmessage, timeline",
    "isappinstalled": "shared from WeChat: whether an app is there",
    "nsukey": "shared from WeChat: a key of its own",
    "scene": "shared from WeChat: in which view it was opened",
    "clicktime": "shared from WeChat: when",
    "enterid": "shared from WeChat: how the reader came",
    "share_token": "a link shared from Toutiao or Douyin",
    "tt_from": "a link shared from Toutiao or Douyin",
    "weibo_id": "a post of Weibo that holds the link",
    "spm": "the place of a link on pages of Alibaba",
    "bd_vid": "a click on an advertisement of Baidu",
    "hmsr": "campaigns, as Baidu counts them: the site",
    "hmpl": "campaigns, as Baidu counts them: the plan",
    "hmcu": "campaigns, as Baidu counts them: the unit",
    "hmkw": "campaigns, as Baidu counts them: the word",
    "hmci": "campaigns, as Baidu counts them: the idea",
}
"""Each parameter with who adds it. None may be a parameter of ours: tests/medtech_kb/test_shared_links.py."""


def is_added(name: str) -> bool:
    """Whether a parameter of this name is added by others."""
    return name in NAMES or name.startswith(tuple(PREFIXES))


class DropAddedParameters:
    """Redirects a page that is asked for with parameters of others to its own address; the others stay as they are."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        query = request.META.get("QUERY_STRING", "")
        if not query or request.method not in ("GET", "HEAD") or is_api(request) or _is_admin(request):
            return self.get_response(request)
        parts = query.split("&")
        kept = [part for part in parts if not is_added(unquote_plus(part.partition("=")[0]))]
        if len(kept) == len(parts):
            return self.get_response(request)
        address = request.get_full_path().partition("?")[0]
        return HttpResponseRedirect(escape_leading_slashes("?".join(filter(None, (address, "&".join(kept))))))


def _is_admin(request):
    return request.path_info.startswith("/admin/")
