"""Characters that Chinese given names are made of, and 于, which is a surname or a preposition. Floor 2.

于 is written 于 in a name and 於 elsewhere. No cut into words tells the two apart (于文浩对 is cut 于 文浩对), so what
follows is looked at by character, and what comes before by whether a preposition can stand there at all.
"""

from collections.abc import Container, Iterator, Sequence

import regex

from digest.chinese.words import Word, Words

GIVEN = frozenset(
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建国志文斌辉峰海鹏飞波宇浩晨轩涵怡欣雨佳琪慧颖雪梅婷婉媛倩莉莹琳璐"
    "瑶瑾瑜璇珊珍珠琴琼萍萌萱蓉薇蕾芬芸芝苗茜荣菲菊莲春秋夏晓晶晖晴昕昊昌昆旭旺星晏景智曦暄曼月朋朝木林柏栋桐梓楠榕森枫槐彬彤"
    "彦彪彩德心忠念思恒恩悦惠愉慕懿成才扬振捷敬斐新方永江河泉泽洁津浦润淑清渊渝源溪滨漫潇澜瀚灿炎炜炳烁烨焕煜熙燕爱牧献玮玲珂"
    "珏琦琛瑞璞生甜盈睿石磬祖祥禄福禹秉稳立竹笑筠素纯绍维绮绵缘罗翔翠翰耀聪育胜良艺若茂莎菁董葆蓝虎虹蝶衡裕西誉谦豪贞贤贵赫越"
    "跃轶达远迪通逸邦郁金钊钢钧铁铭锋锐锦镇长闯阳陆雄霄霖青韬韵顺颂风馨驰骏骁鸣鸿鹤鹰鹃麒麟黎齐龙凤仁仪伦佑佩依俊保信修健光兆"
    "元克全兵冠冬凌凡凯利力功加劲励勋勤北千卉卓南博卫卿厚双友发司吉君启吟和咏品哲唯善嘉园坚坤城培基墨士壮夕天奇奎如妍妮姗姣娅"
    "娇婧嫣子孝孟学守安宏宗宜宝宪家宾寒寿尔尚岚岩岭川州巍帅帆希帝常幼广庆康延开弘彰怀恺戈承拓政效斯昂显晗普曙书望本权杏杨松柔"
    "柯柱根格桃梦梁棋楚武民水汉沁沛沐沙治法泰洪浣浪涓淇淳添湘溢滢潮灵烈然照煊珩理琢瑛瑄璟田甫申益相真知研礼祎禧童章端符精纪纳"
    "绣耘肖胤舒航芙花芷苏苑茵荷莺菡葵蒙蓓蕊藜言诗诚语诺谊谣豫赐路辰迅连遥鑫钰铮锡键镜闻阔陶隆雁雅雯霆露靖革顶颜飒飘香驹高魁鲁"
    "鹭黛默鼎义云亚亮京亭仙伊俪倍倾允公兴冰冲创初卜印古台名吕呈周唐喜团图圆圣坦均堂塘声夫奋奕妙姝姿威娴婕婵媚孔孙宁定宣容宸富"
    "少展山岗岳峻崇崎巧小东征丰骥佟秦茹苒冉钦楷乔群汐妤沅芮铎樱桦桢岑弦歌满泓浚滔焱逊颐馥骋骐鲲涌琰碧穗笛绩荻蔚衍谟钺隽雍颉芯"
    "莘葳娥嫚屹岱帛彧悠攀昀昱曜朔杭棠榆毅泳洛澄澈澍濂灏煌爽猛玫玺珈琬琮瑗瓒畅皓盼禾穆竣粤绪继腾芹茗荫蓁融贝赋轲辅铃雷震霓韧飚"
)
# Given names of one character that also begin prepositional phrases: 于民有利, 于心不忍, 于家中.
_PHRASE = frozenset(
    "民国心家法理情事史人我他今此是天地水山海江河城中西东南北大小上下左右百千初月秋春夏冬世同公会有其自"
)
_BEFORE = frozenset("的与据叫跟被把让请了着给姓、")  # no preposition comes after these
_PLACE = frozenset("上中下里内外间边旁畔之处前后时")
_PERSON = regex.compile(
    r"(?:妻子|丈夫|父亲|母亲|爸爸|妈妈|爷爷|奶奶|外公|外婆|哥哥|姐姐|弟弟|妹妹|儿子|女儿|孙子|孙女|爱人|恋人|前妻|前夫|未婚妻|好友|同事|同学|室友|邻居|"
    r"岁的|村民|市民|[老小]伙|女孩|男孩|少年|青年|男子|女子|嫌犯|和|及|由|对|向|为|像|见|找|娶|嫁给|爱上|采访|逮捕|祝贺|纪念)$"
)
_PREPOSITIONS = frozenset(("由于", "在于", "对于", "关于", "至于"))
_RIGHT = tuple("vpducr")
_WORDS = frozenset(("建国", "建军", "海洋", "向阳", "光明", "和平", "春雷", "晨曦", "海燕", "冬梅"))


