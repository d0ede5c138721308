"""Which candidates make an issue, and the sentence that says why, for each. Floor 2: pure.

The order of the questions is the order of the functions: excluded? pinned? sent before? of this newsletter's kinds,
languages, tags, sources? a copy of another candidate? Then the order of the issue, the limits per kind, the maximum,
and, if too few are left, older articles up to the minimum. Articles that share a `translation_key` are one item: they
come and go together and count once.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from digest.model import (
    Article,
    Candidate,
    Decision,
    Language,
    LatePolicy,
    Order,
    Reason,
    Selection,
    SelectionRule,
    Standing,
    Story,
    Variant,
    said,
)
from digest.text import similarity

_EPOCH = datetime(1, 1, 1, tzinfo=UTC)

# Which text an audience is given when an item exists in several languages, best first.
PREFERENCES: Mapping[Variant, tuple[Language, ...]] = {
    Variant.EN: (Language.EN, Language.MIXED, Language.ZH_HANS, Language.ZH_HANT),
    Variant.ZH_HANS: (Language.ZH_HANS, Language.ZH_HANT, Language.MIXED, Language.EN),
    Variant.ZH_HANT_TW: (Language.ZH_HANT, Language.ZH_HANS, Language.MIXED, Language.EN),
    Variant.ZH_HANT_HK: (Language.ZH_HANT, Language.ZH_HANS, Language.MIXED, Language.EN),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    """One or more candidates that are the same thing in different languages; the first one leads."""

    members: tuple[Candidate, ...]

    @property
    def lead(self) -> Candidate:
        return self.members[0]


def select(candidates: Iterable[Candidate], rule: SelectionRule, past: Mapping[str, str]) -> Selection:
    """The articles of an issue in its order, and everything left out, each with its reason.

    `past` maps the id of an article to the earlier issue that had it. The result depends on the set of candidates, not
    on the order in which they come.
    """
    ordered = sorted(candidates, key=_identity)
    refused: list[Decision] = []
    admitted: list[Candidate] = []
    for candidate in ordered:
        verdict = _refuse(candidate, rule, past)
        (refused.append(verdict) if verdict else admitted.append(candidate))
    originals, copies = _without_copies(admitted, rule)
    items = sorted(_items(originals), key=lambda item: _place(item, rule))
    chosen, surplus = _fill(items, rule)
    return Selection(chosen=tuple(chosen), left_out=tuple(refused + copies + surplus))


def edition(stories: Iterable[Story], variant: Variant) -> tuple[Story, ...]:
    """The stories for readers of `variant`, in the given order: of each item only the text they read best."""
    preferred = PREFERENCES[variant]
    best: dict[str, Story] = {}
    for story in stories:
        rival = best.setdefault(item_key(story.article), story)
        if _rank(story.article.language, preferred) < _rank(rival.article.language, preferred):
            best[item_key(story.article)] = story
    return tuple(best.values())


def _refuse(candidate: Candidate, rule: SelectionRule, past: Mapping[str, str]) -> Decision | None:
    article = candidate.article
    if article.id in rule.choices.excluded:
        return _decide(candidate, Reason.EXCLUDED, said("left out by hand"))
    if article.id in rule.choices.deferred:
        return _decide(candidate, Reason.DEFERRED_ON, said("put off to the next issue by hand"))
    if article.id in past:
        return _decide(candidate, Reason.SENT_BEFORE, said("was in {issue}", issue=past[article.id]))
    if _is_chosen(candidate, rule):
        return None
    if candidate.standing is Standing.UNDATED:
        return _decide(candidate, Reason.UNDATED, _undated(article))
    for reason, fits, words in _RULES:
        if not fits(article, rule):
            return _decide(candidate, reason, words(article, rule))
    if candidate.standing is Standing.LATE and rule.late is not LatePolicy.INCLUDE:
        return _decide(candidate, Reason.LATE_OFFERED, _late(article, rule))
    if rule.choices.settled and candidate.standing is Standing.EARLIER:
        return _decide(candidate, Reason.NOT_NEEDED, said("published {day}, before the window", day=_day(article)))
    if rule.choices.settled:
        return _decide(
            candidate, Reason.NOT_SETTLED, said("what is in was settled by hand without it; add it to take it in")
        )
    return None


def _is_chosen(candidate: Candidate, rule: SelectionRule) -> bool:
    """Whether a person wants the article in, whatever the rules say."""
    named = (*rule.choices.pinned, *rule.choices.settled)
    return candidate.article.id in named or (candidate.standing is Standing.DEFERRED and not rule.choices.settled)


def _undated(article: Article) -> str:
    if article.published_as_written:
        return said("its date {date} could not be read; pin it to take it in", date=repr(article.published_as_written))
    return said("it has no date; pin it to take it in")


def _late(article: Article, rule: SelectionRule) -> str:
    if rule.late is LatePolicy.NEVER:
        return said("late: published {day}, seen after the last issue; this newsletter takes none", day=_day(article))
    return said("late: published {day}, seen after the last issue; pin it to take it in", day=_day(article))


_Rule = tuple[Reason, Callable[[Article, SelectionRule], bool], Callable[[Article, SelectionRule], str]]
_RULES: tuple[_Rule, ...] = (
    (
        Reason.WRONG_KIND,
        lambda article, rule: not rule.kinds or article.kind in rule.kinds,
        lambda article, rule: said(
            "a {kind}; this newsletter takes {kinds}", kind=article.kind, kinds=_list(rule.kinds)
        ),
    ),
    (
        Reason.WRONG_LANGUAGE,
        lambda article, rule: not rule.languages or article.language in rule.languages,
        lambda article, rule: said(
            "written in {language}; this newsletter takes {languages}",
            language=article.language,
            languages=_list(rule.languages),
        ),
    ),
    (
        Reason.WRONG_TAG,
        lambda article, rule: not rule.tags or not {t.casefold() for t in rule.tags}.isdisjoint(_tags(article)),
        lambda article, rule: said("has none of the tags {tags}", tags=_list(rule.tags)),
    ),
    (
        Reason.WRONG_SOURCE,
        lambda article, rule: not rule.sources or any(o.source in rule.sources for o in article.origins),
        lambda article, rule: said(
            "from {source}, not from {sources}",
            source=_list(o.source for o in article.origins),
            sources=_list(rule.sources),
        ),
    ),
)


def _without_copies(candidates: list[Candidate], rule: SelectionRule) -> tuple[list[Candidate], list[Decision]]:
    """The candidates that are nobody's copy, and a decision for each copy naming the one that was kept."""
    by_worth = sorted(candidates, key=lambda candidate: _worth(candidate, rule))
    texts = [(c.article.language, f"{c.article.title}\n{c.article.body}") for c in by_worth]
    kept: list[Candidate] = []
    copies: list[Decision] = []
    for candidate, original in zip(by_worth, similarity.copies(texts), strict=True):
        if original is None or _is_chosen(candidate, rule):
            kept.append(candidate)
        else:
            twin = by_worth[original].article
            copies.append(
                _decide(
                    candidate,
                    Reason.DUPLICATE,
                    said("says the same as {article}, {title}", article=twin.id, title=repr(twin.title)),
                )
            )
    return kept, copies


