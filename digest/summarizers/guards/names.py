"""Names in a draft that its article does not know. Part of digest.summarizers.guards.

Latin names are found by their capitals; Chinese ones by surname and surroundings, by what they end in, by a list of
places, by 《》 and by the dot of transliterated names. It cannot tell that two people changed places: `changes` does.
"""

from functools import lru_cache

import regex

from digest.summarizers.guards import tokens

_CAPITAL = regex.compile(r"\p{Lu}")
_STARTS = regex.compile(r"(?:^|[.!?:;…]\s|[\"“‘'(\[]|[。！？：—–]\s*|^\s*[-*]\s)\s*$")
_DEMONYMS = ("n", "an", "ian", "ese", "ish", "i", "s", "ns", "ans", "ians", "er", "ers")
_TITLES = frozenset(
    str.split(
        "president minister prime secretary general director professor doctor dr prof mr mrs ms sir lady lord king "
        "queen prince princess pope senator governor mayor judge justice captain sergeant officer chief chairman "
        "chairwoman coach ambassador representative coordinator commissioner former actor actress singer striker"
    )
)

# The 100 commonest surnames, both scripts, and the commonest with two characters.
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜"
    "崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文温"
    "張劉陳楊黃趙吳孫馬羅鄭謝許韓馮鄧蕭蔣餘葉魏蘇呂盧鍾譚陸範賈鄒閻龍賀顧龔錢嚴湯喬賴"
)
_DOUBLE = "欧阳|歐陽|司马|司馬|上官|诸葛|諸葛|司徒|夏侯|皇甫|慕容|令狐|端木"
_PERSON = rf"(?:{_DOUBLE}|[{_SURNAMES}])\p{{Han}}{{1,2}}"
_SPEAKS = (
    "表示|指出|强调|強調|认为|認為|介绍|介紹|说|說|称|稱|宣布|告诉|告訴|透露|呼吁|呼籲|致辞|致辭|出席|会见|會見|主持|发表"
    "|發表|回应|回應|坦言|提出|主张|主張|担任|擔任|获得|獲得|访问|訪問|率领|率領|当选|當選|解释|解釋|同|与|與|和|在|将|將|对|對|为|為"
)
_POSTS = (
    "主席|总理|總理|总统|總統|部长|部長|主任|教授|院长|院長|校长|校長|书记|書記|市长|市長|省长|省長|大使|博士|记者|記者"
    "|总裁|總裁|经理|經理|董事长|董事長|创始人|創始人|委员|委員|秘书长|秘書長|会长|會長|局长|局長|专家|專家|学者|學者|代表"
    "|协调员|協調員|先生|女士|工程师|工程師|CEO|总监|總監"
)
_PEOPLE = (
    regex.compile(rf"(?:(?<=^|[，。；：！？、“（\s])|(?<={_POSTS}))(?P<name>{_PERSON}?)(?={_SPEAKS})"),
    regex.compile(
        rf"(?<=^|[，。；：！？、“（\s与與和及对對向由据據])(?P<name>{_PERSON}?)(?=先生|女士|教授|博士|[{_SURNAMES}]?总|同志|等人)"
    ),
    regex.compile(rf"(?<={_POSTS})(?P<name>{_PERSON})(?=[，。；：！？、”）]|$)"),
)
_DOTTED = regex.compile(r"\p{Han}{1,8}(?:·\p{Han}{1,8})+")
_AFTER_A_NAME = frozenset(
    ("", *"在说說表指和与與的对對等于於将將是为為也则則曾出向同认認强強称稱宣介告透呼致会會主发發回")
)
_TITLED = regex.compile(r"《([^《》]{1,80})》")
_BODIES = regex.compile(
    r"(?P<name>\p{Han}{2}(?:公司|集团|集團|大学|大學|学院|學院|银行|銀行|委员会|委員會|基金会|基金會|研究院|研究所|医院|醫院"
    r"|中学|小学|小學|协会|協會|法院|出版社|电视台|電視台|大会堂|交易所|机场|機場|俱乐部|俱樂部|联合会|聯合會|组织|組織))"
)
_NO_NAME = frozenset("该該这這那本某各所家的个個几幾多等为為与與和及其此")
_PLACES_WITH = regex.compile(r"(?P<name>\p{Han}{2})(?:[省市县縣州岛島]|自治区|自治區)(?!场|場|民|面|长|長|值)")
_PLACES = regex.compile(
    "中国|中國|美国|美國|英国|英國|法国|法國|德国|德國|俄罗斯|俄羅斯|日本|韩国|韓國|朝鲜|朝鮮|印度|巴西|南非|澳大利亚|澳大利亞|加拿大"
    "|墨西哥|意大利|西班牙|葡萄牙|荷兰|荷蘭|瑞士|瑞典|挪威|芬兰|芬蘭|丹麦|丹麥|波兰|波蘭|希腊|希臘|土耳其|乌克兰|烏克蘭|埃及|沙特"
    "|伊朗|伊拉克|叙利亚|敘利亞|以色列|巴勒斯坦|阿富汗|巴基斯坦|孟加拉|斯里兰卡|尼泊尔|缅甸|緬甸|泰国|泰國|越南|老挝|柬埔寨|马来西亚"
    "|新加坡|印度尼西亚|菲律宾|蒙古|哈萨克斯坦|乌兹别克斯坦|肯尼亚|尼日利亚|埃塞俄比亚|坦桑尼亚|刚果|加纳|阿根廷|智利|秘鲁|哥伦比亚"
    "|委内瑞拉|古巴|新西兰|欧盟|歐盟|东盟|東盟|北约|非盟|联合国|聯合國|非洲|欧洲|歐洲|亚洲|亞洲|拉美|北京|上海|天津|重庆|重慶|广州|廣州"
    "|深圳|香港|澳门|澳門|台湾|台灣|台北|武汉|武漢|成都|西安|南京|杭州|苏州|青岛|大连|厦门|昆明|贵阳|长沙|郑州|济南|哈尔滨|长春|沈阳"
    "|石家庄|太原|合肥|福州|南昌|南宁|海口|兰州|西宁|银川|拉萨|乌鲁木齐|呼和浩特|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西"
    "|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|内蒙古|广西|西藏|宁夏|新疆|纽约|紐約|华盛顿|伦敦|倫敦|巴黎|东京|東京"
    "|莫斯科|柏林|日内瓦|日內瓦|维也纳|罗马|首尔|平壤|新德里|曼谷|河内|谷歌|微软|苹果公司|亚马逊|阿里巴巴|腾讯|华为|百度|京东|小米"
    "|特斯拉|英特尔|三星|索尼|丰田|波音|空客|世卫组织|世贸组织|世界银行"
)