def yu(
    text: str, cut: Sequence[Word], words: Words, surnames: Container[str], titled: regex.Pattern[str]
) -> Iterator[tuple[int, int]]:
    """Start and end of each name whose surname is 于."""
    for index, word in enumerate(cut):
        at = word.text.find("于")
        if at < 0 or len(word.text) > 4:
            continue
        start = word.start + at
        size = _size(text, start, cut, index, words)
        if not size:
            continue
        known = len(word.text) > 1 and words.knows(word.text)
        if known and at and word.text in _PREPOSITIONS:
            # 由于子涵: a given name stands without its surname less often than 由 before a full name.
            following = cut[index + 1]
            unknown = following.kind == "nr" or (word.text == "由于" and not words.knows(following.text))
            sure = size == 3 and unknown and following.text[0] not in surnames
            if sure and following.end == start + 3:
                yield start, start + 3
            continue
        if known and (at or word.kind[:1] != "n"):
            continue
        if _preceded(text, start, titled):
            yield start, start + size


def _preceded(text: str, start: int, titled: regex.Pattern[str]) -> bool:
    """Whether no preposition stands there, or one seldom does: at the head of a clause, after a person."""
    before = text[start - 1 : start]
    if not before or before in _BEFORE or not regex.match(r"\p{Han}|\p{Latin}|\d", before):
        return True
    left = text[max(0, start - 4) : start]
    return bool(_PERSON.search(left) or titled.search(left)) or before == "在"


def _size(text: str, start: int, cut: Sequence[Word], index: int, words: Words) -> int:
    """How many characters the name has that begins at `start`; 0 where what follows is no given name."""
    two = text[start + 1 : start + 3]
    if pair(two, words) and not crossed(start + 3, cut, index, words):
        following = _following(cut, index, start + 3)
        if text[start + 3 : start + 4] in _PLACE or (two in _WORDS and not _open(following)):
            return 0
        return 3
    one = two[:1]
    if one not in GIVEN or one in _PHRASE or crossed(start + 2, cut, index, words):
        return 0
    following = _following(cut, index, start + 2)
    strong = text[start - 1 : start] in _BEFORE and start > 0 and len(text) > start + 2
    return 2 if _open(following) or (strong and following is not None and following.kind != "f") else 0


def pair(text: str, words: Words) -> bool:
    """Whether two characters can be a given name: each is in one, and together they are no other word."""
    if len(text) < 2 or not GIVEN.issuperset(text) or (text[1] == "军" and text[0] in "德俄英美法"):
        return False
    return not words.knows(text) or text in _WORDS or words.cut(text)[0].kind in ("nr", "nz", "i")


def _following(cut: Sequence[Word], index: int, end: int) -> Word | None:
    return next((word for word in cut[index:] if word.start >= end), None)


def _open(following: Word | None) -> bool:
    """Whether a name can end before this word: before the end, a mark, a verb and what leads to one."""
    if following is None or not regex.match(r"\p{Han}", following.text):
        return True
    return following.kind[:1] in _RIGHT and following.text not in _PLACE


def crossed(end: int, cut: Sequence[Word], index: int, words: Words) -> bool:
    """Whether a word of the dictionary goes across `end`."""
    return any(word.start < end < word.end and words.knows(word.text) for word in cut[index : index + 4])
