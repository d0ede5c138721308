"""How many damaged drafts the model guards refuse, and how many sound ones: `python -m tests.eval.guards`.

Sound drafts are extractive summaries and what people wrote; each is damaged in ways that models are known for. The
damage is done with patterns of its own, so that the guards are not asked about what they were written from.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import regex
from opencc import OpenCC

from digest import sources
from digest.model import Budget, Fetched, Language, Source
from digest.summarizers import extractive, guards, lead
from digest.text import sentences
from tests.eval import documents

BUDGET = Budget(words=75, characters=130)
ROOMY = Budget(words=400, characters=1200)  # so that length hides no other reason

_SAMPLE = Path(__file__).resolve().parents[2] / "config" / "sample"
_KINDS = {
    ".txt": "site-text",
    ".xml": "feed",
    ".json": "feed",
    ".md": "markdown",
    ".jsonl": "jsonl",
    ".html": "webpage",
}

# At least so many of a hundred have to be refused.
FLOORS = {
    "language": 100, "script": 100, "foreign sentence": 100, "cut off": 100, "empty": 100, "preamble": 100,
    "think": 100, "markup": 100, "number": 98, "invented name": 98, "quotation": 95, "negation": 85,
}  # fmt: skip

INVENTED_EN = ("Marlowe", "Katarina Vestergaard", "Okonjo-Brandt", "Drummond", "Ljubljana", "Zenith Aerospace")
INVENTED_ZH = (
    "王启明", "欧阳雪梅", "青岛市", "挪威", "星河集团", "卡尔·伦德奎斯特", "李思远", "厄瓜多尔", "东海大学",
)  # fmt: skip
PREAMBLES_EN = (
    "Here is a summary of the article:",
    "Here's a concise 60-word summary.",
    "Sure! Below is the summary you asked for.",
    "Certainly, here are the key points.",
    "This article discusses recent events.",
    "In summary,",
    "Summary:",
    "The text describes what happened.",
    "As an AI language model, I have read the article.",
    "Okay, I will summarize the text.",
    "I hope this helps!",
    "The author explains the following.",
)
PREAMBLES_ZH = (
    "以下是这篇文章的摘要：",
    "好的，下面是总结。",
    "本文主要介绍了相关情况。",
    "总结：",
    "这篇文章讲述了以下内容。",
    "摘要如下：",
    "根据您提供的文章，总结如下。",
    "作为人工智能语言模型，我的总结如下。",
    "当然，以下为概要。",
    "综上所述，",
    "希望以上总结对您有帮助。",
    "文章指出，",
)
FRENCH = "Le ministre a annoncé que les travaux de la nouvelle gare seront terminés avant la fin de l'année."
LANGUAGES_FOR_EN = (FRENCH, "中国政府宣布将于明年启动新的项目。", "El presidente dijo que no habrá cambios en la ley.")
LANGUAGES_FOR_ZH = (
    FRENCH,
    "The government announced that the project will start next year.",
    "大統領は新しい計画を発表しました。",
)
_NAME_EN = regex.compile(r"(?<=[a-z,] )(?:[A-Z][a-z]{2,})(?:\s[A-Z][a-z]+)*")
_NAME_ZH = regex.compile(
    r"美国|中国|日本|英国|法国|德国|俄罗斯|印度|北京|上海|深圳|广州|欧洲|香港|河北|浙江|江苏|四川|湖北|新疆|云南|微软|谷歌"
    r"|腾讯|阿里巴巴|华为|百度|英特尔|苹果"
    r"|(?<=主席|总理|总书记|部长|总统|记者|教授)(?!说|表|在|强|指|和|的|对|同|与|将|会|主|致|发)\p{Han}{2,3}(?=[在表说指强，同与会])"
    r"|(?<=^|，|。)\p{Han}{2,3}(?=表示，|指出，|强调，|认为，|说，|介绍，)"
)
_NUMBER = regex.compile(
    r"(?<![A-Za-z\d.,])\d+(?:[.,]\d+)*|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|fifty)\b"
    r"|[二三四五六七八九](?=[个名位年月日天次项届国千百万亿])"
)
_WORDS = "two three four five six seven eight nine ten twelve twenty thirty fifty".split()  # noqa: SIM905
_QUOTED = regex.compile(r"(?<=“)[^“”]{6,}(?=”)|(?<=「)[^「」]{6,}(?=」)|(?<=(?:^|[\s(])\")[^\"]{8,}(?=\")")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One draft for one article; `damage` is empty for a sound one."""

    document: documents.Document
    sentences: tuple[str, ...]
    damage: str
    finish: str = "stop"

    def reasons(self, budget: Budget = ROOMY) -> tuple[str, ...]:
        """Why the guards refuse it."""
        proposed = tuple(guards.Proposed(text=text) for text in self.sentences)
        return guards.refusals(self.document.article, guards.Proposal(sentences=proposed, finish=self.finish), budget)


