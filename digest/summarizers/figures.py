"""The numbers that carry an article, with their unit, as the article writes them. Floor 2: pure.

Years, dates, times, ordinals and numbers of chapters and goals are no figures.
"""

from collections.abc import Sequence

from digest.summarizers import patterns
from digest.summarizers.units import Unit, Units

_MOST = 3
_AMOUNT = r"\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d{1,3}(?:\s\d{3})+(?!\d)|\d+(?:\.\d+)?"
_CHINESE = patterns.Pattern(
    rf"(?<![\d.A-Za-z-])(?:{_AMOUNT})\s?(?:%|％|(?:[百千万萬亿億]{{1,2}}?|个百分点|個百分點)?[多余餘]?\s?"
    r"(?:个百分点|個百分點|美元|欧元|歐元|人民币|人民幣|平方公里|公里|公顷|公頃|英亩|千瓦时|千瓦|兆瓦|吉瓦|摄氏度|攝氏度"
    r"|(?<!(?<!\d)(?:8|16|24|32|64|128)\s?)位|[吨噸亩畝米元人名户戶岁歲家项項国國座台臺辆輛只隻件场場种種倍棵株条條艘张張册冊]|所(?![示有以])|[个個](?![月时時小新])\p{Han}{1,3}?(?=[，。、；和与與在有]|\Z)"
    r"|小时|小時|(?<![百千万萬亿億\d]\s)(?<=[百千万萬亿億][多余餘]?)(?![百千万萬亿億瓦克米]))"
    r")|百分之[一二三四五六七八九十百零点點]+"
)
_ENGLISH = patterns.Pattern(
    rf"(?:(?:US|A|C|HK)?[$€£¥]\s?(?:{_AMOUNT})(?:\s?(?:thousand|million|billion|trillion|[mb]n)\b)?"
    rf"|(?<![\w.$€£¥-])(?<!\b(?:[Gg]rade|[Ss]ection|[Cc]hapter|[Pp]age|[Rr]oute|[Ff]light|[Nn]o\.|[Pp]art|[Ll]evel|[Aa]rticle)\s)(?:{_AMOUNT})(?:%|\s(?:percent|per\scent|percentage\spoints)\b"
    rf"|\s(?:thousand|million|billion|trillion)\b(?:\s(?:US\s)?(?:dollars|euros|yuan|people|tonnes|tons|hectares"
    rf"|children|women|acres|miles))?"
    r"|\s(?!times\b|years?\sold)(?:[a-z]{3,12}\s)?(?!was\b|has\b|is\b|this\b|as\b|its\b|his\b|hours\b|minutes\b"
    r"|days\b|weeks\b|months\b|years\b|always\b|towards\b|across\b|plus\b|thus\b|versus\b)(?:people|children"
    r"|women|men|[a-z]{3,}[^su\W]s)\b))"
)
_YEAR = patterns.Pattern(r"(?:19|20)\d{2}\s?[a-z]|(?:19|20)\d{2}\s?[年]?\Z")


def best(chosen: Sequence[Unit], units: Units) -> tuple[str, ...]:
    """At most three figures, those of the chosen units first, each once; none when the article has none."""
    pattern = _ENGLISH if units.spaced else _CHINESE
    taken = {unit.place for unit in chosen}
    order = sorted(units.all, key=lambda unit: (unit.place not in taken, unit.place))
    found: dict[str, None] = {}
    for unit in order:
        if not pattern.search(unit.sentence.text) or units.faults(unit):
            continue
        for match in pattern.finditer(unit.sentence.text):
            if len(match[0].strip()) > 1 and not _YEAR.match(match[0]):
                found.setdefault(match[0].strip())
        if len(found) >= _MOST:
            break
    return tuple(found)[:_MOST]
