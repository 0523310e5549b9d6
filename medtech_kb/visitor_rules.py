"""The settings of what visitors and monitors may ask for."""

import re

import environment
from environment import Misconfigured


def rate(name: str, text: str) -> tuple[int, int] | None:
    """Return (requests, seconds) that one address may make and in which; None is no limit."""
    match = re.fullmatch(r"([1-9]\d{0,8})/(sec|min|hour|day)", text, re.ASCII)
    if text != "off" and not match:
        raise Misconfigured(f"{name} is {text!r}; allowed: like 1200/min (sec, min, hour, day), or off.")
    return (int(match[1]), {"sec": 1, "min": 60, "hour": 3600, "day": 86_400}[match[2]]) if match else None


def rates() -> dict:
    """Return the limits by policy: of the API, of pages, and of what scripts and readers send for reviewers."""
    return {
        "api": rate("MEDTECH_API_RATE", environment.text("MEDTECH_API_RATE", "1200/min")),
        "pages": rate("MEDTECH_PAGE_RATE", environment.text("MEDTECH_PAGE_RATE", "600/min")),
        "proposals": rate("MEDTECH_PROPOSAL_RATE", environment.text("MEDTECH_PROPOSAL_RATE", "60/hour")),
        "reports": rate("MEDTECH_REPORT_RATE", environment.text("MEDTECH_REPORT_RATE", "10/hour")),
    }


def metrics_token() -> str:
    """Return what a monitor sends to read the metrics; empty: nobody reads them."""
    token = environment.text("MEDTECH_METRICS_TOKEN")
    if token and not re.fullmatch(r"[!-~]{20,200}", token):
        raise Misconfigured("MEDTECH_METRICS_TOKEN is too short or odd; allowed: 20 to 200 letters, digits and signs.")
    return token


def security_contact() -> str:
    """Return whom to tell of a hole, for security.txt (RFC 9116)."""
    contact = environment.text("MEDTECH_SECURITY_CONTACT")
    if contact and not re.fullmatch(r"(mailto:[^\s@]+@[^\s@]+|https://\S+|tel:\+[\d-]+)", contact):
        raise Misconfigured(
            f"MEDTECH_SECURITY_CONTACT is {contact!r}; allowed: mailto:name@example.org, https://…, tel:+…."
        )
    return contact
