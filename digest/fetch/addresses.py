"""Which network addresses a source may be on. Floor 3, but pure: no names are looked up here.

The table is our own because `ipaddress.is_global` changed its mind between patch releases of Python (gh-113171).
It follows the IANA registries of special-purpose addresses: IPv4 is open but for the listed networks, IPv6 is
closed but for 2000::/3, less the listed networks.
"""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

_SPECIAL_4 = (
    ("0.0.0.0/8", "in the unspecified network"),
    ("10.0.0.0/8", "in a private network"),
    ("100.64.0.0/10", "in a carrier's private network"),
    ("127.0.0.0/8", "this computer itself"),
    ("169.254.169.254/32", "a cloud's metadata service"),
    ("169.254.0.0/16", "in a link-local network"),
    ("172.16.0.0/12", "in a private network"),
    ("192.0.0.0/24", "in a reserved network"),
    ("192.0.2.0/24", "in a network for documentation"),
    ("192.88.99.0/24", "in a reserved network"),
    ("192.168.0.0/16", "in a private network"),
    ("198.18.0.0/15", "in a network for benchmarks"),
    ("198.51.100.0/24", "in a network for documentation"),
    ("203.0.113.0/24", "in a network for documentation"),
    ("224.0.0.0/4", "in a multicast network"),
    ("240.0.0.0/4", "in a reserved network"),
)
_SPECIAL_6 = (
    ("::1/128", "this computer itself"),
    ("fc00::/7", "in a private network"),
    ("fe80::/10", "in a link-local network"),
    ("ff00::/8", "in a multicast network"),
    ("2001::/23", "in a reserved network"),  # Teredo, ORCHID, benchmarks
    ("2001:db8::/32", "in a network for documentation"),
    ("2002::/16", "in a 6to4 network, which can hide a private address"),
    ("3fff::/20", "in a network for documentation"),
)
_OPEN_6 = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: how IPv6-only networks reach every IPv4 server

Address = IPv4Address | IPv6Address


def refusal(address: str, allow: tuple[str, ...] = ()) -> str:
    """Why `address` is not visited, in words that follow "is"; "" when it may be. `allow` lists exceptions."""
    real = unwrapped(ip_address(address.split("%")[0]))
    for network in map(ip_network, allow):
        if real.version == network.version and real in network:
            return ""
    for text, reason in _SPECIAL_4 if real.version == 4 else _SPECIAL_6:
        network = ip_network(text)
        if real in network:
            return reason
    if real.version == 6 and real not in _OPEN_6:
        return "in a reserved network"
    return ""


def unwrapped(address: Address) -> Address:
    """The IPv4 address that `address` carries inside (mapped or NAT64), else `address`."""
    if isinstance(address, IPv4Address):
        return address
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return address
