"""Issues written for these tests: fictional places, people and figures, in each of the four written forms."""

from datetime import UTC, date, datetime, timedelta

from digest.model import (
    Article,
    Audience,
    Issue,
    Kind,
    Language,
    Newsletter,
    Newsroom,
    Picture,
    Standing,
    Story,
    Summary,
    SummarySentence,
    Variant,
    Window,
)

NEWSROOM = Newsroom(
    name={
        Variant.EN: "UN in Merrow",
        Variant.ZH_HANS: "联合国驻墨洛办事处",
        Variant.ZH_HANT_TW: "聯合國駐墨洛辦事處",
        Variant.ZH_HANT_HK: "聯合國駐墨洛辦事處",
    },
    address={
        Variant.EN: "2 Harbour Row\nMerrow Town",
        Variant.ZH_HANS: "墨洛市海港路2号",
        Variant.ZH_HANT_TW: "墨洛市海港路2號",
        Variant.ZH_HANT_HK: "墨洛市海港路2號",
    },
    site="https://merrow.example.org",
    sender="news@merrow.example.org",
    zone="Asia/Shanghai",
)

NEWSLETTER = Newsletter(
    name="weekly",
    title={
        Variant.EN: "The week in sustainable development",
        Variant.ZH_HANS: "可持续发展一周",
        Variant.ZH_HANT_TW: "永續發展一週",
        Variant.ZH_HANT_HK: "可持續發展一周",
    },
    schedule="FREQ=WEEKLY;BYDAY=MO;BYHOUR=8",
    starts=date(2025, 1, 6),
    zone="Asia/Shanghai",
    window="previous-week",
)

# 10 to 16 November in Shanghai, which is eight hours ahead.
WEEK = Window(
    start=datetime(2025, 11, 9, 16, tzinfo=UTC), end=datetime(2025, 11, 16, 16, tzinfo=UTC), zone="Asia/Shanghai"
)


def audience(variant: Variant) -> Audience:
    return Audience(name=variant.value.lower(), variant=variant, channels=("email",), newsletters=("weekly",))


def story(
    headline: str,
    *sentences: str,
    kind: Kind = Kind.STORY,
    lang: str = "en",
    url: str = "https://merrow.example.org/en/1",
    day: date | None = date(2025, 11, 12),
    picture: Picture | None = None,
    video_url: str = "",
    duration_s: int | None = None,
    speaker: str = "",
    post: str = "",
    rules: tuple[str, ...] = (),
    kind_word: str = "",
) -> Story:
    made = tuple(
        SummarySentence(text=text, paragraph=0, start=0, end=len(text), rules=rules) for text in sentences if text
    )
    article = Article(
        id="0123456789ab",
        keys=("text:0",),
        kind=kind,
        kind_word=kind_word,
        title=headline,
        language=Language.EN,
        published=datetime(day.year, day.month, day.day, tzinfo=UTC) if day else None,
        published_day=day,
        day_only=True,
        published_as_written="",
        paragraphs=(),
        original_title=headline,
        original_body="",
        content_hash="0" * 64,
        origins=(),
        url=url,
        picture=picture,
        video_url=video_url,
        duration_s=duration_s,
    )
    return Story(
        article=article,
        standing=Standing.IN_WINDOW,
        headline=headline,
        summary=Summary(sentences=made, method="lead", spaced=lang == "en"),
        lang=lang,
        picture_alt=picture.alt if picture else "",
        speaker=speaker,
        speaker_post=post,
    )


def issue(stories: tuple[Story, ...], variant: Variant = Variant.EN, number: int | None = 46) -> Issue:
    return Issue(
        id="weekly/2025-W46",
        newsletter=NEWSLETTER,
        window=WEEK,
        number=number,
        due=WEEK.end + timedelta(hours=8),
        stories=stories,
        variant=variant,
    )


def week(variant: Variant) -> Issue:
    """A full week for readers of `variant`: most kinds, and two items in a language that is not theirs."""
    return issue(tuple(_TOLD[variant]()), variant)


def _url(lang: str, slug: str) -> str:
    return f"https://merrow.example.org/{lang}/{slug}"


def _harbour(alt: str) -> Picture:
    return Picture(url="https://merrow.example.org/media/harbour.jpg", alt=alt, width=1600, height=900)


def _ferry(alt: str) -> Picture:
    return Picture(url="https://merrow.example.org/media/ferry.jpg", alt=alt, width=1280, height=720)


