"""Simplified characters that stand for several Traditional ones, and which words want which. Part of digest.chinese.

Our own table, for what OpenCC's phrases leave open or decide against usage in news. Words are Simplified, forms are
those of OpenCC's s2t (裏, not 裡): the region's glyph is chosen afterwards. WORDS also teaches the segmenter where
these words end. PATTERNS look at the neighbours of a character that no word of a dictionary holds; the first that
fits decides, and the character in question is where the match starts.
"""

from importlib import resources

import regex

_NUMBER = "0-9０-９〇零一二两三四五六七八九十百千万亿几数半"
# Characters of foreign names in Chinese letters, as Xinhua writes them: between two of them, 里 has no meaning.
SOUNDS = (
    "阿埃艾安昂奥巴芭贝本比毕宾波勃博布查茨达戴丹德蒂丁多杜厄恩尔法菲费芬弗福盖甘冈戈格古哈海汉赫亨霍基吉加迦"
    "贾杰金卡凯坎康柯科克肯库夸昆拉莱兰朗劳勒雷黎利莉廉列林琳卢鲁路伦罗洛吕马玛迈曼梅门蒙米密敏明莫默姆穆拿纳奈"
    "娜南内妮尼涅宁纽努诺欧帕庞佩彭皮平坡珀蒲普齐奇恰乔切琼丘热日茹瑞若萨塞赛桑森沙莎山尚绍舍什圣史士斯丝松苏索塔"
    "泰坦汤唐陶特提廷图托陀瓦万旺威韦维温翁沃乌武西希锡夏香肖谢辛欣兴休许雅亚延扬耶叶伊易因英雍尤约泽扎詹兹祖佐迪芙策措娃弥顿邓滕楚佛"
)

