"""Conversion to Traditional Chinese against a peer, plain OpenCC("s2tw").convert, in the same run.

Measured are texts of the length of a page (58 kB) and of a book shelf (12 MB), in many short paragraphs, in few long
lines and as HTML, bare and with all that a publisher needs: terms, quotation marks, words, names; then what a process
pays before its first conversion, from a bare interpreter on both sides, and how the time grows with the number of
terms. Times are of the processor, and so the machine's other work counts less. Every figure is also a ratio: above 1 is
faster than OpenCC alone, or starts later.
"""

import sys
from collections.abc import Sequence
from functools import partial
from itertools import product

import measure
from opencc import OpenCC

from digest.chinese import Converter, Style
from digest.model import Glossary, Language, Term, Variant

SIZES = (
    {"2 kB": 2_000, "20 kB": 20_000} if measure.QUICK else {"58 kB": 58_000, "1.2 MB": 1_200_000, "12 MB": 12_000_000}
)
TERMS = (10, 20, 40) if measure.QUICK else (100, 1_000, 10_000)
USUAL = TERMS[1]
LONGEST = 2_000_000  # bytes to be cut into words: more takes minutes and shows nothing more
ROUNDS = 2 if measure.QUICK else 7
STARTS = 1 if measure.QUICK else 4
SENTENCES = (
    "联合国秘书长在报告里指出，发展中国家的可持续发展需要国际合作伙伴的支持，“没有任何国家可以独自完成”。",
    "记者余晓松从岚川发来报道：当地政府发布了新的城市规划，并为残疾人修建了干净的台阶，总投资达18万亿元。",
    "专家认为，我国历史上的农历节日和几千里长的河流同样值得保护。",
    "Sustainable Development Goals 的进展见 https://un.example/zh/goals 。",
    "村里的人说，他们后来只有两只羊，头发都白了，却从不后悔。",
    "他补充道：“气候变化影响着每一个人，我们必须立即行动。”",
    "会议将于9月18日至22日在纽约举行，各国代表将就‘数字鸿沟’展开讨论。",
    "世界卫生组织表示，疫苗接种率比去年上升了3.5%，但低收入国家依然落后。",
)
WORDS = ("可持续发展", "发展中国家", "残疾人", "城市规划", "信息", "网络", "志愿者", "气候变化")  # as in news
BARE = Style(segmentation=False, quotes=False)
QUOTES = Style(segmentation=False)
SHAPES = {
    "short paragraphs": ("plain", 2, "\n\n"),
    "long lines": ("plain", 2_000, "\n"),
    "HTML": ("html", 2, "</p>\n<p>"),
}


def main() -> None:
    measure.heading("Chinese: Simplified to Traditional for Taiwan", rounds=ROUNDS, of="median of the processor's time")
    rows = [*speeds(), *starts(), *growth()]
    measure.table(("what", "time", "speed", "times the peer"), rows)


def speeds() -> list[Sequence[str]]:
    """Each way of converting each size and shape, and what OpenCC alone takes for it."""
    plain = OpenCC("s2tw", include_tofu_risk_dictionaries=False)
    ways = {
        f"terms ({USUAL:,}), OpenCC alone for the rest": converter(USUAL, BARE),
        "the same and quotation marks": converter(USUAL, QUOTES),
        "the same and words, names, doubts": converter(USUAL, Style()),
    }
    rows: list[Sequence[str]] = []
    for (size, length), (shape, (markup, _sentences, _end)) in product(SIZES.items(), SHAPES.items()):
        text = news(length, shape)
        actions: dict[str, measure.Action] = {"OpenCC": partial(plain.convert, text)}
        actions |= {
            way: partial(one.convert, text, markup)
            for way, one in ways.items()
            if length < LONGEST or "words" not in way
        }
        for one in ways.values():  # what is loaded once is measured as the start
            one.convert(text[:1_000], markup)
        seconds = measure.processor(actions, rounds=ROUNDS if length < 1_000_000 else min(ROUNDS, 3))
        for way, taken in seconds.items():
            speed = f"{length / taken / 1e6:.2f} MB/s"
            ratio = measure.ratio(seconds["OpenCC"], taken)
            rows.append((f"{size}, {shape}: {way}", measure.milliseconds(taken), speed, ratio))
    return rows


def news(length: int, shape: str) -> str:
    """A text of so many bytes; which sentences stand in it follows from nothing but their number."""
    _markup, sentences, end = SHAPES[shape]
    parts: list[str] = []
    size = number = 0
    while size < length:
        number += 1
        part = SENTENCES[number * number % 17 % len(SENTENCES)].replace("18", str(number % 90 + 10))
        parts.append(part + (end if number % sentences == 0 else ""))
        size += len(parts[-1].encode())
    return "".join(parts).encode()[:length].decode(errors="ignore")


def starts() -> list[Sequence[str]]:
    """From a bare interpreter to the first converted character, each in a process of its own."""
    opencc = "from opencc import OpenCC; OpenCC('s2tw', include_tofu_risk_dictionaries=False).convert('发')"
    ours = (
        "from digest.chinese import Converter, Style; from digest.model import Language, Variant; "
        "Converter(Language.ZH_HANS, Variant.ZH_HANT_TW, style=Style(segmentation={})).convert('发')"
    )
    codes = {"OpenCC": opencc, "without words": ours.format(False), "with words and names": ours.format(True)}
    with measure.folder() as folder:

        def start(code: str) -> None:
            measure.run((sys.executable, "-c", code), work=folder, compiled=folder / "compiled")

        actions: dict[str, measure.Action] = {name: partial(start, code) for name, code in codes.items()}
        for action in actions.values():
            action()  # compiles what is imported
        seconds = measure.processor(actions, rounds=STARTS)
    return [
        (f"start: {name}", measure.milliseconds(taken), "", measure.ratio(taken, seconds["OpenCC"]))
        for name, taken in seconds.items()
    ]


def growth() -> list[Sequence[str]]:
    """The same page with more and more terms, none of the added ones in it; the smallest number is the peer."""
    text = news(SIZES[next(iter(SIZES))], "short paragraphs")
    made = {count: converter(count, QUOTES) for count in TERMS}
    seconds = measure.processor({str(count): partial(one.convert, text) for count, one in made.items()}, rounds=ROUNDS)
    first = seconds[str(TERMS[0])]
    return [
        (f"{count:,} terms", measure.milliseconds(seconds[str(count)]), "", measure.ratio(seconds[str(count)], first))
        for count in TERMS
    ]


def converter(terms: int, style: Style) -> Converter:
    """A converter with so many terms; the first are words of news, the others occur nowhere."""
    first, size = 0x4E00, 143
    made = (f"{chr(first + number // size)}{chr(first + 5000 + number % size)}龘" for number in range(terms))
    sources = [*WORDS, *made][:terms]
    rows = tuple(Term(source=source, target=f"〔{source}〕", group="bench") for source in sources)
    return Converter(Language.ZH_HANS, Variant.ZH_HANT_TW, Glossary(terms={Variant.ZH_HANT_TW: rows}), style)


if __name__ == "__main__":
    main()
