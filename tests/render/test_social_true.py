"""Over random articles: what a post says stands in its article, whole, and works on its platform."""

import json
import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from social_stories import NEWSROOM, ROWS, audience, issue, story

from digest import platforms, render
from digest.errors import RenderError
from digest.model import Issue, Kind, Paragraph, Quotation, Story, SummarySentence, Variant
from digest.render.social import social

NAMES = {False: ("奥拉·文恩", "欧阳晓川", "阿卜杜勒·卡里姆"), True: ("Orla Venn", "J. P. Moreau", "Nguyễn Thị Lan")}
SENTENCES = {
    False: (
        "{name}11月{day}日在汐澜宣布，{amount}名儿童将在年底前入学。",
        "联合国儿童基金会为{amount}所学校安装了水泵。",
        "“{name}是我们的老师。”{other}说，“她教会了我们{amount}个字。”",
        "清晨的码头很安静。",
        "他说，还有{amount}公里要走。",
        "今天，湖水有{day}个月可以游泳，{name}也在其中。",
        "据{name}介绍，这条路长 {amount} 公里，途经港口、仓库、学校、医院、田野和河岸，沿线居民大多以捕鱼和种稻为生。",
    ),
    True: (
        "{name} said on {day} November that {amount} children would be in school by the end of the year.",
        "The United Nations Children’s Fund fitted pumps in {amount} schools.",
        "“{name} was our teacher,” said {other}, “and taught us {amount} words.”",
        "The harbour was quiet at dawn.",
        "He said that {amount} kilometres were left.",
        "The Ministry today opened {amount} clinics along the coast, from the port to the hills, where roads are few.",
        "They counted US${amount} and handed it to {name}.",
    ),
}
QUOTED = re.compile("“([^“”]*)”|「([^「」]*)」")
NUMBER = re.compile(r"\d[\d,.]*\d|\d")


@st.composite
def articles(draw: st.DrawFn, *, spaced: bool, place: int) -> Story:
    """A story whose summary is drawn from its paragraphs, each sentence with its true place."""
    kind = draw(st.sampled_from((Kind.STORY, Kind.PRESS_RELEASE, Kind.SPEECH, Kind.VIDEO)))
    pick = st.sampled_from(NAMES[spaced])
    written = [
        [
            draw(st.sampled_from(SENTENCES[spaced])).format(
                name=draw(pick),
                other=draw(pick),
                day=draw(st.integers(1, 28)),
                amount=f"{draw(st.integers(1, 99999)):,}",
            )
            for _ in range(draw(st.integers(1, 4)))
        ]
        for _ in range(draw(st.integers(1, 3)))
    ]
    between = " " if spaced else ""
    found: list[SummarySentence] = []
    for number, sentences in enumerate(written):
        at = 0
        for each in sentences:
            found.append(SummarySentence(text=each, paragraph=number, start=at, end=at + len(each)))
            at += len(each) + len(between)
    paragraphs = tuple(Paragraph(text=between.join(sentences)) for sentences in written)
    chosen = tuple(each for each in found if draw(st.booleans()))[:4]
    headline = draw(
        st.sampled_from(
            ("汐澜海岸的新闻", "水泵到了学校——汐澜沿海城镇的故事") if not spaced else ("News from the coast",)
        )
    )
    made = story(
        f"{headline} {place}" if spaced else f"{headline}{place}",
        kind=kind,
        url=f"https://xilan.un.example/{place}" if draw(st.booleans()) else "",
        lang="en" if spaced else "zh-Hans",
        tags=("water", "climate action") if spaced else ("水", "气候行动"),
        speaker=draw(pick) if kind is Kind.SPEECH else "",
        speaker_post=("UN envoy" if spaced else "联合国协调员") if kind is Kind.SPEECH else "",
    )
    said = next((each for each in found if (each.text[0] == "“")), None)
    quotation = (
        Quotation(text=said.text[1 : said.text.index("”")], speaker="", paragraph=said.paragraph, start=0, end=0)
        if said
        else None
    )
    summary = replace(
        made.summary, sentences=chosen, short=tuple(found[:1]), teaser=found[-1], spaced=spaced, quotation=quotation
    )
    return replace(made, summary=summary, article=replace(made.article, paragraphs=paragraphs))