def sample() -> tuple[documents.Document, ...]:
    """The articles of the sample newsroom that have a text to summarize."""
    found: list[documents.Document] = []
    for path in sorted(path for path in _SAMPLE.rglob("*.*") if path.suffix in _KINDS and path.name != "README.md"):
        source = Source(name=path.stem, kind=_KINDS[path.suffix], location=path.name, site="https://example.org")
        parsed = sources.parse(source, Fetched(raw=path.read_bytes(), location=path.name))
        found += [documents.Document(id=made.id, article=made, reference="") for made in parsed.articles]
    return tuple(found)


def refused(cases: Iterable["Case"]) -> dict[str, tuple[int, int]]:
    """Per kind of damage how many drafts are refused, of how many; "" are the sound ones."""
    counts: dict[str, Counter[bool]] = defaultdict(Counter)
    for case in cases:
        counts[case.damage][bool(case.reasons())] += 1
    return {damage: (count[True], count.total()) for damage, count in counts.items()}


def sound(document: documents.Document, summarize: Callable[..., object]) -> tuple[str, ...]:
    """The sentences of an extractive summary of a document."""
    made = summarize(document.article, BUDGET)
    return tuple(sentence.text for sentence in made.sentences)  # type: ignore[attr-defined]


def reference(document: documents.Document) -> tuple[str, ...]:
    """The sentences of what a person wrote; a headline gets the full stop that headlines go without."""
    text = document.reference.strip()
    found = tuple(text[span.start : span.end] for span in sentences.spans(text))
    end = "。" if regex.search(r"\p{Han}", text) else "."
    return tuple(each if regex.search(r"[.!?。！？”\"]$", each) else each.rstrip("；;，,") + end for each in found)


def damaged(document: documents.Document, draft: Sequence[str], other: documents.Document) -> Iterator[Case]:
    """The draft damaged in every way that fits it; the same every time."""
    chance = random.Random(document.id)
    chinese = not documents.spaced(document.article)
    for damage, change in _CHANGES.items():
        for place in chance.sample(range(len(draft)), len(draft)):
            made = change(draft[place], document, chance)
            if made != draft[place]:
                yield Case(document=document, sentences=(*draft[:place], made, *draft[place + 1 :]), damage=damage)
                break
    yield from _whole(document, draft, other, chance, chinese)


