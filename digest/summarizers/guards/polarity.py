"""Denials and reversals: what the article affirms a draft may not deny, and the other way round.

Part of digest.summarizers.guards. A denial is compared with the words it stands before, so that one sentence may hold
several. It does not understand irony, or "fail to" against "not".
"""

from collections.abc import Iterator
from functools import lru_cache

import regex

from digest.summarizers.guards import tokens

_ENGLISH = frozenset(
    str.split(
        "not no never none nobody nothing neither nor without cannot can't won't don't doesn't didn't isn't aren't "
        "wasn't weren't hasn't haven't hadn't wouldn't shouldn't couldn't mustn't ain't hardly barely unable fail "
        "fails failed refuse refuses refused deny denies denied reject rejects rejected lack lacks lacked"
    )
)
_SKIPPED = frozenset(str.split("only yet longer less fewer more later doubt matter to be been have a an the any"))
# Syllables that deny nothing in these words.
_NO_DENIAL = regex.compile(
    "不断|不斷|不仅|不僅|不少|不同|不久|不过|不過|不但|不管|不论|不論|不妨|不禁|不愧|不得不|不约而同|不锈钢|不动产|不時|不时"
    "|不然|不如|不免|不止|不只|不单|不宜|不了解|差不多|要不|对不起|未必不|未来|未來|好不好|是不是|能不能|会不会|有没有|要不要"
    "|无论|無論|无比|無比|无人机|無人機|无线|無線|无数|無數|无疑|無疑|没收|非常|非洲|非遗|非凡|除非|是非|南非|北非|西非|东非|中非"
)
_CHINESE = regex.compile(
    "没有|沒有|并非|並非|并不|並不|尚未|不再|绝不|絕不|从未|從未|不|没|沒|未|无|無|非|勿|莫|拒绝|拒絕|否认|否認"
)
_REACH = 3  # content words behind a denial that it may be about

_PAIRS = tuple(
    (frozenset(left.split()), frozenset(right.split()))
    for left, right in (
        (
            "increase rise rose risen grow grew grown climb gain surge 增加 上升 增长 增長 提高 上涨 上漲",
            "decrease fall fell fallen decline drop shrink reduce 减少 減少 下降 降低 下跌 下滑",
        ),
        ("support approve endorse 支持 赞成 贊成 同意", "oppose 反对 反對 抵制"),
        ("accept agree 接受", "reject refuse decline 拒绝 拒絕"),
        ("success succeed 成功", "failure fail 失败 失敗"),
        ("win won beat victory 胜利 勝利 获胜", "lose lost defeat loss 失利 落败"),
        ("best 最好 最佳", "worst 最差"),
        ("high higher highest", "low lower lowest"),
        ("large larger largest big bigger biggest 最大", "small smaller smallest 最小"),
        ("before 之前", "after 之后 之後"),
        ("guilty 有罪", "innocent 无罪 無罪"),
        ("open 开放", "close closed 关闭"),
        ("allow permit 允许 允許", "ban forbid prohibit 禁止"),
        ("begin began start 开始 開始", "end stop 结束 結束"),
        ("possible", "impossible"),
        ("legal", "illegal"),
        ("likely", "unlikely"),
        ("able", "unable"),
        ("strengthen 加强 加強", "weaken 削弱"),
        ("import 进口 進口", "export 出口"),
        ("positive", "negative"),
        ("east 东部 東部", "west 西部"),
        ("north 北部", "south 南部"),
        ("boy 男孩", "girl 女孩"),
        ("man men male 男子 男性", "woman women female 女子 女性 妇女 婦女"),
        ("majority 多数 多數", "minority 少数 少數"),
        ("first", "last"),
        ("percent cent", "percentage"),
        ("last yesterday 去年 昨天 昨日 上周 上週 上月", "this today 今年 今天 今日 本周 本週 本月"),
        ("last yesterday 去年 昨天 昨日 上周 上週 上月", "next tomorrow 明年 明天 明日 下周 下週 下月"),
        ("this today 今年 今天 今日 本周 本週 本月", "next tomorrow 明年 明天 明日 下周 下週 下月"),
    )
)


def faults(draft: str, evidence: str) -> tuple[str, ...]:
    """What `draft` denies or reverses against `evidence`, the text it rests on; both as `tokens.plain` gives them."""
    reasons = [*_denials(draft, evidence, "denies what the article does not deny")]
    reasons += _denials(evidence, draft, "affirms what the article denies", both=True)
    reasons += [
        f"it says {', '.join(sorted(mine))} where the article has {', '.join(sorted(theirs))}"
        for one, other in _PAIRS
        for mine, theirs in (_reversed(draft, evidence, one, other), _reversed(draft, evidence, other, one))
        if mine and theirs
    ]
    return tuple(dict.fromkeys(reasons))


def _denials(text: str, against: str, reason: str, *, both: bool = False) -> Iterator[str]:
    """A reason for every denial in `text` that `against` lacks; with `both` only where `against` has its words."""
    theirs = [scope for _, scope in _denied(against)]
    known = set(tokens.content(against))
    for word, scope in _denied(text):
        match = next((other for other in theirs if _overlap(scope, other)), None)
        if match is not None:
            theirs.remove(match)  # one denial answers for one: "no one was not hurt" has one too many
        elif not both or (scope and scope[0] in known and len(known.intersection(scope)) >= min(2, len(scope))):
            yield f"it {reason} ({word})"


def _overlap(scope: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return bool(set(scope) & set(other)) or (not scope and not other)


def _denied(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every denial with the content words that follow it, at most three."""
    words = tokens.tokens(text)
    for place, word in enumerate(words):
        name = word.text.casefold()
        if name in _ENGLISH:
            following = (each.text for each in words[place + 1 : place + 9])
            scope = " ".join(word for word in following if word.casefold() not in _SKIPPED)
            yield name, tokens.content(scope)[:_REACH]
    masked = _NO_DENIAL.sub(lambda place: "·" * len(place[0]), text)
    for found in _CHINESE.finditer(masked):
        behind = regex.match(r"\p{Han}{0,4}", text[found.end() : found.end() + 4])
        yield found[0], tokens.content(behind[0] if behind else "")[:_REACH]


def _reversed(draft: str, evidence: str, mine: frozenset[str], theirs: frozenset[str]) -> tuple[set[str], set[str]]:
    """The words of `mine` in the draft, if the evidence has none of them, and those of `theirs` it has instead."""
    said, there = _either(draft, mine), _either(evidence, mine)
    if not said or there or _either(draft, theirs):
        return set(), set()
    return said, _either(evidence, theirs)


def _either(text: str, words: frozenset[str]) -> set[str]:
    return {word for word in words if (tokens.stem(word) in _stems(text) if word.isascii() else word in text)}


@lru_cache(maxsize=1024)
def _stems(text: str) -> frozenset[str]:
    return frozenset(tokens.stem(token.text) for token in tokens.tokens(text) if not token.is_han)
