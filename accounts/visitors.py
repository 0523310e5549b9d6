"""The address of a visitor, as limits and waits count it."""

import ipaddress
from collections.abc import Mapping
from functools import lru_cache

from django.conf import settings


def address_of(environ: Mapping[str, str]) -> str:
    """Return the visitor's address, as the stated number of proxies tells it; of IPv6 the network of one subscriber.

    Empty where the web server names none, as behind a socket in a folder.
    """
    forwarded = environ.get("HTTP_X_FORWARDED_FOR", "")
    if settings.PROXIES and forwarded:
        return network(forwarded.split(",")[-settings.PROXIES :][0].strip())
    return network(environ.get("REMOTE_ADDR", ""))


@lru_cache(10_000)
def network(text: str) -> str:
    """Return an address in one spelling; what is none, like a proxy's “unknown”, as it is."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return text[:100]
    if address.version == 4:
        return str(address)
    return str(address.ipv4_mapped or ipaddress.ip_network((address, 64), strict=False))
