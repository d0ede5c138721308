"""Where personal names stand in a Chinese text. Part of digest.chinese, floor 2.

A name is a surname and one or two characters that no other word claims, beside a title, a verb of saying, another name
or a mark; or foreign sounds joined by a middle dot. No list of people: the caller passes those that must be right.
"""

from collections.abc import Container, Iterator, Sequence

import regex

from digest.chinese import given
from digest.chinese.senses import SOUNDS
from digest.chinese.words import Word, Words

_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田"
    "任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段漕钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季"
    "俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位"
    "覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉简娄盖符奚木穆党燕"
    "郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬"
    "咸明沙薄伏岑习胥保和蔺朴肖闫付干占云"
)
_PAIRED = tuple(str.split("欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 司徒 令狐 夏侯 端木 宇文 长孙 万俟 淳于 鲜于"))
_SOUNDS = frozenset(SOUNDS + "里干")
_FIRST = _SURNAMES | {name[0] for name in _PAIRED}
# Surnames that are more often another word: only a title before and a sign after make them one.
_COMMON = frozenset("于和来都时成原应种干位官全乐云单强解明方安高文江万常向关时应种台银花华包连明冷古白金路景")

_TITLE = regex.compile(
    r"(?:"
    r"主席|总统|总理|首相|部长|省长|市长|县长|区长|镇长|乡长|村长|州长|校长|院长|所长|局长|处长|科长|司长|厅长|"
    r"署长|会长|社长|行长|厂长|站长|队长|团长|秘书长|理事长|董事长|议长|酋长|组长|班长|船长|机长|馆长|台长|总裁|"
    r"总监|总经理|经理|书记|主任|专员|委员|议员|研究员|协调员|通讯员|运动员|教练员|飞行员|航天员|宇航员|演员|"
    r"官员|发言人|负责人|主持人|代言人|创始人|候选人|继承人|传承人|获得者|记者|作者|学者|教授|博士|院士|医生|"
    r"医师|护士|律师|教师|老师|导师|工程师|设计师|厨师|摄影师|大使|公使|特使|参赞|领事|代表|助理|顾问|法官|"
    r"检察官|警官|将军|上将|中将|少将|司令|政委|作家|画家|诗人|导演|编剧|歌手|专家|"
    r"(?:学|企业|艺术|外交|思想|音乐|书法|评论|教育|活动|政治|小说|作曲|实业|慈善|银行|收藏|革命|军事|戏剧|舞蹈|歌唱|钢琴)家|"
    r"同志|先生|女士|小姐|夫人|妻子|丈夫|女儿|儿子|父亲|母亲|村民|市民|居民|农民|牧民|渔民|学生|校友|选手|队员|"
    r"球员|志愿者|患者|业主|游客|司机|老人|摄影|编辑|撰文|翻译|责编|作曲|作词|艺人|外长|防长|财长|主播|影星|"
    r"影后|影帝|球星|名将|前锋|门将|教练|主帅|烈士|英雄|老板|店主|阿姨|大叔|大爷|大妈|支书|职工|工人|骑手|乘客|"
    r"旅客|考生|家长|嫌犯|被告|原告|证人|死者|伤者|嘉宾|顾客|房东|邻居|好友|同事|同学|室友|主演|主编|叫|名叫|"
    r"校对|审核|监制|供稿|策划|制图|文字|来源"
    r")[：:/ ]?$"
)
# What follows a name at the head of a clause, and what may follow one behind a title as well.
_SAYS = frozenset(
    str.split(
        "说 表示 指出 介绍 强调 认为 称 告诉 透露 坦言 回忆 解释 补充 介绍说 宣布 呼吁 提到 "
        "谈到 写道 评论 回应 致辞 主持 出席 陪同 会见 当选 率 率领 前往 抵达 签署 赢得 夺得 "
        "出任 逝世 去世 曾任 笑 笑着 笑道 问道 答道 先生 女士 同志 教授 博士 院士 老师 医生 "
        "夫妇 等人 一行 一家 担任 主演 执导 感慨 感叹 直言 表态 致电 发言 获颁 荣获 获评"
    )
)
_FOLLOWS = frozenset(
    str.split(
        "报道 摄 摄影 文 在 是 为 于 从 对 向 将 已 正 则 也 还 今年 去年 曾 曾经 获得 "
        "获 访问 接受 参加 等 的 就 以 所 代表 共同 分别 昨日 今日"
    )
)
_PERSONS = frozenset(str.split("一行 等人 夫妇 先生 女士 同志 教授 博士 院士 老师"))  # can follow nothing but a name
_HONORIFIC = frozenset(
    str.split("先生 女士 小姐 太太 夫人 教授 博士 院士 老师 医生 大夫 律师 法官 警官 同学 师傅 总 某 某某 某人 氏 姓")
)
_LETTERS = frozenset("余范岳郁钟朴涂姜沈谷胡游")
_DOES = frozenset(str.split("获得 获得最佳 饰演 出演 是 获奖 夺冠 发文"))  # what persons do after a foreign name
_RARELY_ELSE = frozenset("余范岳郁钟朴涂姜沈谷胡")  # at the head of an unknown word of three, a surname
_NOUNS = frozenset(
    "叶汤江河湖海山田房车路石水城家宫池井梅杨柳桑林沙云谷官粉荆柴米饭锅碗瓶盒箱袋"
)  # surnames that have an inside
_PLACES = frozenset("里后上下中内外前")
# A given name that the word behind it begins with as well: 张松松了一口气.
_DOUBLED = regex.compile(rf"[{''.join(sorted(_SURNAMES))}]([松干冲游发征])(?=\1[了开过着到出进遍])")
# Words of one character that are no part of a given name.
_FUNCTION = frozenset(
    "的了在是和与及为将被把也都仍还就从对向到着过不没有已正会能要这那其各每某等说称并或而但以则却且很最更让给"
)
_MARKS = frozenset("，。、；：！？（）《》“”「」『』…—·,.;:!?() \t\n\u3000[]【】/|")
_JOINS = frozenset(["和", "与", "及", "跟", "由", "被", "让", "请", "对", "向", "给", "同", "以及", "叫", "是", "、"])
_DOT = "·・•‧∙"
_FOREIGN = regex.compile(rf"\p{{Han}}{{1,9}}(?:[{_DOT}]\p{{Han}}{{1,9}})+")
_NAME = rf"(?:{'|'.join(_PAIRED)}|[{''.join(sorted(_SURNAMES))}])\p{{Han}}{{1,2}}"
_SOMEONE = regex.compile(
    rf"(?:(?<!\p{{Han}})|(?<=[我被告员人了与]))[{''.join(sorted(_SURNAMES))}](?=某)"
)  # 余某 in a court report
_LIST = regex.compile(
    rf"(?<!\p{{Han}}){_NAME}(?:、{_NAME})+(?=[等，。、；：）)\s]|分别|和|[一两二三四五六七八九十]\p{{Han}}?[人位名]|$)"
)
_HAN = regex.compile(r"\p{Han}+")


