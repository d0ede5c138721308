"""Issues for the tests of posts: one fictional week in four written forms, and parts to build others from."""

import hashlib
import tomllib
from datetime import UTC, date, datetime
from pathlib import Path

from digest import platforms
from digest.model import (
    Article,
    Audience,
    Issue,
    Kind,
    Language,
    Newsletter,
    Newsroom,
    Origin,
    Paragraph,
    Standing,
    Story,
    Summary,
    SummarySentence,
    Variant,
    Window,
)

ROWS = platforms.from_mapping(tomllib.loads((Path(__file__).parents[2] / "config/platforms.toml").read_text("utf-8")))

NEWSROOM = Newsroom(
    name={
        Variant.EN: "UN Xilan",
        Variant.ZH_HANS: "联合国汐澜",
        Variant.ZH_HANT_TW: "聯合國汐瀾",
        Variant.ZH_HANT_HK: "聯合國汐瀾",
    },
    address=dict.fromkeys(Variant, "1 Harbour Road"),
    site="https://xilan.un.example",
    sender="news@xilan.un.example",
    zone="Asia/Shanghai",
)

TITLES = {
    Variant.EN: "The week in Xilan",
    Variant.ZH_HANS: "汐澜一周",
    Variant.ZH_HANT_TW: "汐瀾一週",
    Variant.ZH_HANT_HK: "汐瀾一周",
}

# headline, sentences, tags, speaker, speaker's post; the address and the kind are those of the place in the list.
_KINDS = (Kind.STORY, Kind.PRESS_RELEASE, Kind.SPEECH, Kind.VIDEO, Kind.OP_ED)
_SLUGS = ("storm-line", "school-meals", "water-forum", "pump-menders", "small-ports")
_WEEK: dict[Variant, tuple[tuple[str, tuple[str, ...], tuple[str, ...], str, str], ...]] = {
    Variant.EN: (
        (
            "Forty coastal towns agree to share one storm warning line",
            (
                "Forty towns along the Xilan coast signed an agreement on 12 November to run one storm warning line.",
                "Until now each town had its own number, and on two of last year’s five worst nights nobody picked up.",
                "The shared line opens on 1 March 2026 with 64 operators working around the clock, half of them women.",
            ),
            ("early warning", "climate action", "SDG 13"),
            "",
            "",
        ),
        (
            "School meals reach 120,000 more children",
            (
                "The World Food Programme and the Ministry of Education brought school meals to another 310 rural "
                "schools on 10 November.",
                "The rice and vegetables come from farms no more than 30 kilometres away.",
            ),
            ("school meals", "zero hunger"),
            "",
            "",
        ),
        (
            "No child should have to choose between water and school, UN envoy says",
            (
                "Orla Venn told the Xilan Water Forum on 13 November that no child should have to choose between "
                "fetching water and going to school.",
                "“A tap in the village is the cheapest teacher we can hire.”",
            ),
            ("water", "women's rights"),
            "Orla Venn",
            "UN Resident Coordinator in Xilan",
        ),
        (
            "A day with the women who mend solar pumps",
            ("Three technicians in Baiwei look after 58 solar pumps, travelling on foot and by boat.",),
            ("renewable energy",),
            "",
            "",
        ),
        ("Small ports hold the key to clean shipping", (), ("climate action",), "", ""),
    ),
    Variant.ZH_HANS: (
        (
            "四十个沿海城镇将共用一条风暴预警热线",
            (
                "汐澜沿海四十个城镇11月12日签署协议，决定合并各自的风暴预警电话。",
                "此前各镇号码不一，去年灾情最重的五个夜晚里，有两晚电话无人接听。",
                "统一热线定于2026年3月1日开通，由64名话务员全天值守，其中一半是女性。",
            ),
            ("早期预警", "气候行动", "可持续发展目标13"),
            "",
            "",
        ),
        (
            "学校供餐再惠及12万名儿童",
            (
                "世界粮食计划署与汐澜教育部11月10日宣布，学校供餐已扩大到另外310所乡村学校。",
                "大米和蔬菜都来自30公里以内的农户。",
            ),
            ("学校供餐", "零饥饿"),
            "",
            "",
        ),
        (
            "联合国驻汐澜协调员：不该让孩子在打水和上学之间做选择",
            (
                "奥拉·文恩11月13日在汐澜水论坛上说，任何孩子都不该在打水和上学之间做选择。",
                "“村里有一个水龙头，就等于请来一位最省钱的老师。”",
            ),
            ("水与卫生",),
            "奥拉·文恩",
            "联合国驻汐澜协调员",
        ),
        (
            "跟拍一天：修太阳能水泵的女技师",
            ("在白苇，三名女技师步行或乘船，维护着58台太阳能水泵。",),
            ("可再生能源",),
            "",
            "",
        ),
        ("清洁航运，离不开小港口", (), ("气候行动",), "", ""),
    ),
    Variant.ZH_HANT_TW: (
        (
            "四十個沿海城鎮將共用一條風暴預警專線",
            (
                "汐瀾沿海四十個城鎮11月12日簽署協議，決定整併各自的風暴預警電話。",
                "過去各鎮號碼不一，去年災情最嚴重的五個夜晚中，有兩晚電話無人接聽。",
                "共用專線訂於2026年3月1日啟用，由64名接線員全天候輪值，其中一半是女性。",
            ),
            ("早期預警", "氣候行動", "永續發展目標13"),
            "",
            "",
        ),
        (
            "學校供餐再嘉惠12萬名孩童",
            (
                "世界糧食計畫署與汐瀾教育部11月10日宣布，學校供餐已擴及另外310所鄉村學校。",
                "白米和蔬菜都來自30公里內的農家。",
            ),
            ("學校供餐", "零飢餓"),
            "",
            "",
        ),
        (
            "聯合國駐汐瀾協調員：不該讓孩子在提水和上學之間做選擇",
            (
                "歐拉·文恩11月13日在汐瀾水論壇表示，任何孩子都不該在提水和上學之間做選擇。",
                "「村裡有一個水龍頭，就等於請來一位最省錢的老師。」",
            ),
            ("水與衛生",),
            "歐拉·文恩",
            "聯合國駐汐瀾協調員",
        ),
        (
            "跟拍一日：修太陽能抽水機的女技師",
            ("在白葦，三名女技師靠步行和搭船，維護58台太陽能抽水機。",),
            ("再生能源",),
            "",
            "",
        ),
        ("潔淨航運，少不了小港口", (), ("氣候行動",), "", ""),
    ),
    Variant.ZH_HANT_HK: (
        (
            "四十個沿海市鎮將共用一條風暴預警熱線",
            (
                "汐瀾沿海四十個市鎮11月12日簽署協議，決定合併各自的風暴預警電話。",
                "以往各鎮號碼不一，去年災情最嚴重的五個晚上，有兩晚電話無人接聽。",
                "共用熱線定於2026年3月1日啟用，由64名接線生全日輪值，其中一半是女性。",
            ),
            ("早期預警", "氣候行動", "可持續發展目標13"),
            "",
            "",
        ),
        (
            "學校供餐計劃再惠及12萬名兒童",
            (
                "世界糧食計劃署與汐瀾教育部11月10日公布，學校供餐計劃已擴展至另外310所鄉村學校。",
                "白米和蔬菜全部來自30公里以內的農戶。",
            ),
            ("學校供餐", "零飢餓"),
            "",
            "",
        ),
        (
            "聯合國駐汐瀾協調員：不應讓孩子在打水和上學之間作選擇",
            (
                "奧拉·文恩11月13日在汐瀾水論壇上表示，任何孩子都不應在打水和上學之間作選擇。",
                "「村裏有一個水龍頭，就等於請來一位最省錢的老師。」",
            ),
            ("水與衞生",),
            "奧拉·文恩",
            "聯合國駐汐瀾協調員",
        ),
        (
            "跟拍一天：修理太陽能水泵的女技師",
            ("在白葦，三名女技師靠步行和坐船，維修保養58台太陽能水泵。",),
            ("可再生能源",),
            "",
            "",
        ),
        ("潔淨航運，小港口不可或缺", (), ("氣候行動",), "", ""),
    ),
}