def unknown(text: str, source: str) -> tuple[str, ...]:
    """The names in `text` that the text `source` does not have, as they are written; both as `tokens.plain` gives."""
    return tuple(dict.fromkeys((*_latin(text, source), *_chinese(text, source))))


def capitals(text: str) -> tuple[str, ...]:
    """The capitalised words of `text` that do not merely begin a sentence, in order."""
    return tuple(
        word.text
        for word in tokens.tokens(text)
        if _CAPITAL.match(word.text) and not (_begins(text, word) and _is_function(word.text))
    )


def places(text: str) -> tuple[str, ...]:
    """The well-known places and bodies that `text` names in Chinese, in order."""
    return tuple(_PLACES.findall(text))


def is_name_like(text: str) -> bool:
    """Whether a run of Han characters looks like the name of a person or a place."""
    return bool(_PLACES.search(text)) or (len(text) in {2, 3, 4} and bool(regex.match(_PERSON, text)))


def _begins(text: str, word: tokens.Token) -> bool:
    return bool(_STARTS.search(text[max(0, word.start - 6) : word.start]))


def _is_function(word: str) -> bool:
    return word.casefold().removesuffix("'s") in tokens.FUNCTION_WORDS


def _latin(text: str, source: str) -> list[str]:
    known = _known(source)
    words = [word for word in tokens.tokens(text) if not word.is_han and not word.text[0].isnumeric()]
    inside_chinese = sum(token.is_han for token in tokens.tokens(text)) > len(words)
    found = []
    for place, word in enumerate(words):
        if not _CAPITAL.search(word.text) and not (inside_chinese and len(word.text) > 1):
            continue
        if _begins(text, word) and _is_function(word.text):
            continue
        if not known.has(word.text, begins=_begins(text, word)):
            found.append(word.text)
        elif place and _joined(text, words[place - 1], word) and not known.together(words[place - 1].text, word.text):
            found.append(f"{words[place - 1].text} {word.text}")
    return found