def find(text: str, cut: Sequence[Word], words: Words, ours: Container[str]) -> Iterator[tuple[int, int]]:
    """Start and end of each personal name in `text`, which `cut` cuts into words; none of `ours` is one."""
    yield from _dotted(text, cut)
    yield from _listed(text, cut, ours)
    yield from (match.span() for match in _SOMEONE.finditer(text))
    yield from given.yu(text, cut, words, _SURNAMES, _TITLE)
    doubled = dict(before_itself(text))
    yield from doubled.items()
    end = 0
    for index, word in enumerate(cut):
        if word.text[0] not in _FIRST or word.start < end or word.text in ours or word.start in doubled:
            continue
        if _by_letters(text, cut, index, words):
            end = word.start + 3
            yield word.start, end
            continue
        if _honoured(text, cut, index):
            yield word.start, word.end
            continue
        following = cut[index + 1] if index + 1 < len(cut) else None
        if word.text == "于" and (following is None or not set(following.text) <= _SOUNDS):
            continue  # `given.yu` knows better
        alone = word.text in _RARELY_ELSE or (word.text == "游" and _open_left(text, cut, index))
        if alone and following is not None and following.kind in ("nr", "nrfg") and len(following.text) < 3:
            end = following.end
            yield word.start, end
            continue
        for size in _sizes(cut, index, words):
            stop = word.start + size
            if _is_name(text, cut, index, stop, words, after_name=end == word.start - 1 and text[end] == "、"):
                yield word.start, stop
                end = stop
                break