PATTERNS: dict[str, tuple[tuple[str, str], ...]] = {
    "里": (
        (rf"(?<=[{_NUMBER}])里(?!面|边|头|的)", "里"),
        (r"(?<=[公英海华])里(?=处|外|长|远|范围|以|内|之|多|的路|[，。、])", "里"),
        (rf"(?<=[{SOUNDS}][{SOUNDS}])里(?=[{SOUNDS}])|(?<=[{SOUNDS}])里(?=[{SOUNDS}][{SOUNDS}])", "里"),
        (
            rf"(?<=(?:学家|总统|首相|总理|主席|部长|外长|教练|球员|大使|作家|先生|歌手|演员|导演|言人|总裁|议员|将军|记者|教授|总监|队长|门将|前锋)"
            rf"[{SOUNDS}]{{1,3}})里(?![面边头])",
            "里",
        ),
        (r"(?<=[在到从入进沉掉]海)里(?!\p{Han})|(?<=海)里(?=的[鱼虾水生珊])", "裏"),
        (r"(?<=条路)里", "裏"),
        (rf"(?<=学家|总统|首相|总理|主席|部长|教练|球员|大使|作家|先生|外长)里(?=[{SOUNDS}][{SOUNDS}])", "里"),
        (r"(?<![^，。；：、？！“「『（\n])里(?=\p{Han})(?!面|边|头|外|屋|应|间|层|子|急|是|有|的|还|也|都)", "里"),
        (rf"(?<=[{SOUNDS}][{SOUNDS}])里(?=说|称|表示|指出|认为|强调|宣布)", "里"),
        (r"里(?=[居委]民?委员会|弄|社区居)", "里"),
    ),
    "历": ((r"历(?=新年|书|年初|正月)", "曆"),),
    "干": (
        (rf"(?<=[{SOUNDS}])干(?=[{SOUNDS}][{SOUNDS}])|(?<=[{SOUNDS}][{SOUNDS}])干(?=[{SOUNDS}])", "干"),
        (r"(?<=一)干(?=人|等|罪犯|嫌)", "干"),
        (r"(?<=[又既])干(?=[又且])", "乾"),
        (r"(?<=[嘴唇口舌泪油水血汗酒墨漆晒晾吹烘烤擦喝流抽榨风阴冻甩拧沥熬])干", "乾"),
        (r"(?<=[变])干|(?<=[井河湖塘溪泉])干(?=[了涸])", "乾"),
        (r"干(?=[嚼瞪咳呕嚎笑看等坐热冷裂枯瘪瘦燥涸湿硬])", "乾"),
        (r"(?<=[井河湖塘溪泉池泪嘴唇喉墨漆]\p{Han}{0,4})干了", "乾"),
        (r"干(?=[柴木树枝草叶花果菜肉粮饭馒饼鱼虾皮毛巾土泥河井田季辣豆椒薯姜酒洗燥])", "乾"),
        (r"(?<=[花叶草树枝根苗肤墙碗衣]|[李果桔橘杏桃种豆麦稻谷裤裙袜鞋被叶]子|衣服|头发|土地|田地)干了", "乾"),
        (r"干(?=[了完掉出起成过到得不好什啥嘛吗活事大一着这那就])", "幹"),
        (r"(?<=[枣梅肉薯蓉枝眼圆杏菜桃果瓜笋鱼虾腐豆包泥])干(?=\P{Han}|$)", "乾"),
    ),
    "松": (
        (rf"(?<=[{SOUNDS}]{{2}})松(?!了|开|动|手|口|绑)", "松"),
        (r"松(?=[了开绑动口手劲土弛懈散软紧耦])", "鬆"),
        (r"(?<=[太很较过更偏变不放宽轻蓬疏微])松", "鬆"),
        (r"松", "松"),
    ),
    "斗": ((rf"(?<=[{_NUMBER}])斗", "斗"), (r"斗(?=[米酒形柜量])", "斗")),
    "只": (
        (r"(?<=之一)只", "只"),
        (
            rf"(?<=[{_NUMBER}这那每某])只(?=是|有|能|要|会|需|用|占|剩|想|为|限|在|不|差|可|对|针|说|算|怕|许|得|因|关|靠|看|做|见|好)",
            "只",
        ),
        (rf"(?<=[{_NUMBER}多每这那某哪首各整])(?:余|多)?只", "隻"),
    ),
    "姜": (
        (
            r"姜(?=[和、与蒜]{1,2}[葱蒜椒糖])|(?<=[葱蒜椒糖][和、与])姜|(?<=[片块根切])姜|(?<=[放着加泡煮炒])姜(?!\p{Han})",
            "薑",
        ),
    ),
    "注": ((r"注(?=[：:])", "註"),),
    "后": ((rf"(?<=[{_NUMBER}多当隔]天)后", "後"),),
    "面": ((r"(?<=[碗擀煮])面", "麪"),),
    "发": ((r"(?<=[红金银灰棕黑白长短卷直])发(?=女|男|少|老|美|碧|披|飘|及|齐|的)", "髮"),),
    "钟": ((r"(?<=守|和平)钟|(?<=[点分秒刻多大小老古新旧铜铁石金木口座的敲撞鸣挂闹])钟|钟(?!\p{Han})", "鐘"),),
    # Outside of known words these are surnames far more often than anything else.
    "余": (
        (rf"(?<=[{_NUMBER}年月日天里岁元人名个次件吨多尚仅只所还剩残][ \u3000]?)余", "餘"),
        (r"余(?=[下款额温热音波威毒孽力数])", "餘"),
        (r"余", "余"),
    ),
    "范": (
        (r"(?<=[规模示典防风轨就失垂洪]|(?<![教医律程老厨导讲牧药])师)范|范(?=[围例本文畴式型])", "範"),
        (r"范", "范"),
    ),
    "朴": ((r"朴", "朴"),),
    "郁": ((r"郁", "郁"),),
    "岳": ((r"岳", "岳"),),
    "征": ((r"征(?=[\p{Han}0-9%％.]{0,8}(?:税|费|关税))", "徵"),),
    "制": (
        (r"(?<=[纸木铜铁钢铝布皮陶瓷竹石玉料胶棉银草藤])制(?=[的成品造]|[，。、]|$)", "製"),
        (r"制(?=[成作造备])", "製"),
    ),
    "准": (
        (r"(?<=[看找抓认算瞄对校测拿得定摸])准", "準"),
        (r"准(?=[军妈爸新总候国高])", "準"),
        (r"(?<=[不获未批核])准", "准"),
    ),
    "赞": ((r"(?<=[大盛齐夸点])赞|赞(?=其|他|她|它|：|“)", "讚"),),
    "游": ((r"游(?=[来去过到向了得着])", "游"),),
    "周": (
        (rf"(?<=[{_NUMBER}本上下每前后近整全这那首末双单隔])周(?!围|边|到|密|折|期|转|岁|长|全|公|恩|游|总)", "週"),
        (r"周(?=[一二三四五六日末][^\p{Han}]|[一二三四五六日末]?[早晚上中下凌][上午晨])", "週"),
    ),
    "系": (
        (r"(?<=[脉情心命]相)系", "繫"),
        (r"(?<=[他她其我])系(?=[某一该本由])|(?<=[确纯实均乃皆原此])系|系(?=由|因|指)", "係"),
    ),
    "云": ((r"(?<=[曰诗书语人]?[云曰])云", "云"),),
    "台": ((r"(?<=[总])台", "臺"),),
    "表": ((r"表(?=[店行匠针带盘])|(?<=[腕怀])表", "錶"),),
    "困": ((r"困(?=得[睁眼直不]|倦|死我)", "睏"),),
    "出": ((r"出(?=\p{Han}{0,3}[戏剧曲])(?<=[一两二三四五六七八九十几数这那首]出)", "齣"),),
    "卷": ((r"卷(?=[起走入进成曲缩])", "捲"), (r"卷", "卷")),
    "签": ((r"(?<=[抽求竹牙书标])签|(?<=[抽求]到?(?:[上中下]{1,2}|[一支一根]{2}))签", "籤"), (r"签", "簽")),
    "谷": ((r"谷(?=[价仓])", "穀"),),
    "纤": ((r"纤(?=[道夫绳])", "縴"),),
    "冲": ((r"冲(?=了?[出进过上下向])", "衝"),),
    "冬": ((r"冬", "冬"),),
}


def compiled() -> dict[str, tuple[tuple[regex.Pattern[str], str], ...]]:
    """PATTERNS ready for use."""
    return {
        letter: tuple((regex.compile(pattern), form) for pattern, form in rows) for letter, rows in PATTERNS.items()
    }


def words() -> dict[str, dict[int, str]]:
    """Every word of senses.tsv with the form of each character that it decides: {"干净": {0: "乾"}}."""
    found: dict[str, dict[int, str]] = {}
    table = resources.files("digest.chinese").joinpath("senses.tsv").read_text(encoding="utf-8")
    for line in table.splitlines():
        if line.startswith("#"):
            continue
        letter, form, listed = line.split("\t")
        for word in listed.split():
            for place, each in enumerate(word):
                if each == letter:
                    found.setdefault(word, {})[place] = form
    return found