def _english() -> list[Story]:
    return [
        story(
            "Flood warnings now reach the coast two hours earlier",
            "Fishing towns along the Merrow coast receive flood warnings two hours earlier than last year, after "
            "forty new gauges went into service on Monday.",
            "The gauges report every ten minutes to a centre run by the weather service and the harbour office.",
            "In a first test, 31 of 34 villages moved their boats before the water rose.",
            url=_url("en", "flood-warnings"),
            day=date(2025, 11, 10),
            picture=_harbour("Boats tied up behind a harbour wall under a grey sky"),
        ),
        story(
            "Night classes bring 1,200 women back to school",
            "Evening courses in nine districts have enrolled 1,200 women who left school early.",
            "Three in four say they want to finish secondary education.",
            url=_url("en", "night-classes"),
        ),
        story(
            "Merrow signs on to cleaner shipping by 2030",
            "The port authority will connect every berth to shore power within five years, under an agreement signed "
            "on Thursday.",
            kind=Kind.PRESS_RELEASE,
            url=_url("en", "shore-power"),
            day=date(2025, 11, 13),
        ),
        story(
            "Emergency fund releases 4 million for storm repairs",
            "The money pays for roofs, wells and two health posts in the hill districts.",
            kind=Kind.PRESS_RELEASE,
            url=_url("en", "storm-repairs"),
            day=date(2025, 11, 14),
        ),
        story(
            "Remarks at the opening of the river forum",
            "We cannot ask a river to wait until our budgets are agreed.",
            "The forum runs until Friday.",
            kind=Kind.SPEECH,
            url=_url("en", "river-forum"),
            day=date(2025, 11, 11),
            speaker="Ilse Varga",
            post="Resident Coordinator in Merrow",
        ),
        story(
            "A day on the first electric ferry",
            "Captain and crew show what changes when the engine falls silent.",
            kind=Kind.VIDEO,
            url=_url("en", "ferry"),
            video_url="https://video.example.org/ferry",
            duration_s=245,
            day=date(2025, 11, 15),
            picture=_ferry("A white ferry leaving the quay"),
        ),
        story(
            "Youth forum opens for registration",
            "Places are free.",
            kind=Kind.EVENT,
            url=_url("en", "youth-forum"),
            day=date(2025, 11, 14),
        ),
        story(
            "Office closed on 24 November",
            "Calls go to the duty line.",
            kind=Kind.ANNOUNCEMENT,
            url=_url("en", "closed"),
            day=None,
        ),
        story(
            "沿海预警提前两小时",
            "四十个新测站投入使用。",
            lang="zh-Hans",
            url=_url("zh", "coast"),
            day=date(2025, 11, 10),
        ),
    ]


def _simplified() -> list[Story]:
    lang = "zh-Hans"
    return [
        story(
            "墨洛沿海洪水预警提前两小时",
            "本周一，四十个新测站投入使用，墨洛沿海渔村收到洪水预警的时间比去年提前了两小时。",
            "测站每十分钟向预警中心报送一次水位，中心由气象局和港务局共同运行。",
            "在首次演练中，34个村有31个在涨水前完成了渔船转移。",
            lang=lang,
            url=_url("zh", "flood-warnings"),
            day=date(2025, 11, 10),
            picture=_harbour("阴天里停靠在防波堤后的渔船"),
        ),
        story(
            "夜校让1200名妇女重返课堂",
            "九个区的夜间课程招收了1200名早年辍学的妇女，其中四分之三希望读完中学。",
            lang=lang,
            url=_url("zh", "night-classes"),
        ),
        story(
            "墨洛港承诺2030年前实现岸电全覆盖",
            "根据周四签署的协议，港务局将在五年内为所有泊位接通岸电。",
            kind=Kind.PRESS_RELEASE,
            lang=lang,
            url=_url("zh", "shore-power"),
            day=date(2025, 11, 13),
        ),
        story(
            "紧急基金拨款400万用于灾后修复",
            "款项将用于山区的屋顶、水井和两所卫生站。",
            kind=Kind.PRESS_RELEASE,
            lang=lang,
            url=_url("zh", "storm-repairs"),
            day=date(2025, 11, 14),
        ),
        story(
            "在河流论坛开幕式上的致辞",
            "我们不能让一条河等到预算谈妥的那一天。",
            "论坛持续到周五。",
            kind=Kind.SPEECH,
            lang=lang,
            url=_url("zh", "river-forum"),
            day=date(2025, 11, 11),
            speaker="伊尔莎·瓦尔加",
            post="联合国驻墨洛协调员",
        ),
        story(
            "首艘电动渡轮的一天",
            "船长和船员讲述：引擎安静下来以后，工作有了哪些变化。",
            kind=Kind.VIDEO,
            lang=lang,
            url=_url("zh", "ferry"),
            video_url="https://video.example.org/ferry",
            duration_s=245,
            day=date(2025, 11, 15),
            picture=_ferry("一艘白色渡轮驶离码头"),
        ),
        story("青年论坛开放报名", "免费参加。", kind=Kind.EVENT, lang=lang, url=_url("zh", "youth-forum")),
        story("办事处11月24日休息", kind=Kind.ANNOUNCEMENT, lang=lang, url=_url("zh", "closed"), day=None),
        story(
            "Harbour pilots publish their tide tables",
            "The tables cover every quay of the bay for the coming year.",
            kind=Kind.PUBLICATION,
            url=_url("en", "tide-tables"),
            day=date(2025, 11, 13),
        ),
    ]