def possible(text: str, cut: Sequence[Word], words: Words) -> Iterator[int]:
    """Where a surname might stand beside a title or a verb of saying; `find` did not take all of them for names."""
    for index, word in enumerate(cut):
        if word.text[0] not in _SURNAMES or not _HAN.fullmatch(word.text):
            continue
        if len(word.text) > 1 and word.kind != "nr" and words.knows(word.text):
            continue  # 游客
        following = cut[index + 1] if index + 1 < len(cut) else None
        if following is None or following.kind in ("m", "t", "ns", "x"):
            continue
        spoken = following.text in _SAYS and len(word.text) in (2, 3) and _open_left(text, cut, index)
        if spoken or (len(word.text) < 4 and _is_titled(text, cut, index)):
            yield word.start


def _sizes(cut: Sequence[Word], index: int, words: Words) -> list[int]:
    """How many characters a name that starts at this word may have, longest first."""
    word = cut[index]
    if len(word.text) > 4 or not _HAN.fullmatch(word.text):
        return []
    if word.text[0] not in _SURNAMES and not word.text.startswith(_PAIRED):
        return []
    family = 2 if word.text.startswith(_PAIRED) else 1
    if len(word.text) > family and words.knows(word.text) and word.kind not in ("nr", "nrfg", "x"):
        return []
    sizes = [len(word.text)] if family < len(word.text) <= family + 2 else []
    total = len(word.text)
    for following in cut[index + 1 : index + 3]:
        total += len(following.text)
        if total > family + 2 or not _HAN.fullmatch(following.text) or following.text in _FUNCTION:
            break
        sizes.append(total)
    return sorted(sizes, reverse=True)


def _is_name(text: str, cut: Sequence[Word], index: int, stop: int, words: Words, *, after_name: bool) -> bool:
    word = cut[index]
    following = next((each for each in cut[index:] if each.start >= stop), None)
    titled = after_name or _is_titled(text, cut, index)
    if word.text[0] in _NOUNS and text[word.start + 1 : word.start + 2] in _PLACES and not titled:
        return False  # 汤里加盐
    says = following is not None and (following.text in _SAYS or bool(_TITLE.fullmatch(following.text)))
    open_right = following is None or following.text[0] in _MARKS or following.text in _JOINS
    if word.text in _COMMON and any(
        words.knows(each.text) and each.kind != "nr"
        for each in cut[index + 1 :]
        if len(each.text) > 1 and each.end <= stop
    ):
        return False  # 总统于周三宣布
    if says and following is not None and following.text in _PERSONS and word.text[0] not in _COMMON:
        return True
    follows = word.text[0] not in _COMMON or (
        following is not None and (following.text in _FOLLOWS or following.kind[:1] in tuple("vlpd"))
    )
    if titled and (open_right or says or follows):
        return True
    if word.text[0] == "于" and _open_left(text, cut, index) and following is not None:
        foreign = stop - word.start > 2 and set(text[word.start + 1 : stop]) <= _SOUNDS
        return foreign and (following.text in _DOES or says)
    if word.text[0] in _COMMON or (stop == word.end and len(word.text) == 2 and words.knows(word.text)):
        return False  # 钟声 and 胡子 are names to jieba
    unknown = word.kind == "nr" or not words.knows(word.text)
    if stop == word.end and len(word.text) == 3 and unknown and word.text[0] in _RARELY_ELSE:
        return True
    if stop == word.end and len(word.text) == 3 and word.kind == "nr" and given.GIVEN.issuperset(word.text[1:]):
        return True
    if not _open_left(text, cut, index):
        return says and word.kind == "nr" and stop == word.end and len(word.text) == 3
    if (
        stop == word.end
        and word.kind == "nr"
        and (open_right or (following is not None and following.kind[:1] in "vpdu"))
    ):
        return True
    return says or (word.kind == "nr" and stop == word.end and following is not None and following.kind[:1] == "v")