def _whole(
    document: documents.Document, draft: Sequence[str], other: documents.Document, chance: random.Random, chinese: bool
) -> Iterator[Case]:
    """Damage that does not look inside a sentence."""
    first, rest, last = draft[0], tuple(draft[1:]), draft[-1]
    preamble = chance.choice(PREAMBLES_ZH if chinese else PREAMBLES_EN)
    joined = (preamble + first,) if chinese else (f"{preamble} {first}",)
    foreign = sound(other, lead.summarize)
    strange = chance.choice(LANGUAGES_FOR_ZH if chinese else LANGUAGES_FOR_EN)
    cut = last[: chance.randint(len(last) // 3, len(last) - 3)].rstrip(" .。")
    drafts = {
        "preamble": joined + rest,
        "preamble ": (preamble, *draft) if regex.search(r"[.!。]$", preamble) else joined + rest,
        "think": (f"<think>The user wants a summary.</think> {first}", *rest),
        "markup": (chance.choice(("**{}**", "- {}", "<p>{}</p>", "[{}](https://example.org)", "# {}")).format(first),),
        "language": (*draft[:-1], strange),
        "language ": (strange,),
        "cut off": (*draft[:-1], cut),
        "empty": chance.choice(((), ("",), (" ",), ("。",), ("...",))),
    }
    if foreign:
        drafts["foreign sentence"] = (*draft, foreign[0])
    if document.article.language is Language.ZH_HANS:
        drafts["script"] = tuple(_traditional(text) for text in draft)
    for damage, texts in drafts.items():
        if texts != tuple(draft):
            yield Case(document=document, sentences=texts, damage=damage.strip())
    yield Case(document=document, sentences=tuple(draft), damage="cut off", finish="length")


@cache
def _converter() -> OpenCC:
    return OpenCC("s2t")


def _traditional(text: str) -> str:
    return str(_converter().convert(text))


def _once(pattern: "regex.Pattern[str]", text: str, chance: random.Random, new: Callable[[str], str]) -> str:
    found = list(pattern.finditer(text))
    if not found:
        return text
    place = chance.choice(found)
    return text[: place.start()] + new(place[0]) + text[place.end() :]


def _number(text: str, document: documents.Document, chance: random.Random) -> str:
    def other(written: str) -> str:
        if written in _WORDS:
            return chance.choice([word for word in _WORDS if word != written])
        if not written[0].isascii():
            return chance.choice([digit for digit in "二三四五六七八九" if digit != written])
        digits = [place for place, letter in enumerate(written) if letter.isdigit()]
        place = chance.choice(digits)
        choice = "123456789" if place == 0 else "0123456789"
        return written[:place] + chance.choice(choice.replace(written[place], "")) + written[place + 1 :]

    return _once(_NUMBER, text, chance, other)


def _invented(text: str, document: documents.Document, chance: random.Random) -> str:
    if documents.spaced(document.article):
        names = [name for name in INVENTED_EN if name.split()[-1] not in document.article.body]
        return _once(_NAME_EN, text, chance, lambda _: chance.choice(names))
    names = [name for name in INVENTED_ZH if name[:2] not in document.article.body]
    return _once(_NAME_ZH, text, chance, lambda _: chance.choice(names))


def _swapped(text: str, document: documents.Document, chance: random.Random) -> str:
    """A name of the article in the place of another."""
    pattern = _NAME_EN if documents.spaced(document.article) else _NAME_ZH
    others = sorted({name for name in pattern.findall(document.article.body) if name not in text})
    return _once(pattern, text, chance, lambda _: chance.choice(others)) if others else text


def _exchanged(text: str, document: documents.Document, chance: random.Random) -> str:
    """Two names of one sentence in each other's place."""
    pattern = _NAME_EN if documents.spaced(document.article) else _NAME_ZH
    found = list(pattern.finditer(text))
    pairs = [(a, b) for a in found for b in found if a.start() < b.start() and a[0] not in b[0] and b[0] not in a[0]]
    if not pairs:
        return text
    one, two = chance.choice(pairs)
    return text[: one.start()] + two[0] + text[one.end() : two.start()] + one[0] + text[two.end() :]


def _quotation(text: str, document: documents.Document, chance: random.Random) -> str:
    def edited(said: str) -> str:
        words = said.split(" ") if " " in said else list(said)
        place = chance.randrange(len(words) - 1)
        change = chance.choice(("drop", "add", "replace"))
        new = "truly" if " " in said else "很"
        words[place : place + 1] = {"drop": [], "add": [words[place], new], "replace": [new]}[change]
        return (" " if " " in said else "").join(words)

    return _once(_QUOTED, text, chance, edited)


_DENIED = regex.compile(r"\b(?:not|never) |n't\b|(?<!\p{Han}不)不(?=[会能是要得可])|没有")
_AFFIRMED = regex.compile(
    r"\b(?:is|are|was|were|will|would|can|could|should|has|have|had)\b(?! not|n't)"
    r"|(?<![不没未可])(?:会|能|将|要|可以|应该|是(?=[一由在])|支持|同意|参加|实现|希望|愿意|需要)"
)


def _negation(text: str, document: documents.Document, chance: random.Random) -> str:
    if _DENIED.search(text) and chance.random() < 0.5:
        return _once(_DENIED, text, chance, lambda _: "")
    return _once(_AFFIRMED, text, chance, lambda word: f"{word} not" if word.isascii() else f"不{word}")


_CHANGES = {
    "number": _number,
    "invented name": _invented,
    "name of the article": _swapped,
    "names exchanged": _exchanged,
    "quotation": _quotation,
    "negation": _negation,
}


def cases(
    found: Sequence[documents.Document], draft: Callable[[documents.Document], tuple[str, ...]]
) -> Iterator[Case]:
    """Sound and damaged drafts of all documents; a sound draft that is refused itself is not damaged any further."""
    for place, document in enumerate(found):
        texts = draft(document)
        if not texts:
            continue
        case = Case(document=document, sentences=texts, damage="")
        yield case
        if not case.reasons():
            # Half-way round: neighbours in a set are often parts of one meeting.
            yield from damaged(document, texts, found[(place + len(found) // 2) % len(found)])


def main(most: int | None = None) -> None:
    """Print, per kind of draft, how many are refused in each set."""
    drafts: dict[str, Callable[[documents.Document], tuple[str, ...]]] = {
        "extractive": lambda document: sound(document, extractive.summarize),
        "lead": lambda document: sound(document, lead.summarize),
        "reference": reference,
    }
    table: dict[str, dict[str, Counter[bool]]] = defaultdict(lambda: defaultdict(Counter))
    passed: list[Case] = []
    why: Counter[str] = Counter()
    sets = documents.names()
    for name in sets:
        loaded = documents.load(name, most)
        for label, draft in drafts.items():
            for case in cases(loaded, draft):
                reasons = case.reasons()
                row = case.damage or f"({label}, sound)"
                table[row][name][bool(reasons)] += 1
                if case.damage and not reasons:
                    passed.append(case)
                if not case.damage:
                    why.update(
                        {
                            f"{label}: {regex.sub(r'’.*’|“.*”|[0-9]+|[(].*[)]|.[^ ]*.(?= is not)', '…', each)[:70]}"
                            for each in reasons
                        }
                    )
    for row, columns in table.items():
        total = sum(columns.values(), Counter())
        share = 100 * total[True] / total.total()
        parts = "  ".join(f"{columns[name][True]:4}/{columns[name].total():4}" for name in sets)
        floor = f"floor {FLOORS[row]}" if row in FLOORS else ""
        print(f"{row:24} {share:6.2f} %  {total[True]:5}/{total.total():5}   {parts}  {floor}")  # noqa: T201
    for case in passed[:: max(1, len(passed) // 60)]:
        print(f"PASSED {case.damage}: {case.document.id}: {case.sentences}"[:600])  # noqa: T201
    for reason, times in why.most_common(25):
        print(times, reason)  # noqa: T201


if __name__ == "__main__":
    main()
