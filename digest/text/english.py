"""How much of a text in Latin letters is English, by its words. Floor 1.

Three kinds of evidence: function words, the words of headlines, which often have no function word at all ("Climate
talks enter final day"), and endings that other languages do not use. No word here is French, Spanish, Portuguese,
Italian, German, Dutch, Indonesian or Swahili as well, nor pinyin: women is 我们, open could be 欧盆.
"""

import re
from dataclasses import dataclass

_WORD = re.compile(r"[A-Za-z\u00C0-\u024F]+(?:['\u2019-][A-Za-z\u00C0-\u024F]+)*")

# Words no other large language in Latin letters shares, then words it may share (in: Italian, on: French).
_FUNCTION = frozenset(
    str.split(
        "the of and to with from by are were been being have has had this that these those their they its it our your "
        "his her she he you which who whose what when where why how would could should can cannot not but if than "
        "then there here into onto about after before between through during against under over out up all any each "
        "every more most other such only own same very new first two says said say may my must let don't it's across "
        "among within without while because until since both year years people news week today calls call launches "
        "launch report reports now "
        "subscribe unsubscribe upcoming click read learn download join already ahead again also never always"
    )
)
_SHARED = frozenset(
    str.split("in on a i an is was for at as or no so do will we all me one he up over her day world man us")
)
# Of headlines, captions and buttons; two of them say as much as a function word.
_HEADLINE = frozenset(
    str.split(
        "accuses across actions actors adopts agree agrees aid aims amid announces approve approves army asks attack "
        "attacks await awaits award awards back backs begin begins behind better biggest black board boost boosts "
        "border brief bring brings build building builds business campaign cannot cease ceasefire celebrate "
        "celebrates challenge challenges chief child children choose cities city clean clear climate close closer "
        "coast coastal collapse come comes communities concern concerns condemn condemns coral countries country "
        "court crackdown crisis crop crops cuts daily deadline deadly deal dealing death deaths debt deep deepens "
        "demand demands despite developing digest digital disaster discover discovers displaced donors doubt dozens "
        "drive drives drop drops drought early earth earthquake eastern education eight eighth emergency ends energy "
        "enter enters envoy equal equality event events every everyone everything explained explore extends face "
        "faces facing factsheet fails fair faith fall falls families family famine farm farmers farms fear fears feed "
        "festival fever fight fighting fights find finds fires five flee flees flood floods food football forest "
        "forests forward four fresh friday future gains gallery gap gender girl girls give gives global goals goes "
        "government governments green ground groups grow growing grows growth guide halt halts harvest head heads "
        "health healthcare heat heavy help helps heroes high higher hit hits hold holding holds home homes honour "
        "honours hope hopes host hosts hottest housing human hundreds hunger illness inspire inspires islands job "
        "jobs join joins joint journey justice keep keeps key killed kills know knows lack land landmark lasting late "
        "latest launched law laws lead leader leaders leads learning leave leaves left lessons life lift lifts live "
        "lives living local looms lose loses loss losses low lower make makes making march mark market markets marks "
        "massive measles meet meeting meetings meets members migrants million millions minister monday month months "
        "move moves nations near needed needs network never newsletter next night nine northern nurses ocean oceans "
        "officials opening opens opportunities outbreak outlook overview owners pandemic parents parliament partners "
        "partnership passes path pay peace peacekeepers photo photos planet plastic pledge pledges policy pollution "
        "poor postponed poverty power powers prepare press prices progress protect protects push pushes quake rains "
        "raise raises rate rates reach reaches ready rebuild rebuilding record recovery reef reefs reject rejects "
        "relief remarks remember renewable renews rescue resident resilience resolve rights rise rises rising river "
        "road rural sanctions save saves saving scale schedule schools science scientists sea seas season second "
        "security seek seeks sets settlers seven share shared sharing shelter shift shows shrinks signs six skills "
        "slow slows small smart soaring soil solutions southern spark sparks speak speaks species speech spread "
        "spreads staff stage stand stands starts state statement states stay steps still stop stops stories storm "
        "story strengthen strengthening strike strikes stronger students study sunday supplies support supports surge "
        "surges survey sustainable tackle tackles take takes talks target targets teachers teenage ten third threat "
        "threatens threats three through thursday ties time times together toll top torture towards town trade "
        "trafficking training treaty trees truce trust tuesday turn turns unites unity unveils urge urged urgent "
        "urges vacancies vacancy vaccine vaccines victims village villagers villages violence visit visits voices "
        "vote voted votes vow vows wage wages waits war warming warn warned warning warns wars waste watch water "
        "waters wealth weapons weather wednesday weekly welcome welcomes west western wildfires winds winners wins "
        "winter witness woman women's work workers working works workshop world's worse worst worth wounded writing "
        "young younger youth"
    )
)
_FOREIGN = frozenset(
    str.split(
        "de la le les des du et un une est dans pour que qui sur avec aux au ce cette sont par pas plus el los las "
        "del y en con para por una su se lo al como es o os da do dos das na nos em um uma com nao não são e der die "
        "und ist mit nicht von den dem ein eine auf für zu im il di che gli per della i è sono een het van op te zijn "
        "og och att av som är det på til ikke ja yang dan untuk dari dengan ini w z się jest nie ve bir için của và "
        "là các được trong không những người cho về với sa ng ang mga si ya wa kwa katika"
    )
)
_ENDING = re.compile(
    r"[a-z]{3,}(?:ness|ships?|ght|ghts|ful|less|wards|hood|tional|ously|ively|ingly|edly|ally|ability|ought|ck(?:s|ed|ing)?|"
    r"[bdfgklmnpstvz]ers|[bdfgklmnprstvz]ing|ings|[bcdfgklmnprstv]ed|ies|ows?|ooks?|eed(?:s|ed|ing)?|ths?)"
)
_PINYIN = re.compile(
    r"(?:(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?"
    r"(?:[iu]?ang|[iu]?an|iong|ong|eng|ing|iao|uai|ai|ei|ao|ou|en|er|in|ui|un|i[aeu]|u[aoe]|[aoeiuv]))+"
)


_ACRONYMS = frozenset(("WHO", "IT", "US"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """How much of a text is English, how many of its words are of another language, and how many there are."""

    english: float
    foreign: int
    words: int


def evidence(text: str) -> Evidence:
    """What the words of `text` say."""
    found = [word.casefold().replace("\u2019", "'") for word in words(text)]
    foreign = sum(is_foreign(word) for word in found)
    if all(map(_PINYIN.fullmatch, found)) or text.strip() in _ACRONYMS:  # Xinhua she, Zheng He
        return Evidence(english=0.0, foreign=foreign, words=len(found))
    return Evidence(english=sum(map(_weight, found)), foreign=foreign, words=len(found))


def words(text: str) -> list[str]:
    """The words of `text` that are written in Latin letters."""
    return _WORD.findall(text)


def is_foreign(word: str) -> bool:
    """Whether a word, in small letters, is of another language than English."""
    return word in _FOREIGN or not word.isascii()


def _weight(word: str) -> float:
    if word in _FUNCTION or word.endswith(("'s", "n't")):
        return 1.0
    if word in _SHARED or word in _HEADLINE:
        return 0.5
    return 0.5 if _ENDING.fullmatch(word) and not _PINYIN.fullmatch(word) else 0.0
