"""HTML for mail from MJML, with a guard around the compiler. Floor 2: pure.

MRML, the compiler behind mjml-python, passes unknown tags and bad addresses on without a word, ends the process on
very deep nesting, and prints attributes the way Rust prints strings for debugging (`{:?}` in mrml-core,
prelude/render/buffer.rs): an ideographic space, the joiner of an emoji or a combining mark comes out as the text
"\\u{3000}". Numeric references survive, so the guard writes such characters as references before the call.
"""

import re
import unicodedata

from digest.errors import Fault, RenderError

DEPTH_LIMIT = 200  # elements inside one another; MRML overflows its stack somewhere above 3,000

_KNOWN = frozenset(
    """
    mjml mj-head mj-body mj-title mj-preview mj-style mj-attributes mj-all mj-class mj-font mj-breakpoint mj-raw
    mj-section mj-column mj-group mj-wrapper mj-text mj-image mj-button mj-divider mj-spacer mj-table mj-hero mj-social
    mj-social-element mj-navbar mj-navbar-link mj-accordion mj-accordion-element mj-accordion-title mj-accordion-text
    mj-carousel mj-carousel-image
    """.split()  # noqa: SIM905
)
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())  # noqa: SIM905
_COMMENT_OR_TAG = re.compile(
    r"""(?P<comment><!--.*?(?:-->|\Z))
      | <(?P<name>/?[A-Za-z][^\s"'<>/]*)(?P<rest>(?>[^<>"']++|"[^"]*+"|'[^']*+')*+)>""",
    re.VERBOSE | re.DOTALL,
)
_VALUE = re.compile(r"""(=\s*)(?:"([^"]*)"|'([^']*)')""")
_PRINTED = frozenset(
    ["Lu", "Ll", "Lt", "Lo", "Nd", "Nl", "No", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "So"]
)
_HIDDEN = frozenset("\uff9e\uff9f\u115f\u1160\u3164\uffa0")  # kana voicing marks that extend, fillers of Hangul
_SINGLE = re.compile(r"=\s*'")
_UNSURE = re.compile(r"[^ -\[\]-~\u3001\u3002\u4e00-\u9fa5\uff01-\uff5e]")
_SIZE = re.compile(r'(\d+)(?:\.\d+(?:px)?|px)(?=")')
_ALIGNMENT = re.compile(r' vertical-align="\w+"')
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def compile(source: str, *, template: str, channel: str = "email") -> str:
    """The HTML of `source`; RenderError with the first fault, or with what the compiler says."""
    from mjml import mjml2html

    source = _CONTROLS.sub("", source)
    guarded, found = _read(source)
    if found:
        raise RenderError(
            str(faults(source, template)[0]), template=template, channel=channel, next="Run: digest check"
        )
    try:
        # Without `fonts` the compiler links to a font service for every name of a stack that it knows, such as Roboto.
        return tidied(str(mjml2html(guarded, disable_comments=False, fonts={})))
    except ValueError as e:
        raise RenderError(
            f"{template}: MJML cannot be read: {e}.",
            template=template,
            channel=channel,
            next="Look for an unclosed tag or a bare `<`.",
        ) from e


def tidied(html: str) -> str:
    """`html` without what the compiler writes that HTML does not know: a width of 180.4, the alignment of a button."""
    for name in (' width="', ' height="'):
        html = name.join(map(_whole, html.split(name)))
    return _ALIGNMENT.sub("", html) if ' vertical-align="' in html else html


def _whole(rest: str) -> str:
    found = _SIZE.match(rest)
    return found[1] + rest[found.end() :] if found else rest


def safe(source: str) -> str:
    """`source` with every attribute in characters that the compiler prints as they are; without control characters."""
    return _read(_CONTROLS.sub("", source))[0]


def faults(source: str, file: str) -> tuple[Fault, ...]:
    """What the compiler would let pass or die of, with lines of `source`; empty when it may be compiled."""
    return tuple(
        Fault(file=file, line=source.count("\n", 0, at) + 1, key=f"<{tag}>", what=what)
        for at, tag, what in _read(source)[1]
    )


def _read(source: str) -> tuple[str, list[tuple[int, str, str]]]:
    """The source with safe attributes, and its faults: place, tag, what is wrong."""
    found: list[tuple[int, str, str]] = []
    depth = 0

    def read(each: re.Match[str]) -> str:
        nonlocal depth
        comment, name, rest = each.groups()
        if comment:
            return each[0]
        tag = name.lower()
        if tag[0] == "/":
            depth = max(0, depth - (tag[1:] not in _VOID))
        elif tag not in _VOID and not rest.endswith("/"):
            depth += 1
            if depth == DEPTH_LIMIT + 1:
                found.append((each.start(), tag, f"more than {DEPTH_LIMIT} elements inside one another"))
        if tag == "mj-include":
            found.append((each.start(), tag, "files are not included by MJML; use Jinja's {% include %}"))
        elif tag.startswith(("mj-", "mjml")) and tag not in _KNOWN:
            found.append((each.start(), tag, "there is no such MJML tag; its content would be lost"))
        # Between attributes a line break is only a blank; inside a value it would come out as "\n".
        return each[0] if _printed_as_it_is(rest) else f"<{name}{_VALUE.sub(_safe_value, rest)}>"

    return _COMMENT_OR_TAG.sub(read, source), found


def _printed_as_it_is(attributes: str) -> bool:
    # Most are plain ASCII between double quotation marks; looking at each of their values would be half the work.
    plain = attributes.isascii() and attributes.isprintable() and "\\" not in attributes
    return plain and ("'" not in attributes or not _SINGLE.search(attributes))


def _safe_value(attribute: re.Match[str]) -> str:
    equals, double, single = attribute.groups()
    value = double if double is not None else single.replace('"', "&#34;")
    return f'{equals}"{_UNSURE.sub(_reference, value)}"'


def _reference(found: re.Match[str]) -> str:
    # Rust's escape_debug leaves letters, digits, marks of punctuation and symbols; all else goes as a reference.
    character = found[0]
    plain = character != "\\" and unicodedata.category(character) in _PRINTED and character not in _HIDDEN
    return character if plain else f"&#{ord(character)};"
