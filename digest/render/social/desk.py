"""What every shape of post needs at hand: the issue, its words, its templates and the limit. Floor 2, pure.

Does not choose what to say; it writes a template with what it is given, and looks whether that fits.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from digest import platforms
from digest.errors import RenderError
from digest.model import Audience, Issue, Newsroom, Rendered, said
from digest.platforms import LinkStyle, Platform
from digest.render.social.clean import plain, shown, tidy
from digest.render.social.stories import Piece, pieces
from digest.render.templates import Templates
from digest.render.words import Words

Plan = TypeVar("Plan")
_LAYOUT = 8  # characters of line ends, marks and numbers by which one plan may differ from another


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One issue for one audience on one platform. `about` is what any template may say of the issue as a whole."""

    issue: Issue
    audience: Audience
    newsroom: Newsroom
    platform: Platform
    templates: Templates
    words: Words
    pieces: tuple[Piece, ...]
    warnings: tuple[str, ...]
    about: Mapping[str, object]
    lengths: dict[str, int] = field(default_factory=dict)  # of texts that were counted before

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

    def without(self, unfit: tuple[Piece, ...]) -> "Desk":
        """The desk without the stories that fit in no form. They stop no other, and are named among the warnings."""
        if not unfit:
            return self
        pieces = tuple(piece for piece in self.pieces if piece not in unfit)
        return replace(self, pieces=pieces, warnings=(*self.warnings, *map(self._left_out, unfit)))

    def _left_out(self, piece: Piece) -> str:
        return said(
            "“{title}” has nothing on {platform}: no form of it keeps within the limit of {limit}. "
            "Shorten it: digest wording {article} headline TEXT --for {variant}",
            title=shown(piece.title or piece.text(1)),
            platform=self.platform.title,
            limit=self.platform.limit.value,
            article=piece.article[:8],
            variant=self.about["lang"],
        )

    def beyond_fold(self, text: str) -> tuple[str, ...]:
        """A warning where the first line of `text` is longer than what is seen before "more"."""
        fold = self.platform.fold
        if not fold or platforms.fits(self.platform, text.partition("\n")[0], fold.value):
            return ()
        return (said("The first line is longer than the {n} characters seen before “more”", n=fold.value),)

    def file(self, name: str, text: str, part: str, warnings: tuple[str, ...] = ()) -> Rendered:
        """The draft `name`, its bytes exactly the post: no line end follows the last line."""
        content = text.encode("utf-8")
        return Rendered(channel=self.platform.name, filename=name, content=content, warnings=warnings, part=part)

    def first_plan(
        self, plans: Iterable[Plan], parts: Callable[[Plan], Iterable[str]], write: Callable[[Plan], str]
    ) -> tuple[Plan, str, bool]:
        """The first plan whose text is within the limit, the text, and True; the shortest and False where none is.

        Lengths nearly add up: what the `parts` of a plan count tells whether it is worth writing at all.
        """
        limit = self.platform.limit.value
        around = 0  # what the layout adds to the parts, as seen in plans before
        shortest: tuple[int, Plan] | None = None
        for plan in plans:
            size = sum(map(self.length, parts(plan)))
            if shortest is None or size < shortest[0]:
                shortest = (size, plan)
            if size + around - _LAYOUT > limit:
                continue
            text = write(plan)
            if platforms.fits(self.platform, text):
                return plan, text, True
            # Not by how much it is over: bytes may be over where the length is not (marks upon marks on one letter).
            around = platforms.read(self.platform, text).strictest - size
        if shortest is None:
            raise ValueError("no plan at all")
        return shortest[1], write(shortest[1]), False

    def length(self, text: str) -> int:
        """What `text` counts by itself."""
        if text not in self.lengths:
            self.lengths[text] = platforms.read(self.platform, text).strictest if text else 0
        return self.lengths[text]

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
        audience=audience,
        newsroom=newsroom,
        platform=platform,
        templates=templates,
        words=words,
        pieces=chosen,
        warnings=warnings,
        about=about,
    )