def story(
    headline: str,
    *sentences: str,
    kind: Kind = Kind.STORY,
    url: str = "https://xilan.un.example/en/storm-line",
    lang: str = "en",
    tags: tuple[str, ...] = (),
    speaker: str = "",
    speaker_post: str = "",
) -> Story:
    """A story whose summary is `sentences`."""
    article = Article(
        id=hashlib.sha256(headline.encode("utf-8", "replace")).hexdigest()[:12],
        keys=("url:" + url,),
        kind=kind,
        kind_word=kind.value,
        title=headline,
        language=Language.EN,
        published=datetime(2025, 11, 12, tzinfo=UTC),
        published_day=date(2025, 11, 12),
        day_only=False,
        published_as_written="2025-11-12",
        paragraphs=tuple(Paragraph(text=sentence) for sentence in sentences),
        original_title=headline,
        original_body="",
        content_hash="0" * 64,
        origins=(Origin(source="test", location="here"),),
        url=url,
    )
    parts = tuple(
        SummarySentence(text=sentence, paragraph=place, start=0, end=len(sentence))
        for place, sentence in enumerate(sentences)
    )
    return Story(
        article=article,
        standing=Standing.IN_WINDOW,
        headline=headline,
        summary=Summary(sentences=parts, method="lead", spaced=lang.startswith("en")),
        lang=lang,
        tags=tags,
        speaker=speaker,
        speaker_post=speaker_post,
    )


def issue(*stories: Story, variant: Variant = Variant.EN) -> Issue:
    """One week of November 2025."""
    weekly = Newsletter(
        name="weekly",
        title=TITLES,
        schedule="FREQ=WEEKLY",
        starts=date(2025, 1, 6),
        zone="Asia/Shanghai",
        window="iso-week",
        channels=tuple(ROWS),
        cards=True,
    )
    return Issue(
        id="weekly/2025-W46",
        newsletter=weekly,
        window=Window(
            start=datetime(2025, 11, 9, 16, tzinfo=UTC),
            end=datetime(2025, 11, 16, 16, tzinfo=UTC),
            zone="Asia/Shanghai",
        ),
        number=46,
        due=datetime(2025, 11, 17, tzinfo=UTC),
        stories=stories,
        variant=variant,
    )


def week(variant: Variant) -> Issue:
    """The fictional week in `variant`."""
    tongue = variant.value.partition("-")[0]
    path = {"en": "en", "zh": "zh"}[tongue]
    return issue(
        *(
            story(
                headline,
                *sentences,
                kind=kind,
                url=f"https://xilan.un.example/{path}/{slug}",
                lang=variant.value,
                tags=tags,
                speaker=speaker,
                speaker_post=post,
            )
            for kind, slug, (headline, sentences, tags, speaker, post) in zip(
                _KINDS, _SLUGS, _WEEK[variant], strict=True
            )
        ),
        variant=variant,
    )


def audience(variant: Variant) -> Audience:
    return Audience(name="readers", variant=variant, channels=tuple(ROWS), newsletters=("weekly",))
