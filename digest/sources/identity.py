"""By what an article is known again: its keys, its id, and which of one document's articles are the same. Floor 2.

Keys are strongest first: the guid within its source, the address, for want of both the title and day within the source,
and always the hash of the words. A guid, address or title that one document uses for different texts identifies none of
them and is dropped there (feeds with one guid or one link for all entries exist); both articles are kept.
"""

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from urllib.parse import urlsplit

from digest.model import Article, Role, Source
from digest.text import links, typography

_SAID = frozenset({Role.TEXT, Role.HEADING, Role.QUOTE, Role.BIOGRAPHY})


def keys(article: Article, guid: str, source: Source) -> tuple[str, ...]:
    """The keys of the article, strongest first; the last one is always the hash of its words."""
    found = []
    if guid.strip():
        found.append(f"guid:{source.name}:{_without_scheme(guid.strip())}")
    if _names_one_page(article.url, source):
        found.append(f"url:{links.identity(article.url)}")
    if not found:
        # A page copied as text gives neither: its title and day must do, or every correction would be a new article.
        day = str(article.published_day or article.published_as_written)
        found.append(f"head:{source.name}:{_hash(article.title, day)}")
    return (*found, f"text:{_words_hash(article)}")


def identified(article: Article, keys: tuple[str, ...]) -> Article:
    """The article with these keys and the id that follows from the first."""
    return replace(article, keys=keys, id=sha256(keys[0].encode()).hexdigest()[:12])


def settle(articles: Sequence[Article]) -> tuple[Article, ...]:
    """The articles of one document, exact repeats joined, keys that mean different texts dropped."""
    joined: dict[tuple[str, str], Article] = {}
    for article in articles:
        # Without a text the words prove little: then the address must be the same too.
        same = (article.keys[-1], "" if article.paragraphs else article.url)
        joined[same] = _together(joined[same], article) if same in joined else article
    kept = list(joined.values())
    texts: dict[str, int] = {}
    for article in kept:
        for key in article.keys:
            texts[key] = texts.get(key, 0) + 1
    return tuple(_with_own_keys(article, texts) for article in kept)


def _with_own_keys(article: Article, uses: dict[str, int]) -> Article:
    own = tuple(key for key in article.keys[:-1] if uses[key] == 1)
    words = article.keys[-1]
    if uses[words] > 1:  # the same heading without a text under several addresses
        words = f"text:{_hash(words, article.url)}"
    return identified(article, (*own, words))


def _together(first: Article, again: Article) -> Article:
    keys = tuple(dict.fromkeys((*first.keys[:-1], *again.keys[:-1], first.keys[-1])))
    return replace(first, keys=keys, origins=(*first.origins, *again.origins), url=first.url or again.url)


def _without_scheme(guid: str) -> str:
    """The guid, http and https alike: moving to https is the commonest reason for a guid to change."""
    head, mark, rest = guid.partition("://")
    return f"//{rest}" if mark and head.casefold() in {"http", "https"} else guid


def _names_one_page(url: str, source: Source) -> bool:
    """False for no address and for the front page, which many feeds give for every entry."""
    if not url:
        return False
    parts = urlsplit(url)
    is_front = parts.path in {"", "/"} and not parts.query
    return not is_front and links.identity(url) != links.identity(source.site)


def _words_hash(article: Article) -> str:
    said = "".join(paragraph.text for paragraph in article.paragraphs if paragraph.role in _SAID)
    if said:
        return _hash(article.title, said)
    return _hash(article.title, str(article.published_day or article.published_as_written), article.kind.value)


def _hash(*parts: str) -> str:
    """The hash of the parts without regard to case, width, punctuation forms and white space."""
    form = "\x1f".join("".join(typography.normal(part).split()) for part in parts)
    return sha256(form.encode()).hexdigest()
