"""Random posts of Chinese, English, emoji, addresses, tags and mentions, the same for the same seed."""

import random
from collections.abc import Iterator

_WORDS = str.split(
    "新闻 今天 联合国 粮食 气候变化 香港 台灣 報告 的 了 和 2026年11月22日 5.2% 100亿元 阿卜杜拉·艾山 "
    "第3季度 “引语” 《标题》 。 ， 、 ： ！ （括号） 「引號」 …… —— · climate report The UN U.S. Mr. "
    "e.g. don't well-known 3.5 10:30 US$14 10 Gbps café naïve Ünï İstanbul a b I end.Next Node.js . , ; : "
    "! ? ( ) [ ] - – — _ / & + * ' \" @ # ＃ ＠ $ % https:// http:// www. "
)
_EMOJI = str.split(
    "😀 🎉 ❤ ❤️ ☺ ☺️ 👍 👍🏽 👩‍🔬 👨‍👩‍👧‍👦 🏳️‍🌈 🏴‍☠️ 🇨🇳 🇺🇳 🇫🇷 1️⃣ #️⃣ ™ "
    "™️ © ©️ ✊🏿 🧑‍🔧 🐦‍⬛ 🏃‍♀️‍➡️ 🫱🏻‍🫲🏿 👩🏽‍❤️‍💋‍👨🏻 🤌 🫠 ♾️ ⌚️ ☝🏻 "
    "☝️🏻 🕵️‍♀️ 🧞‍♂️ 👁‍🗨 🏴󠁧󠁢󠁥󠁮󠁧󠁿 🏴󠁧󠁢󠁷󠁬󠁳󠁿 🤝🏽 🧎🏽 \u200d \ufe0f 🏻"
)
_HOSTS = str.split(
    "example.com www.un.org t.co 例子.中国 例子.com foo.中国 sub-domain.example.co.uk foo_bar.example.net "
    "xn--fsqu00a.com un.org example.notatld localhost a.b.c.d.info test.dev EXAMPLE.COM -bad.com bad-.com "
    "under_score.com ☃.net 1.2.3.4 news.un.org"
)
_TAILS = str.split(
    "/ /a /a-b_c/d.html /路径 /a/路径/b ?a=b /?utm_source=x&utm_campaign=y /a(b)c /a(b)c). /a.b, /a。 "
    "/#top /?q=中文 :8080/x /(a(b)c) /é/ж /a,b;c /~user/@name/ /a%20b /wiki/北京_(城市) /AbCdEfGhIj"
)
_TAGS = str.split("新闻 今天 UN ClimateAction 2026 COP30 C++ COVID-19 1st 新闻，今天 a_b ·点· _ é 日本語 新闻# ️ 한국어")
_NAMES = str.split(
    "jack un_news someone.bsky.social user@example.social a_very_long_name_of_more_than_twenty 中文 jack/list é x.test"
)


def posts(number: int, seed: int) -> Iterator[str]:
    """`number` posts of up to some forty pieces."""
    chance = random.Random(seed)
    for _ in range(number):
        yield "".join(_piece(chance) for _ in range(chance.randint(1, chance.choice((3, 8, 40)))))


def _piece(chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.45:
        piece = chance.choice(_WORDS)
    elif kind < 0.6:
        piece = chance.choice(_EMOJI)
    elif kind < 0.75:
        piece = chance.choice(("https://", "http://", "HTTPS://", "", "", "看")) + chance.choice(_HOSTS)
        piece += chance.choice(("", "", *_TAILS))
    elif kind < 0.9:
        piece = chance.choice("####＃") + chance.choice(_TAGS)
    else:
        piece = chance.choice("@@@＠") + chance.choice(_NAMES)
    return piece + chance.choice((" ", " ", " ", "", "", "\n", "\u3000", "，"))
