"""What conversion must know of the elements and attributes of HTML and MJML. Part of chinese.spans."""

from collections.abc import Mapping

RAW = frozenset(str.split("script style mj-style mj-raw xmp"))  # no tags inside, and nothing that a reader sees
CODE = frozenset(str.split("code pre kbd samp var tt")) | RAW
VOID = frozenset(str.split("area base br col embed hr img input link meta param source track wbr"))
BLOCKS = frozenset(
    str.split(
        "address article aside audio blockquote body button canvas caption center col colgroup dd details dialog dir "
        "div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe input "
        "legend li main menu nav noscript object ol optgroup option p pre search section select summary table tbody "
        "td template textarea tfoot th thead title tr ul video xmp"
    )
)
_ROWS = frozenset(str.split("tr tbody thead tfoot"))
# Elements whose end tag may be missing, and what ends them then.
ENDED_BY: Mapping[str, frozenset[str]] = {
    "p": BLOCKS - frozenset(str.split("audio button canvas input iframe noscript object option select video")),
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "td": frozenset({"td", "th"}) | _ROWS,
    "th": frozenset({"td", "th"}) | _ROWS,
    "tr": _ROWS,
    "option": frozenset({"option", "optgroup"}),
}
READ = frozenset(str.split("alt title aria-label placeholder"))  # attributes whose values people read or hear
# What a <meta> says by its name or property, and people read in search results, tabs and shared links.
READ_META = frozenset(
    str.split(
        "description keywords author application-name apple-mobile-web-app-title og:title og:description og:site_name "
        "og:image:alt article:section article:tag twitter:title twitter:description twitter:image:alt"
    )
)
LANGUAGE = frozenset({"lang", "xml:lang"})
KEEPING_CLASSES = frozenset({"notranslate", "ignore-opencc"})

_CHINESE = frozenset(str.split("zh cmn yue"))
_SIMPLIFIED = frozenset(str.split("hans cn sg my"))
_TRADITIONAL = frozenset(str.split("hant tw hk mo"))


def is_same_script(tag: str, source: str) -> bool:
    """True when a text in the language `tag` may be in the script of `source`; a tag that names no script may be."""
    if tag.lower().replace("_", "-").split("-")[0] not in _CHINESE:
        return False
    return {_script(tag), _script(source)} != {"hans", "hant"}


def _script(tag: str) -> str:
    parts = set(tag.lower().replace("_", "-").split("-")[1:])
    if parts & {"hans", "hant"}:
        return "hans" if "hans" in parts else "hant"
    if parts & _SIMPLIFIED:
        return "hans"
    return "hant" if parts & _TRADITIONAL else ""