def _is_titled(text: str, cut: Sequence[Word], index: int) -> bool:
    word, before = cut[index], cut[index - 1] if index else None
    if before is not None and before.kind == "n" and before.text[-1] in "员者师手":
        return True
    return bool(_TITLE.search(text, max(0, word.start - 4), word.start))


def _open_left(text: str, cut: Sequence[Word], index: int) -> bool:
    start = cut[index].start
    return start == 0 or text[start - 1] in _MARKS or cut[index - 1].text in _JOINS


def before_itself(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of names that end as the next word begins, which no dictionary cuts rightly: 张松|松了一口气."""
    return (match.span() for match in _DOUBLED.finditer(text) if _begins(text, match.start()))


def _by_letters(text: str, cut: Sequence[Word], index: int, words: Words) -> bool:
    """True for a surname and two characters of given names that are cut wrongly: 范志 明, 游丽华教."""
    word, end = cut[index], cut[index].start + 3
    if word.text[0] not in _LETTERS or (len(word.text) > 2 and words.knows(word.text)):
        return False
    if not given.pair(text[word.start + 1 : end], words) or given.crossed(end, cut, index, words):
        return False
    unknown = len(word.text) == 4 and not words.knows(word.text)
    return _is_titled(text, cut, index) or (unknown and _open_left(text, cut, index))


def _begins(text: str, start: int) -> bool:
    return start == 0 or text[start - 1] in _MARKS or bool(_TITLE.search(text, max(0, start - 4), start))


def _honoured(text: str, cut: Sequence[Word], index: int) -> bool:
    """True for a surname alone before 先生 or 某."""
    word = cut[index]
    if index + 1 == len(cut) or len(word.text) > 2 or (len(word.text) == 2 and word.text not in _PAIRED):
        return False
    return cut[index + 1].text in _HONORIFIC and (word.text not in _COMMON or _open_left(text, cut, index))


def _listed(text: str, cut: Sequence[Word], ours: Container[str]) -> Iterator[tuple[int, int]]:
    """The members of a list that are names, when most of them can be nothing else: 李干杰、李书磊, not 文化、经济."""
    kinds = {word.start: word for word in cut}
    for match in _LIST.finditer(text):
        position, members = match.start(), []
        for name in match.group().split("、"):
            members.append((position, position + len(name)))
            position += len(name) + 1
        sure = [
            start
            for start, end in members
            if (start not in kinds or kinds[start].end != end or kinds[start].kind == "nr" or text[start] == "于")
            and text[start:end] not in ours
        ]
        if 2 * len(sure) > len(members):
            yield from members


def _dotted(text: str, cut: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Foreign names with a middle dot, from the border of the word that begins them to that of the word that ends."""
    for match in _FOREIGN.finditer(text):
        first = next(place for place in range(match.start(), match.end()) if text[place] in _DOT)
        last = max(text.rfind(mark, match.start(), match.end()) for mark in _DOT)
        start = first
        for word in reversed([word for word in cut if match.start() <= word.start and word.end <= first]):
            if start < first and (len(word.text) > 1 or not set(word.text) <= _SOUNDS) and not _is_foreign(word):
                break
            start = word.start
        end = next((word.end for word in cut if word.start <= last + 1 < word.end), match.end())
        for word in (word for word in cut if end <= word.start and word.end <= match.end()):
            if not _is_foreign(word):
                break
            end = word.end
        yield start, min(end, match.end())


def _is_foreign(word: Word) -> bool:
    """True for a word that is only sounds: 沃尔, 松."""
    return set(word.text) <= _SOUNDS and word.kind in ("nr", "nrt", "nrfg", "ns", "nz", "x", "")
