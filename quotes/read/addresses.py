"""Which numeric addresses are public: nobody's own machine or network."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

# Ranges of IPv6 whose last 32 bits are an IPv4 address that a gateway connects to (RFC 6052, RFC 4291).
CARRIERS = (IPv6Network("64:ff9b::/96"), IPv6Network("::/96"))
# The same for use inside a network (RFC 8215), which some versions of Python take for global.
LOCAL = IPv6Network("64:ff9b:1::/48")


def is_public(host: str) -> bool:
    """Whether a numeric address, and every IPv4 address that is wrapped in it, is reachable for everybody."""
    return all(
        address.is_global
        and not address.is_multicast
        and not getattr(address, "is_site_local", False)
        and address not in LOCAL
        for address in _unwrap(ip_address(host.partition("%")[0]))
    )


def _unwrap(address: IPv4Address | IPv6Address) -> Iterator[IPv4Address | IPv6Address]:
    if isinstance(address, IPv4Address):
        yield address
    elif address.ipv4_mapped:
        yield address.ipv4_mapped
    else:
        yield address
        if any(address in carrier for carrier in CARRIERS):
            yield IPv4Address(int(address) & 0xFFFFFFFF)
        if address.sixtofour:
            yield address.sixtofour
        if address.teredo:
            yield from address.teredo
