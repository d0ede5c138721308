"""The share cards of an issue, for every audience whose platforms show them. Part of digest.pipeline."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from digest import chinese, outbox, typefaces
from digest.model import Audience, Issue, Rendered
from digest.pipeline.desk import Desk
from digest.render import cards

_PACKAGES = "fontconfig and fonts-noto-cjk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictures:
    """The cards by audience, what is to be said of those that are missing, and what they were drawn with."""

    files: Mapping[str, tuple[Rendered, ...]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    made_with: Mapping[str, str] = field(default_factory=dict)


def pictures(desk: Desk, issue: Issue, editions: Mapping[str, Issue], audiences: Collection[Audience]) -> Pictures:
    """The cards of `issue`; none where the newsletter wants none, or no platform of its audiences shows one."""
    platforms = desk.settings.platforms
    planned = {audience.name: cards.planned(editions[audience.name], audience, platforms) for audience in audiences}
    if not any(planned.values()):
        return Pictures()
    from digest.render.cards import making  # with Pillow, which nothing else needs

    newsroom = desk.settings.newsroom
    workshop = making.Workshop(
        newsroom=newsroom,
        faces=typefaces.installed(cards.wanted(newsroom.theme)),
        cut=chinese.cut,
        version=chinese.converter_version(),
    )
    before = outbox.unchanged(desk.outbox, issue.id, ".png")
    made = {
        audience.name: making.make(
            editions[audience.name],
            planned[audience.name],
            desk.templates.words(audience.variant),
            workshop,
            {path.removeprefix(f"{audience.name}/"): content for path, content in before.items()},
        )
        for audience in audiences
    }
    unset = [audience.variant.value for audience in audiences if made[audience.name].unset]
    notes = [f"{name}: {note}" for name, each in made.items() for note in each.notes]
    if unset:
        notes.insert(
            0,
            f"no share cards for {', '.join(dict.fromkeys(unset))}: this machine has no font for them. Install "
            f"{_PACKAGES}, or set cards = false for the newsletter",
        )
    used = sorted({face for each in made.values() for face in each.faces})
    return Pictures(
        files={name: each.files for name, each in made.items()},
        notes=tuple(notes),
        made_with={"cards": f"{making.made_with()}; {', '.join(used)}"} if used else {},
    )