def _taiwan() -> list[Story]:
    lang = "zh-Hant-TW"
    return [
        story(
            "墨洛沿海洪水預警提早兩小時",
            "本週一，四十座新測站啟用，墨洛沿海漁村收到洪水預警的時間比去年提早了兩小時。",
            "測站每十分鐘向預警中心回報一次水位，中心由氣象局與港務局共同營運。",
            "在首次演練中，34個村有31個在漲水前完成漁船轉移。",
            lang=lang,
            url=_url("zh", "flood-warnings"),
            day=date(2025, 11, 10),
            picture=_harbour("陰天裡停靠在防波堤後的漁船"),
        ),
        story(
            "夜校讓1200名女性重返課堂",
            "九個區的夜間課程招收了1200名早年輟學的女性，其中四分之三希望完成中學學業。",
            lang=lang,
            url=_url("zh", "night-classes"),
        ),
        story(
            "墨洛港承諾2030年前岸電全面到位",
            "根據週四簽署的協議，港務局將在五年內為所有船席接通岸電。",
            kind=Kind.PRESS_RELEASE,
            lang=lang,
            url=_url("zh", "shore-power"),
            day=date(2025, 11, 13),
        ),
        story(
            "在河流論壇開幕典禮致詞",
            "我們不能讓一條河等到預算談妥的那一天。",
            "論壇持續到週五。",
            kind=Kind.SPEECH,
            lang=lang,
            url=_url("zh", "river-forum"),
            day=date(2025, 11, 11),
            speaker="伊爾莎·瓦爾加",
            post="聯合國駐墨洛協調員",
            rules=("converted to zh-Hant-TW",),
        ),
        story(
            "首艘電動渡輪的一天",
            "船長與船員談引擎安靜下來之後，工作有了哪些改變。",
            kind=Kind.VIDEO,
            lang=lang,
            url=_url("zh", "ferry"),
            video_url="https://video.example.org/ferry",
            duration_s=245,
            day=date(2025, 11, 15),
            picture=_ferry("一艘白色渡輪駛離碼頭"),
        ),
        story("青年論壇開放報名", "免費參加。", kind=Kind.EVENT, lang=lang, url=_url("zh", "youth-forum")),
        story(
            "Harbour pilots publish their tide tables",
            "The tables cover every quay of the bay for the coming year.",
            kind=Kind.PUBLICATION,
            url=_url("en", "tide-tables"),
            day=date(2025, 11, 13),
        ),
    ]


def _hong_kong() -> list[Story]:
    lang = "zh-Hant-HK"
    return [
        story(
            "墨洛沿海洪水預警提早兩小時",
            "本周一，四十個新測站投入服務，墨洛沿海漁村收到洪水預警的時間較去年提早兩小時。",
            "測站每十分鐘向預警中心報告一次水位，中心由氣象局和港務局共同營運。",
            "在首次演習中，34條村有31條在水位上漲前完成轉移漁船。",
            lang=lang,
            url=_url("zh", "flood-warnings"),
            day=date(2025, 11, 10),
            picture=_harbour("陰天裏停泊在防波堤後的漁船"),
        ),
        story(
            "夜校讓1200名婦女重返校園",
            "九個區的夜間課程取錄了1200名早年輟學的婦女，當中四分之三希望完成中學課程。",
            lang=lang,
            url=_url("zh", "night-classes"),
        ),
        story(
            "墨洛港承諾2030年前全面提供岸電",
            "根據周四簽署的協議，港務局將在五年內為所有泊位接駁岸電。",
            kind=Kind.PRESS_RELEASE,
            lang=lang,
            url=_url("zh", "shore-power"),
            day=date(2025, 11, 13),
        ),
        story(
            "在河流論壇開幕禮上致辭",
            "我們不能要一條河等到預算談妥的一天。",
            kind=Kind.SPEECH,
            lang=lang,
            url=_url("zh", "river-forum"),
            day=date(2025, 11, 11),
            speaker="伊爾莎·瓦爾加",
            post="聯合國駐墨洛協調員",
        ),
        story(
            "首艘電動渡輪的一天",
            "船長和船員細說引擎靜下來之後，工作有甚麼改變。",
            kind=Kind.VIDEO,
            lang=lang,
            url=_url("zh", "ferry"),
            video_url="https://video.example.org/ferry",
            duration_s=245,
            day=date(2025, 11, 15),
            picture=_ferry("一艘白色渡輪駛離碼頭"),
        ),
        story("青年論壇接受報名", "費用全免。", kind=Kind.EVENT, lang=lang, url=_url("zh", "youth-forum")),
        story(
            "Harbour pilots publish their tide tables",
            "The tables cover every quay of the bay for the coming year.",
            kind=Kind.PUBLICATION,
            url=_url("en", "tide-tables"),
            day=date(2025, 11, 13),
        ),
    ]


_TOLD = {
    Variant.EN: _english,
    Variant.ZH_HANS: _simplified,
    Variant.ZH_HANT_TW: _taiwan,
    Variant.ZH_HANT_HK: _hong_kong,
}
