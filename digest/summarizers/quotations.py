"""The best thing somebody says in an article, whole, with the name the article gives. Floor 2: pure."""

from collections.abc import Iterator

from digest.model import Article, Kind, Quotation
from digest.summarizers import lead, marks, patterns, rules, signs
from digest.summarizers.choosing import Scale
from digest.summarizers.units import Unit, Units

_WORDS = (8, 50)
_CHARACTERS = (15, 120)
_SAY_EN = (
    r"(?:said|says|told\s\p{L}[\p{L}\s]{2,20}|added|adds|explained|explains|noted|notes|stressed|warned|argued|wrote"
    r"|recalled|stated|declared|remarked|observed|concluded)"
)
_ROLE_EN = patterns.Pattern(
    r"(?:(?:Executive|Deputy|Vice|Managing|Chief|Prime|Assistant|General|Associate|Senior|Acting|Director"
    r"|President|Officer|Minister|Secretary|Chairman|Chair|Manager|Mayor|Governor|Ambassador|Professor|Spokes\p{L}+|[-\s])+|.*[’']s\s.*)\Z"
)
_TITLE_EN = r"(?:(?:Mr|Ms|Mrs|Dr|Prof)\.?\s|Professor\s|Ambassador\s|President\s|Minister\s|Secretary-General\s)"
_NAME_EN = (
    rf"{_TITLE_EN}?\p{{Lu}}[\p{{L}}’'-]+(?:\s(?:\p{{Lu}}\.|\p{{Lu}}[\p{{L}}’'-]+|de|van|von|bin|al)){{1,5}}(?!\p{{L}})"
    rf"|{_TITLE_EN}\p{{Lu}}[\p{{L}}’'-]+(?!\p{{L}})"
)
_BEFORE_EN = patterns.Pattern(
    r"(?<!\w)(?<!\b(?:of|for|at|from|with|by|in)\s(?:the\s)?(?:\p{Lu}[\w’'-]*\s){0,4})"
    rf"(?!(?:As|But|And|When|While|Then|Yet|So|Last|The|In|On|At|After|Before|If)\s)(?P<name>{_NAME_EN})"
    rf"(?:,\s[^,]{{3,80}},)?\s(?:also\s|has\s)?{_SAY_EN}\b[^.]{{0,30}}[:,]?\s*\Z"
)
_AFTER_EN = patterns.Pattern(
    rf"\A[\s,”\"]*(?:{_SAY_EN}\s(?P<name>{_NAME_EN})|(?P<name2>{_NAME_EN})(?:,\s[^,]{{3,80}},)?\s(?:also\s)?{_SAY_EN}\b)"
)
_SAY_ZH = (
    r"(?:说道|说|表示|指出|强调|认为|称|谈到|呼吁|写道|坦言|总结道?|重申|感慨道?"
    r"|致辞(?:中?说)?|评价道?|补充道?|解释道?|介绍道?|告诉[^，。]{1,12})"
)
_WHEN_ZH = r"(?:致[辞辭词]|发言|演讲|讲话|受访|接受采访|总结)[时中]"
_MANNER_ZH = (
    r"(?:激动|兴奋|动情|自豪|高兴|开心|笑着|深情|坚定|郑重|感慨|平静|认真|骄傲|无奈|幽默|坦率|热情|谦虚)[地的]?"
)
_BEFORE_ZH = patterns.Pattern(
    rf"(?:\A|[，。；！？”])\s*(?P<name>[^，。；：！？“”「」]{{2,40}}?)(?:在[^，。：“”]{{1,20}}(?:中|时|上|里))?(?:还|也|则|并|特别|进一步|曾|近日|今天|当天|{_WHEN_ZH}|\s?{_MANNER_ZH})?{_SAY_ZH}(?:道)?[，：,:]?\Z"
)
_AFTER_ZH = patterns.Pattern(
    rf"\A[，,]?(?P<name>[^，。；：！？“”「」他她它这那我]{{2,40}}?)(?:还|也|则)?{_SAY_ZH}[。，]"
)
_NO_NAME_ZH = patterns.Pattern(
    r"\A(?:我|你|他|她|它|大家|有人|人们|谁|其|该|这|那|并|但|而|同时|此外|对此|一位|一名|有)|(?:们)\Z"
)


def best(article: Article, units: Units, scale: Scale) -> Quotation | None:
    """The quotation that says most of what the article says, None when nobody with a name is quoted whole."""
    found = [(scale.alone[unit.place], -unit.place, said) for unit in units.all for said in _said(article, units, unit)]
    return max(found, key=lambda each: each[:2])[2] if found else _own_words(article, units, scale)


def _said(article: Article, units: Units, unit: Unit) -> Iterator[Quotation]:
    paragraph = article.paragraphs[unit.sentence.paragraph].text
    text = unit.text
    places = marks.quoted(text)
    for place in places:
        said = text[place.start : place.end]
        if len(places) == 1:
            said = said.removesuffix(",")  # an English sentence gives its full stop up before "he said"
        name = _speaker(text, place) if said and _is_worth_it(said) and not rules.leans(said) else ""
        start = unit.sentence.start + place.start
        if name and not units.faults(unit) and paragraph[start : start + len(said)] == said:
            yield Quotation(
                text=said, speaker=name, paragraph=unit.sentence.paragraph, start=start, end=start + len(said)
            )


def _is_worth_it(said: str) -> bool:
    """Whether it is a whole sentence of a length to be shown by itself."""
    if signs.read(said).signs is signs.ENGLISH:
        whole = said[:1].isupper() and not said.endswith((",", "…", "—", "-", " "))
        return whole and _WORDS[0] <= lead.length(said, True) <= _WORDS[1]
    return said.endswith(("。", "！")) and _CHARACTERS[0] <= len(said) <= _CHARACTERS[1]


def _speaker(text: str, place: marks.Quoted) -> str:
    before, after = text[: place.start - 1], text[place.end + 1 :]
    if signs.read(text).signs is signs.ENGLISH:
        found = _AFTER_EN.search(after) or _BEFORE_EN.search(before)
        name = (found["name"] or found.groupdict().get("name2") or "") if found else ""
        return "" if _ROLE_EN.match(name) else name
    folded_before, folded_after = signs.folded(before), signs.folded(after)
    for found, source in ((_BEFORE_ZH.search(folded_before), before), (_AFTER_ZH.search(folded_after), after)):
        if found and not _NO_NAME_ZH.search(found["name"]):
            return source[found.start("name") : found.end("name")].strip()
    return ""


def _own_words(article: Article, units: Units, scale: Scale) -> Quotation | None:
    """In a speech, what its speaker says in the first person or of the matter itself."""
    if article.kind is not Kind.SPEECH or not article.speaker:
        return None
    low, high = _WORDS if units.spaced else _CHARACTERS
    fitting = [
        unit for unit in units.all if low <= unit.cost <= high and not unit.sentence.rules and units.stands(unit)
    ]
    unit = max(fitting, key=lambda each: (scale.alone[each.place], -each.place), default=None)
    if unit is None or marks.quoted(unit.text):
        return None
    taken = unit.sentence
    return Quotation(
        text=taken.text, speaker=article.speaker, paragraph=taken.paragraph, start=taken.start, end=taken.end
    )
