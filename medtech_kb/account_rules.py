"""The settings of accounts: what a password must be, whether a second factor is asked for, how long sessions last."""

import environment

_PASSWORDS = "django.contrib.auth.password_validation"
PASSWORD_RULES = [
    {"NAME": f"{_PASSWORDS}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_PASSWORDS}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_PASSWORDS}.CommonPasswordValidator"},
    {"NAME": f"{_PASSWORDS}.NumericPasswordValidator"},
]


def second_factor(in_production: bool) -> str:
    """Whether a second factor is "required" of each account or "optional"; in production there is no choice."""
    if in_production:
        return environment.choice("MEDTECH_SECOND_FACTOR", ("required",), "required")
    return environment.choice("MEDTECH_SECOND_FACTOR", ("required", "optional"), "optional")


def session_lengths() -> tuple[int, int]:
    """For how many seconds without a request an editor stays signed in, and for how many in all."""
    idle = environment.number("MEDTECH_SESSION_IDLE", 120, low=5, high=1440)
    return 60 * idle, 3600 * environment.number("MEDTECH_SESSION_LONGEST", 12, low=1, high=168)