@st.composite
def issues(draw: st.DrawFn) -> Issue:
    spaced = draw(st.booleans())
    made = [draw(articles(spaced=spaced, place=place)) for place in range(1, draw(st.integers(1, 4)) + 1)]
    return issue(*made, variant=Variant.EN if spaced else Variant.ZH_HANS)


def narrow(name: str, limit: int) -> platforms.Platform:
    return replace(ROWS[name], limit=replace(ROWS[name].limit, value=limit))


# A narrow row makes a thread of nearly everything.
POSTED = {name: row for name, row in ROWS.items() if row.shape is not platforms.Shape.ARTICLE}
NARROW = {"x": narrow("x", 120), "threads": narrow("threads", 110)}


@pytest.mark.parametrize("name", [*POSTED, *(f"{name} narrow" for name in NARROW)])
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=issues())
def test_a_post_says_nothing_that_its_article_does_not(name: str, made: Issue, templates: render.Templates) -> None:
    row = NARROW[name.split()[0]] if name.endswith("narrow") else POSTED[name]
    try:
        files = social(made, audience(made.variant or Variant.EN), NEWSROOM, templates, row)
    except RenderError:
        assert name.endswith("narrow")  # a link alone may be too much there
        return
    texts = {file.filename: file.content.decode() for file in files}
    record = json.loads(texts[f"{row.name}.json"])
    by_id = {each.article.id: each for each in made.stories}
    fixed = f"{render.window_words(made.window, made.variant or Variant.EN)} {NEWSROOM.site}"
    for entry in record["files"]:
        text = texts[entry["file"]]
        about = [by_id[each] for each in entry["stories"]]
        source = fixed + " ".join(_whole(each) for each in about)
        assert entry.get("fits", True)
        for link in entry.get("links", ()):
            assert link["text"] in {NEWSROOM.site, *(each.article.url for each in about)}
        bare = re.sub(r"https?://\S+|[（(]\d+/\d+[）)]|^\d+\. ", " ", text, flags=re.M)
        bare = re.sub(r"\d+ more stor|One more story|另有\d+条", "", bare)
        assert [each for each in NUMBER.findall(bare) if each not in source] == []
        assert [each for names in NAMES.values() for each in names if each in bare and each not in source] == []
        assert [said for pair in QUOTED.findall(bare) for said in pair if _solid(said) not in _solid(source)] == []
        if entry["role"] != "text":
            continue
        assert platforms.differences(row, text) == ()
        assert not re.match(r"[，。、；：？！”」）]|(?:He|They) |他说", text)
        for told in entry["sources"]:
            article = by_id[told["article"]].article
            assert 0 <= told["start"] <= told["end"] <= len(article.paragraphs[told["paragraph"]].text)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=issues())
def test_parts_of_a_small_thread_keep_names_and_amounts_whole(made: Issue, templates: render.Templates) -> None:
    long = [replace(each, headline=f"{each.headline}{_whole(each)}"[:420]) for each in made.stories]
    row = narrow("x", 200)
    try:
        files = social(replace(made, stories=tuple(long)), audience(Variant.EN), NEWSROOM, templates, row)
    except RenderError:
        return
    texts = {file.filename: file.content.decode() for file in files}
    for place, each in enumerate(long, start=1):
        parts = [text for name, text in texts.items() if re.match(rf"x-0{place}-\d", name)]
        if not parts:
            continue
        for known in [*NAMES[False], *NAMES[True], *re.findall(r"\d[\d,]+ ?[\w公]{1,2}", each.headline)]:
            whole = sum(part.count(known) for part in parts)
            assert whole == "\n".join(parts).replace("\n", "").count(known) or whole >= each.headline.count(known)
        assert platforms.count(row, parts[-1]) >= row.limit.value / 10


def _whole(told: Story) -> str:
    words = [told.headline, told.article.title, told.speaker, told.speaker_post, *told.tags]
    return " ".join([*words, *(each.text for each in told.article.paragraphs)])


def _solid(text: str) -> str:
    return re.sub("[\\s“”「」]", "", text)