def _worth(candidate: Candidate, rule: SelectionRule) -> tuple[bool, bool, int, str, str]:
    """Which of two copies stays: the pinned, the one in the window, the fuller, the earlier published."""
    article = candidate.article
    return (
        not _is_chosen(candidate, rule),
        candidate.standing is not Standing.IN_WINDOW,
        -len(article.body),
        (article.published or _EPOCH).isoformat(),
        article.id,
    )


def _items(candidates: list[Candidate]) -> list[_Item]:
    groups: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        groups.setdefault(item_key(candidate.article), []).append(candidate)
    return [_Item(members=tuple(sorted(group, key=_in_group))) for group in groups.values()]


def item_key(article: Article) -> str:
    return f"key:{article.translation_key}" if article.translation_key else f"id:{article.id}"


def _in_group(candidate: Candidate) -> tuple[bool, datetime, str]:
    return (
        candidate.standing is not Standing.IN_WINDOW,
        candidate.article.published or _EPOCH,
        candidate.article.id,
    )


def _place(item: _Item, rule: SelectionRule) -> tuple[int, int, int, float, str]:
    """Where an item stands in the issue: as settled; else pins in their order, the rule's order, older fill-ups."""
    named = rule.choices.settled or rule.choices.pinned
    pins = [named.index(member.article.id) for member in item.members if member.article.id in named]
    article = item.lead.article
    moment = (article.published or _EPOCH).timestamp() * (1 if rule.order is Order.OLDEST else -1)
    kind = rule.kinds.index(article.kind) if rule.order is Order.KIND and article.kind in rule.kinds else 0
    fills_up = item.lead.standing is Standing.EARLIER
    return (min(pins) if pins else len(named), int(fills_up), kind, moment, _identity(item.lead))