def _joined(text: str, left: tokens.Token, right: tokens.Token) -> bool:
    """Whether two neighbouring words form one name: both capitalised, both proper, nothing but a space between."""
    both = _CAPITAL.match(left.text) and _CAPITAL.match(right.text) and text[left.end : right.start] == " "
    return bool(both) and not _is_function(left.text) and left.text.casefold() not in _TITLES


class _Known:
    """The Latin words of an article, by their spelling and by their order."""

    def __init__(self, source: str) -> None:
        words = [_bare(word.text) for word in tokens.tokens(source) if not word.is_han]
        self.order = words
        self.capital = {word for word in words if _CAPITAL.search(word)}
        self.lower = {word.casefold() for word in words}
        self.stems = {tokens.stem(word) for word in words}
        self.initials = _initials(source)
        self.places: dict[str, list[int]] = {}
        for place, word in enumerate(words):
            self.places.setdefault(word.casefold(), []).append(place)

    def has(self, word: str, *, begins: bool) -> bool:
        bare = _bare(word)
        parts = bare.split("-")
        if bare in self.capital or (len(parts) > 1 and all(self.has(part, begins=begins) for part in parts if part)):
            return True
        if begins or not _CAPITAL.match(bare) or bare.isupper():
            if bare.casefold() in self.lower or (begins and tokens.stem(bare) in self.stems):
                return True
            if bare.isupper() and len(bare) > 1:
                return bare in self.initials
        return any(_is_demonym(bare, other) or _is_demonym(other, bare) for other in self.capital)

    def together(self, left: str, right: str) -> bool:
        """Whether the two stand in this order within three words somewhere; words not known are not its business."""
        before, after = self.places.get(_bare(left).casefold(), []), set(self.places.get(_bare(right).casefold(), []))
        if not before or not after:
            return True
        return any(place + gap in after for place in before for gap in (1, 2, 3))


@lru_cache(maxsize=32)
def _known(source: str) -> _Known:
    return _Known(source)


def _bare(word: str) -> str:
    return word.removesuffix("'s").removesuffix("'").replace(".", "")


def _is_demonym(longer: str, shorter: str) -> bool:
    """American of America, Chinese of China, Scots of Scot; not Johnston of Johnson."""
    if len(shorter) < 4 or longer[:3] != shorter[:3]:
        return False
    stems = (shorter, shorter[:-1])
    return any(longer == root + ending for root in stems for ending in _DEMONYMS)


def _initials(source: str) -> frozenset[str]:
    """The initials of every run of capitalised words, "of", "the" and "for" skipped: UN, WHO, UNDP."""
    runs = regex.findall(r"\p{Lu}[\p{L}-]+(?:\s(?:of|for|and|on|the|\p{Lu}[\p{L}-]+)){1,7}", source)
    found = set()
    for run in runs:
        letters = [part[0] for word in run.split() for part in word.split("-") if part and part[0].isupper()]
        found |= {"".join(letters[i:j]) for i in range(len(letters)) for j in range(i + 2, len(letters) + 1)}
    return frozenset(found)


def _chinese(text: str, source: str) -> list[str]:
    found = [name for name in _DOTTED.findall(text) if not _dotted_known(name, source)]
    found += [f"《{title}》" for title in _TITLED.findall(text) if title not in source]
    found += [place["name"] for pattern in _PEOPLE for place in pattern.finditer(text) if place["name"] not in source]
    found += [
        place["name"]
        for pattern in (_BODIES, _PLACES_WITH)
        for place in pattern.finditer(text, overlapped=True)
        if place["name"] not in source and not _NO_NAME & set(place["name"][:2])
    ]
    return found + [name for name in _PLACES.findall(text) if name not in source]


def _dotted_known(name: str, source: str) -> bool:
    """Whether the source has the name: nothing says where the Han text around it begins, so its core is looked up."""
    first, *middle, last = name.split("·")
    shown = 2 if last[2:3] in _AFTER_A_NAME else 3
    return "·".join((first[-2:], *middle, last[:shown])) in source
