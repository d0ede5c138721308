"""Writes web addresses in one form, and in the form to compare them by. Floor 1.

RFC 3986 normal form with the parts readers do not need taken off. It never opens an address: whether a host is
public, alive or redirects is for the fetcher.
"""

import ipaddress
import re
import unicodedata
from collections.abc import Collection
from urllib.parse import SplitResult, quote, unquote_plus, urljoin, urlsplit

LONGEST = 4096  # characters; longer ones are data dressed as an address
_DEFAULT_PORTS = {"http": 80, "https": 443}

# Added by those who count clicks; the page is the same without them.
_TRACKING_PREFIXES = (
    "utm_",  # Google Analytics and all who copied it
    "mtm_",  # Matomo
    "pk_",  # Matomo under its old name
    "piwik_",
    "matomo_",
    "hsa_",  # HubSpot advertising
    "share_",  # Bilibili and Toutiao: share_source, share_medium, share_token
)
_TRACKING = frozenset(
    {
        *("fbclid", "igsh", "igshid"),  # Facebook, Instagram
        *("gclid", "gclsrc", "dclid", "gbraid", "wbraid", "_ga", "_gl", "srsltid"),  # Google
        *("msclkid", "yclid", "_openstat", "twclid", "ttclid", "li_fat_id"),  # Bing, Yandex, X, TikTok, LinkedIn
        *("ref_src", "ref_url"),  # X embeds
        *("mc_cid", "mc_eid", "mkt_tok", "_hsenc", "_hsmi", "vero_id", "oly_enc_id", "oly_anon_id"),  # mail senders
        *("s_cid", "wt_mc", "cmpid", "icid", "ncid"),  # Adobe, Webtrekk, newsrooms
        *("spm", "scm", "spm_id_from", "vd_source"),  # Alibaba, Bilibili
        *("isappinstalled", "wfr"),  # WeChat, Baidu
    }
)
# Names too common to drop whatever they hold.
_TRACKING_VALUES = {
    "from": frozenset({"timeline", "singlemessage", "groupmessage", "appmessage", "message"}),  # WeChat
    "for": frozenset({"pc"}),  # Baidu's wfr=spider&for=pc
}
_WECHAT_PAGES = "mp.weixin.qq.com"
_WECHAT = frozenset({"chksm", "scene", "subscene", "sessionid", "clicktime", "enterid", "ascene", "devicetype"})


def secured(url: str, hosts: Collection[str]) -> str:
    """`url` as https where it is http to one of `hosts` or a subdomain of it, and else as it is.

    Whether a host answers by https can only be known, not told from an address: the hosts are named by those who do.
    """
    found = _PLAIN_HTTP.match(url)
    host = found[1].lower() if found else ""
    if not any(host == each or host.endswith(f".{each}") for each in hosts):
        return url
    return f"https://{host}{url[found.end() :]}" if found else url


_PLAIN_HTTP = re.compile(r"http://([^/?#:@\\\s]+)(?::80)?(?=[/?#]|$)", re.IGNORECASE)


def canonical(url: str, site: str = "") -> str:
    """`url` as an absolute http(s) address in normal form, "" when it is none.

    Relative addresses are resolved against `site`. Also "": no host, user name or password in it (a usual
    disguise), a backslash (browsers and parsers disagree about it), a fragment alone.
    """
    written = re.sub(r"[\t\n\r]", "", url).strip("".join(map(chr, range(33))) + "\u3000\xa0")
    if not written or len(written) > LONGEST or written.startswith("#") or "\\" in written:
        return ""
    try:
        parts = urlsplit(urljoin(site, written) if site else written)
        host, port = _host(parts.hostname or ""), parts.port
        path, query = _quoted(_without_dots(parts.path or "/")), _quoted(_kept(parts))
    except ValueError:  # a bracket, a port or a host that is none; UnicodeEncodeError is one too
        return ""
    if parts.scheme not in _DEFAULT_PORTS or not host or "@" in parts.netloc or port == 0:
        return ""
    place = host if port in (None, _DEFAULT_PORTS[parts.scheme]) else f"{host}:{port}"
    return f"{parts.scheme}://{place}{path}" + (f"?{query}" if query else "")


def identity(url: str) -> str:
    """The form in which two addresses of one page are equal, "" when `url` is no web address.

    Scheme, `www.`, a slash at the end, tracking parameters, fragment and needless percent signs do not count.
    """
    address = canonical(url)
    if not address:
        return ""
    parts = urlsplit(address)
    page = parts.path.rstrip("/") + (f"?{parts.query}" if parts.query else "")
    return parts.netloc.removeprefix("www.") + re.sub(r"%[0-9A-Fa-f]{2}", _plain_triplet, page)


def _host(host: str) -> str:
    """The host in the letters DNS uses (RFC 5891 A-labels). ValueError when no host can be written so."""
    if ":" in host:
        return f"[{ipaddress.IPv6Address(host).compressed}]"
    name = unicodedata.normalize("NFKC", host).replace("。", ".").lower().removesuffix(".")
    labels = [_label(label) for label in name.split(".")] if name else []
    full = ".".join(labels)
    if len(full) > 253:
        raise ValueError(host)
    return full


def _label(label: str) -> str:
    # Python's own idna codec follows the 2003 rules, which send straße.de to another owner's strasse.de.
    if not label.isascii():
        if any(unicodedata.category(letter)[0] not in "LMN" and letter != "-" for letter in label):
            raise ValueError(label)
        label = "xn--" + unicodedata.normalize("NFC", label).encode("punycode").decode("ascii")
    if not re.fullmatch(r"[a-z0-9_-]{1,63}", label):
        raise ValueError(label)
    return label


def _without_dots(path: str) -> str:
    """`path` without its `.` and `..` segments (RFC 3986 section 5.2.4)."""
    kept: list[str] = []
    segments = path.split("/")
    for segment in segments:
        if segment == "..":
            if len(kept) > 1:
                kept.pop()
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in {".", ".."}:
        kept.append("")
    joined = "/".join(kept)
    return joined if joined.startswith("/") else f"/{joined}"


def _kept(parts: SplitResult) -> str:
    """The query without its tracking parameters, the others as they were and in their order."""
    host = (parts.hostname or "").rstrip(".")
    return "&".join(piece for piece in parts.query.split("&") if piece and not _is_tracking(piece, host))


def _is_tracking(piece: str, host: str) -> bool:
    name, _, value = piece.partition("=")
    name = unquote_plus(name).casefold()
    return (
        name in _TRACKING
        or name.startswith(_TRACKING_PREFIXES)
        or value in _TRACKING_VALUES.get(name, ())
        or (host == _WECHAT_PAGES and name in _WECHAT)
    )


def _quoted(text: str) -> str:
    """`text` with every character an address may not hold as percent signs, those that stand already left alone."""
    return quote(re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", text), safe="%/:@!$&'()*+,;=~?")


def _plain_triplet(triplet: re.Match[str]) -> str:
    letter = chr(int(triplet[0][1:], 16))
    return letter if letter.isascii() and (letter.isalnum() or letter in "-._~") else triplet[0].upper()
