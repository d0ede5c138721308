"""Marks: how a sentence ends, whether quotation marks and brackets pair, whether a quotation is whole and named."""

from collections.abc import Iterator

import regex

_PAIRS = {"”": "“", "」": "「", "』": "『", "）": "（", "]": "[", "】": "【", "》": "《", "〉": "〈", "}": "{"}
_SAME = str.maketrans({"(": "（", ")": "）", "［": "[", "］": "]"})
_CLOSERS = "\"'”’」』）)]】》〉 "
_OPENING = frozenset(_PAIRS.values())
_QUOTED = regex.compile(r"“[^“”]*”|「[^「」]*」|『[^『』]*』|\"[^\"]*\"|(?<!\w)‘[^‘’]*(?:’(?=\w)[^‘’]*)*’")
_TITLED = regex.compile(r"《[^《》]*》|〈[^〈〉]*〉")
_SAID = regex.compile(
    r"\b(?:sa(?:id|ys|ying)|told|tells|add(?:ed|s)|ask(?:ed|s)|explain(?:ed|s)|wr(?:ote|ites)|not(?:ed|es)"
    r"|according\sto"
    r"|stat(?:ed|es)|announc(?:ed|es)|warn(?:ed|s)|stress(?:ed|es)|call(?:ed|s|ing)|repl(?:ied|ies)|continued"
    r"|tweeted|posted|quoted"
    r"|recall(?:ed|s)|argu(?:ed|es)|insist(?:ed|s)|admit(?:ted|s)|declar(?:ed|es)|urg(?:ed|es)|remark(?:ed|s)"
    r"|joked|reads?|shared)\b"
    r"|[说說道称稱]|表示|指出|强调|強調|认为|認為|写|寫|问|問|介绍|介紹|回忆|回憶|坦言|补充|補充|呼吁|呼籲"
    r"|评价|評價|喊|宣布|感叹|感嘆",
    regex.IGNORECASE,
)
_NAMELESS_EN = regex.compile(
    r"^[\s,—–-]*(?:he|she|they|it|one|the\s(?:other|former|latter))\s(?:\w+ly\s)?(?:said|says|told|added|adds"
    r"|explained|wrote|"
    r"noted|stated|warned|stressed|replied|continued|asked|recalled|argued|insisted|tweeted)\b",
    regex.IGNORECASE,
)
_NAMELESS_EN_BACK = regex.compile(r"^[\s,—–-]*(?:said|says|added|wrote)\s(?:he|she|they)\b", regex.IGNORECASE)
_NAMELESS_ZH = regex.compile(
    r"^[\s，,—]*[他她它](?:们|們)?(?:还|還|又|也|补充|補充)?(?:说|說|表示|指出|强调|強調|道|称|稱|认为|認為|写|寫)"
)
_WORD = regex.compile(r"\p{Han}|[\p{L}\p{N}][\p{L}\p{N}’'-]*")


def faults(text: str) -> Iterator[str]:
    """What is wrong with the marks of one sentence."""
    yield from _ending(text)
    fault = _unpaired(text)
    if fault:
        yield fault


def overall(text: str) -> Iterator[str]:
    """What is wrong with the marks of the whole summary."""
    fault = _unpaired(text)
    if fault:
        yield f"as a whole: {fault}"


def _ending(text: str) -> Iterator[str]:
    bare = text.rstrip(_CLOSERS)
    last = bare[-1:]
    if last in {"?", "？"} or regex.search(r"[?？]", _TITLED.sub("", _QUOTED.sub("", text))):
        yield "it is a question"
    elif last in {":", "："}:
        yield "it ends in a colon"
    elif bare.endswith(("…", "...", "..", "⋯")):
        yield "it trails off in dots"
    elif last not in {"。", "！", "!", ".", "｡"} and text.rstrip()[-1:] not in {"。", "！", "!", ".", "｡"}:
        yield "it does not end like a sentence"


def _unpaired(text: str) -> str:
    """Which mark has no partner, in words; empty when all have one."""
    waiting: list[str] = []
    for mark in text.translate(_SAME):
        if mark in _OPENING:
            waiting.append(mark)
        elif mark in _PAIRS and (not waiting or waiting.pop() != _PAIRS[mark]):
            return f"{mark} has no partner"
    if waiting:
        return f"{waiting[-1]} has no partner"
    if text.count('"') % 2:
        return 'one " has no partner'
    singles = len(regex.findall(r"(?<!\w)‘", text)), len(regex.findall(r"’(?!\w)", text))
    return "‘ has no partner" if singles[0] > singles[1] else ""


def within_quotation(text: str, start: int) -> bool:
    """Whether `text[start]` stands after an opening quotation mark that has not been closed yet."""
    curly = 0
    straight = False
    for at, mark in enumerate(text[:start]):
        if mark in "“「『":
            # typed the wrong way round behind a full stop, it closes: 。“
            wrong = mark == "“" and curly and text[at - 1 : at] in ("。", "！", "？", "，", "”")
            curly = max(0, curly - 1) if wrong else (1 if mark == "“" and not text[at - 1 : at].strip() else curly + 1)
        elif mark in "”」』":
            curly = max(0, curly - 1)
        elif mark == '"':
            before, after = text[at - 1 : at].strip() if at else "", text[at + 1 : at + 2].strip()
            straight = not straight if bool(before) == bool(after) else bool(after)
    # A mark that opens and is never closed in its paragraph opens nothing that could be cut.
    if curly and not regex.search("[”」』]|[。！？]“", text[start:]):
        return False
    return bool(curly) or (straight and '"' in text[start:])


def unattributed(text: str, *, before: str, after: str) -> Iterator[str]:
    """Whether it quotes somebody whom neither it nor a neighbour from the article names."""
    spoken = [found for found in _QUOTED.findall(text) if len(_WORD.findall(found)) >= 5]
    if not spoken:
        return
    outside = _QUOTED.sub(" ", text)
    named = _WORD.findall(outside)
    if len(named) < 2:
        if not _SAID.search(_QUOTED.sub(" ", before[-80:])) and not _SAID.search(_QUOTED.sub(" ", after[:80])):
            yield "it quotes and does not say whom"
    elif not before and any(pattern.match(outside) for pattern in (_NAMELESS_EN, _NAMELESS_EN_BACK, _NAMELESS_ZH)):
        yield "it quotes somebody known by a pronoun only"
