"""The settings, all of them, read from the environment (docs/running.md explains each variable).

A value that is missing or odd stops the program with the name of its variable: nothing falls through to a default
that nobody chose. Production refuses to start insecure.
"""

import contextlib
import re
import secrets
from pathlib import Path

import environment
from environment import BASE, Misconfigured
from medtech_kb import account_rules, api_settings, visitor_rules
from medtech_kb.serving.limits import MAX_BODY
from postgres import addresses

VAR = BASE / "var"
EXAMPLE_SECRET_KEY = "change-me"


def version() -> str:
    """The version of the newest heading of CHANGELOG.md."""
    heading = re.search(r"^## (\d+\.\d+\.\d+)", (BASE / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    if heading is None:
        raise Misconfigured("CHANGELOG.md has no heading like '## 1.2.3 — 2026-01-31' to read the version from.")
    return heading[1]


def secret_key() -> str:
    """Return the key from the environment; in development one that is generated once and stored in var/."""
    key = environment.text("MEDTECH_SECRET_KEY")
    if PRODUCTION and (len(key) < 50 or len(set(key)) < 5 or EXAMPLE_SECRET_KEY in key):
        raise Misconfigured(
            "MEDTECH_SECRET_KEY must be set in production: 50 or more random characters, not the example's. "
            "Make one: python3 -c 'import secrets; print(secrets.token_urlsafe(50))'."
        )
    return key or stored_secret_key(VAR / "secret_key")


def stored_secret_key(path: Path) -> str:
    """Return the key in a file that only its owner can read, generated at the first use."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        made = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
        made.touch(mode=0o600)
        made.write_text(secrets.token_urlsafe(50), encoding="utf-8")
        with contextlib.suppress(FileExistsError):  # another process was faster: one key for all of them
            path.hardlink_to(made)
        made.unlink()
    return path.read_text(encoding="utf-8")


def allowed_hosts() -> list[str]:
    """Return the host names to serve; in production they must be listed one by one."""
    hosts = environment.words("MEDTECH_ALLOWED_HOSTS")
    odd = [host for host in hosts if not re.fullmatch(r"\.?[a-zA-Z0-9-]+(\.[a-zA-Z0-9-]+)*|\[[0-9a-fA-F:]+\]", host)]
    if odd or (PRODUCTION and not hosts):
        raise Misconfigured(
            f"MEDTECH_ALLOWED_HOSTS is {', '.join(hosts)!r}; allowed: host names with commas between them, "
            "like kb.example.org, no '*' and no port; in production at least one."
        )
    return hosts or ["localhost", "127.0.0.1", "[::1]"]


def proxy_ssl_header() -> tuple[str, str] | None:
    """The header by which a proxy says that the visitor came by HTTPS; one that visitors can set is a hole."""
    name = environment.text("MEDTECH_PROXY_SSL_HEADER")
    if name and not re.fullmatch(r"[A-Za-z][A-Za-z-]*", name):
        raise Misconfigured(f"MEDTECH_PROXY_SSL_HEADER is {name!r}; allowed: the name of a header, X-Forwarded-Proto.")
    return (f"HTTP_{name.upper().replace('-', '_')}", "https") if name else None


PRODUCTION = environment.choice("MEDTECH_ENV", ("development", "production"), "development") == "production"
DEBUG = environment.choice("MEDTECH_DEBUG", ("off",) if PRODUCTION else ("on", "off"), "off") == "on"
VERSION = version()
SECRET_KEY = secret_key()
ALLOWED_HOSTS = allowed_hosts()

INSTALLED_APPS = [
    "medtech_kb",
    "history",
    "records",
    "sources",
    "names",
    *("market", "companies", "products", "regulatory"),
    *("curation", "search", "changes", "desk", "intake"),
    *("django_otp", "django_otp.plugins.otp_totp", "django_otp.plugins.otp_static", "accounts"),
    "accounts.admin_config.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "pgtrigger",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "medtech_kb.middleware.Headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "medtech_kb.middleware.ContentSecurityPolicy",
    "medtech_kb.shared_links.DropAddedParameters",
    "django.middleware.http.ConditionalGetMiddleware",
    "medtech_kb.middleware.Sessions",
    "django.middleware.common.CommonMiddleware",
    "medtech_kb.middleware.CrossSiteForgery",
    "medtech_kb.middleware.Authentication",
    "medtech_kb.middleware.SignedIn",
    "medtech_kb.middleware.Messages",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "medtech_kb.posted_query.PostedQuery",
    "medtech_kb.asked_moment.AskedMoment",
    "desk.proposals.proposing.Proposing",
    "medtech_kb.slow_reads.SlowReads",
    "medtech_kb.slow_reads.ReadFromReplicas",  # last: the others keep to the primary
]
DECIDE_OWN_PROPOSALS = environment.choice("MEDTECH_DECIDE_OWN_PROPOSALS", ("on", "off"), "off") == "on"
SILENCED_SYSTEM_CHECKS = ["security.W003"]  # it looks for Django's class by name: CrossSiteForgery is a subclass of it
CSRF_FAILURE_VIEW = "medtech_kb.views.form_refused"
ROOT_URLCONF = "medtech_kb.urls"
WSGI_APPLICATION = "medtech_kb.wsgi.application"
TEMPLATES = [
    {  # the site's pages; those of the admin are Django's own (docs/decisions/0014-jinja2-pages.md)
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE / "templates" / "site"],
        "OPTIONS": {
            "environment": "records.jinja.environment",
            "context_processors": ["catalogue.menu.menu"],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = addresses.databases()
NAME_MATCHER = "search.duplicates.similar_records"  # by which forms, which lie below search, find likely duplicates
REPLICA_LAG = environment.number("MEDTECH_REPLICA_LAG", 10, low=1, high=3600)  # seconds that a visitor may be behind
READ_SECONDS = environment.number("MEDTECH_READ_SECONDS", 10, low=1, high=600)  # for each statement of a visitor's read
PROXIES = environment.number("MEDTECH_PROXIES", 0, low=0, high=9)  # 0: a visitor's header names nobody
RATES = visitor_rules.rates()
ACCESS_LOG = environment.choice("MEDTECH_ACCESS_LOG", ("on", "off"), "on" if PRODUCTION else "off") == "on"
METRICS_TOKEN = visitor_rules.metrics_token()
SECURITY_CONTACT = visitor_rules.security_contact()
STORE_MB = environment.number("MEDTECH_STORE_MB", 64, low=0, high=4096)  # answers that each process gives again
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en"
USE_I18N = True
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE / "static"]
WHITENOISE_USE_FINDERS = not PRODUCTION
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "medtech_kb.static_files.StaticFiles"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

AUTH_PASSWORD_VALIDATORS = account_rules.PASSWORD_RULES
SECOND_FACTOR = account_rules.second_factor(PRODUCTION)
OTP_TOTP_ISSUER = "Medtech KB"  # what an app calls its codes
OTP_STATIC_THROTTLE_FACTOR = 0  # recovery codes can't be guessed, and nobody is to keep their owner from them
SESSION_COOKIE_AGE, SESSION_LONGEST = account_rules.session_lengths()
DATA_UPLOAD_MAX_MEMORY_SIZE = MAX_BODY  # else Django's limit, 2.5 MB, would answer in words of its own
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # an editor's form posts up to a dozen fields for each citation
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_PROXY_SSL_HEADER = proxy_ssl_header()
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

REST_FRAMEWORK = api_settings.REST_FRAMEWORK
SPECTACULAR_SETTINGS = api_settings.SPECTACULAR_SETTINGS | {"VERSION": VERSION}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        "waitress": {"level": "WARNING"},  # not each visitor who goes before he has his answer
        "django.security.DisallowedHost": {"handlers": [], "propagate": False},  # else any scanner fills the log
    },
}

environment.refuse_unknown()