def _fill(items: list[_Item], rule: SelectionRule) -> tuple[list[Decision], list[Decision]]:
    chosen: list[Decision] = []
    surplus: list[Decision] = []
    limits, counts, total = dict(rule.limits), dict[str, int](), 0
    for item in items:
        kind = item.lead.article.kind
        pinned = any(_is_chosen(member, rule) for member in item.members)
        reason, words = _reason_in(item, rule)
        if item.lead.standing is Standing.EARLIER and not pinned and total >= rule.minimum:
            reason, words = Reason.NOT_NEEDED, said("published {day}, before the window", day=_day(item.lead.article))
        elif not pinned and counts.get(kind, 0) >= limits.get(kind, total + 1):
            reason, words = (
                Reason.KIND_FULL,
                said("the issue has its {n} of the kind {kind} already", n=limits[kind], kind=kind),
            )
        elif not pinned and total >= rule.maximum:
            reason, words = Reason.ISSUE_FULL, said("the issue has its {n} items already", n=rule.maximum)
        else:
            counts[kind] = counts.get(kind, 0) + 1
            total += 1
            chosen += [_decide(member, reason, words) for member in item.members]
            continue
        surplus += [_decide(member, reason, words) for member in item.members]
    return chosen, surplus


def _reason_in(item: _Item, rule: SelectionRule) -> tuple[Reason, str]:
    day = _day(item.lead.article)
    if any(member.article.id in rule.choices.pinned for member in item.members):
        return Reason.PINNED, said("pinned by hand")
    if item.lead.standing is Standing.DEFERRED:
        return Reason.DEFERRED, said("published {day}, put off by the issue before", day=day)
    if item.lead.standing is Standing.LATE:
        return Reason.LATE, said("late: published {day}, seen after the last issue", day=day)
    if item.lead.standing is Standing.EARLIER:
        return Reason.FILLS_UP, said(
            "published {day}, before the window; fills the issue up to {n}", day=day, n=rule.minimum
        )
    if item.lead.standing in (Standing.OUTSIDE, Standing.UNDATED):
        return Reason.SETTLED, said("kept in by hand")
    return Reason.IN_WINDOW, said("published {day}, in the window", day=day)


def _decide(candidate: Candidate, reason: Reason, words: str) -> Decision:
    return Decision(article=candidate.article, standing=candidate.standing, reason=reason, words=words)


def _identity(candidate: Candidate) -> str:
    return candidate.article.id


def _rank(language: Language, preferred: tuple[Language, ...]) -> int:
    return preferred.index(language) if language in preferred else len(preferred)


def _tags(article: Article) -> set[str]:
    return {tag.casefold() for tag in article.tags}


def _day(article: Article) -> str:
    return article.published_day.isoformat() if article.published_day else "on an unknown day"


def _list(words: Iterable[str]) -> str:
    return ", ".join(str(word) for word in words) or "nothing"
