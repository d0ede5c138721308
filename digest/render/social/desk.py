"""What every shape of post needs at hand: the issue, its words, its templates and the limit. Floor 2, pure.

Does not choose what to say; it writes a template with what it is given, and looks whether that fits.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import regex

from digest import platforms
from digest.errors import RenderError
from digest.model import Audience, Issue, Newsroom, Rendered
from digest.platforms import LinkStyle, Platform
from digest.render.social.stories import Piece, pieces, plain, self_linking
from digest.render.templates import Templates
from digest.render.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One issue for one audience on one platform. `about` is what any template may say of the issue as a whole."""

    issue: Issue
    platform: Platform
    templates: Templates
    words: Words
    pieces: tuple[Piece, ...]
    warnings: tuple[str, ...]
    about: Mapping[str, object]

    def write(self, part: str, **context: object) -> str:
        """The text of `templates/social/<platform>.<part>.j2` exactly as it is to be copied.

        A platform without a template of its own is written with that of its shape, `thread.story.txt.j2` and so on.
        """
        own, shared = (f"social/{name}.{part}.j2" for name in (self.platform.name, self.platform.shape))
        name = own if self.templates.has(own) else shared
        return tidy(self.templates.render(name, channel=self.platform.name, **{**self.about, **context}))

    def refused(self, what: str, part: str, *, next: str = "") -> RenderError:
        """The error that says this draft could not be made, ready to raise."""
        return RenderError(
            what, template=f"social/{self.platform.name}.{part}.j2", channel=self.platform.name, next=next
        )

    def too_long(self, part: str, piece: Piece, shortest: str, limit: int | None = None) -> RenderError:
        """The error that names the story which fits in no form, not even in its `shortest`."""
        over = platforms.over(self.platform, shortest, limit)
        allowed = self.platform.limit.value if limit is None else limit
        return self.refused(
            f"The story “{piece.headline}” does not fit on {self.platform.title}: "
            f"the shortest form is {over} over the limit of {allowed}.",
            part,
            next="Shorten its headline, or leave the story out of this issue.",
        )

    def file(self, name: str, text: str, warnings: tuple[str, ...] = ()) -> Rendered:
        """The draft `name`, its bytes exactly the post: no line end follows the last line."""
        return Rendered(channel=self.platform.name, filename=name, content=text.encode("utf-8"), warnings=warnings)

    def first_fitting(self, drafts: Iterable[str], limit: int | None = None) -> tuple[str, bool]:
        """The first draft within the limit and True; the shortest of all and False if none is."""
        shortest = ""
        for text in drafts:
            if platforms.fits(self.platform, text, limit):
                return text, True
            if not shortest or platforms.over(self.platform, text) < platforms.over(self.platform, shortest):
                shortest = text
        return shortest, False

    def tag_lines(self, tags: Iterable[str]) -> tuple[str, ...]:
        """The first tags the platform's row allows in its own marks, then one fewer and so on; "" at the end."""
        chosen = tuple(dict.fromkeys(tags))[: self.platform.most_tags]
        lines = (platforms.tag_line(self.platform.tags, chosen[:most]) for most in range(len(chosen), -1, -1))
        return tuple(dict.fromkeys((*lines, "")))

    def common_tags(self) -> tuple[str, ...]:
        """The tags of the issue: those of most stories first, then in the order of the stories."""
        every = [tag for piece in self.pieces for tag in piece.tags]
        return tuple(sorted(dict.fromkeys(every), key=lambda tag: -every.count(tag)))


def desk(issue: Issue, audience: Audience, newsroom: Newsroom, templates: Templates, platform: Platform) -> Desk:
    """The desk for `issue` as `audience` reads it on `platform`."""
    variant = audience.variant
    words = templates.words(variant)
    chosen, warnings = pieces(issue, variant, words)
    if platform.links is LinkStyle.OWN_LINE:
        warnings += self_linking(chosen)
    if platform.links is LinkStyle.NONE:
        chosen = tuple(replace(piece, url="") for piece in chosen)
    about = {
        "words": words,
        "newsroom": plain(newsroom.name[variant]),
        "title": plain(issue.newsletter.title[variant]),
        "dates": words.dates(issue.window),
        "site": "" if platform.links is LinkStyle.NONE else platforms.web_address(newsroom.site),
        "lang": variant.value,
        "theme": newsroom.theme,
    }
    return Desk(
        issue=issue,
        platform=platform,
        templates=templates,
        words=words,
        pieces=chosen,
        warnings=warnings,
        about=about,
    )


def story_posts(desk: Desk, piece: Piece, **context: object) -> Iterator[str]:
    """The post about `piece`, best form first: sentences go from the end, tags before the first sentence does.

    Only whole sentences go. Where the headline alone is too long, any one sentence of the summary stands for it.
    """
    lines = desk.tag_lines(piece.tags)
    plans = [(piece.headline, piece.text(most), lines[0]) for most in range(len(piece.sentences), 1, -1)]
    plans += [(piece.headline, piece.text(most), line) for most in (1, 0) for line in lines]
    plans = plans if piece.headline else []
    plans += [("", sentence, line) for sentence in piece.sentences for line in lines]
    for headline, text, tags in plans:
        yield desk.write("story.txt", headline=headline, text=text, url=piece.url, tags=tags, **context)


def tidy(text: str) -> str:
    """`text` without trailing white space on any line and with at most one blank line in a row; NFC."""
    lines = "\n".join(line.rstrip() for line in text.strip().splitlines())
    return unicodedata.normalize("NFC", regex.sub(r"\n{3,}", "\n\n", lines))
