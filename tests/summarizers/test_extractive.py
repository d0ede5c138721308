"""The default summarizer: what it chooses, what it leaves out, and what it does with odd articles."""

import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.model import Article, Budget, Kind, Language, Paragraph, Role, Summary
from digest.summarizers import extractive, profiles, rules, units
from tests import growth
from tests.summarizers.newsdesk import EN, ZH, ZHT, written

BUDGET = Budget(words=75, characters=140)


def summary(*paragraphs: str | Paragraph, budget: Budget = BUDGET, **fields: object) -> Summary:
    return extractive.summarize(written(*paragraphs, **fields), budget)  # type: ignore[arg-type]


def test_the_event_comes_before_its_background() -> None:
    made = summary(
        "联合国日定于每年10月24日，旨在纪念《联合国宪章》的生效。",
        "岚川的联合国日开放日今天在澄浦旧火车站举办，三千多名市民走进了会议室和实验室。",
        language=ZH,
        title="岚川举办联合国日开放日",
        budget=Budget(words=1, characters=60),
    )

    assert made.text == "岚川的联合国日开放日今天在澄浦旧火车站举办，三千多名市民走进了会议室和实验室。"


def test_a_greeting_a_biography_and_boilerplate_stay_out() -> None:
    made = summary(
        "Excellencies, ladies and gentlemen, I warmly welcome you to the opening of the library.",
        "The library will lend its 40,000 books to every household in the valley.",
        Paragraph(text="The speaker was born in Jiling and wrote nine books.", role=Role.BIOGRAPHY, language=EN),
        Paragraph(text="The library is a service of the city council of Chengpu.", role=Role.BOILERPLATE, language=EN),
    )

    assert made.text == "The library will lend its 40,000 books to every household in the valley."


def test_a_sentence_comes_with_the_one_that_it_leans_on() -> None:
    source = written(
        "The fair of the valley was held in Chengpu this week.",
        "There, the council of Chengpu and the library of Chengpu published the plan of libraries for the valley.",
        title="Plan of libraries for the valley published by the council of Chengpu",
    )
    made = extractive.summarize(source, BUDGET)

    assert made.text.startswith("The fair of the valley was held in Chengpu this week. There,")
    assert rules.broken(source, made, BUDGET) == ()


def test_a_dropped_dateline_is_named_and_the_place_covers_it() -> None:
    source = written("CHENGPU, 10 November 2025 – The council opened a library on the hill today.")
    made = extractive.summarize(source, BUDGET)

    assert made.text == "The council opened a library on the hill today."
    (sentence,) = made.sentences
    assert (sentence.rules, sentence.start) == ((rules.DATELINE,), 0)
    assert rules.apply(rules.DATELINE, source.paragraphs[0].text[sentence.start : sentence.end]) == sentence.text


def test_somebody_is_not_called_by_surname_alone_where_a_full_name_will_do() -> None:
    made = summary(
        "Ilse Marandou opened the library on the hill with forty guests.",
        "The rain kept most of the valley at home that day in May.",
        "Marandou opened the library on the hill with forty books.",
        budget=Budget(words=12, characters=1),
    )

    assert made.text == "Ilse Marandou opened the library on the hill with forty guests."


def test_a_sentence_whose_speaker_searches_for_words_gives_way() -> None:
    made = summary(
        "我我想图书馆的这个这个阅览室今天就向所有市民开放了对吧。",
        "图书馆的阅览室从今天早上起已经向所有市民开放了。",
        language=ZH,
        budget=Budget(words=1, characters=40),
    )

    assert made.text == "图书馆的阅览室从今天早上起已经向所有市民开放了。"


def test_what_is_said_twice_is_taken_once() -> None:
    text = "The council opened a library on the hill today."
    assert summary(text, text, text).text == text


def test_a_foreign_paragraph_stays_out() -> None:
    made = summary(
        Paragraph(text="市议会今天在山上开放了新的图书馆。", language=ZH), "The council opened a library today."
    )

    assert made.text == "The council opened a library today."


@pytest.mark.parametrize("words", [5, 12, 20, 33, 75, 200])
def test_the_budgets_are_kept_exactly(words: int) -> None:
    budget = Budget(words=words, characters=words, teaser_words=words // 2 + 3, short_words=words)
    source = written(*(f"The council of town {n} opened {'one more ' * (n % 4)}library today." for n in range(30)))
    made = extractive.summarize(source, budget)

    assert rules.length(made.text, spaced=True) <= words
    assert sum(rules.length(each.text, spaced=True) for each in made.short) <= words
    assert made.teaser is None or rules.length(made.teaser.text, spaced=True) <= words // 2 + 3


def test_the_teaser_and_the_short_form_are_whole_sentences_of_their_own_budgets() -> None:
    made = summary(
        "The council opened a library on the hill today after four years of work by two hundred builders, "
        "nine architects, three banks and every school in the valley, which gave the stones of its old walls.",
        "The library lends 40,000 books.",
        budget=Budget(words=75, characters=1, teaser_words=10, short_words=10),
    )

    assert made.teaser is not None
    assert made.teaser.text == "The library lends 40,000 books."
    assert [each.text for each in made.short] == ["The library lends 40,000 books."]


@pytest.mark.parametrize(
    ("language", "text", "said", "speaker"),
    [
        (
            EN,
            "“The library belongs to everyone who can climb a hill,” said Mayor Lin Haiping.",
            "The library belongs to everyone who can climb a hill",
            "Mayor Lin Haiping",
        ),
        (
            ZH,
            "澄浦市市长林海平在开幕式上表示：“这座图书馆属于每一个愿意爬上山坡来看书的人。”",
            "",
            "",
        ),
        (
            ZH,
            "澄浦市市长林海平在开幕式上表示：“山上的图书馆属于每一个愿意爬上山坡来看书的人。”",
            "山上的图书馆属于每一个愿意爬上山坡来看书的人。",
            "澄浦市市长林海平",
        ),
        (
            ZHT,
            "市長林海平強調：「山上的圖書館屬於每一個願意爬上山坡來看書的人。」",
            "山上的圖書館屬於每一個願意爬上山坡來看書的人。",
            "市長林海平",
        ),
    ],
)
def test_a_quotation_is_whole_and_has_its_speaker(language: Language, text: str, said: str, speaker: str) -> None:
    found = summary(text, language=language).quotation

    assert (found.text if found else "", found.speaker if found else "") == (said, speaker)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“The library belongs to everyone who can climb a hill,” said the Executive Director.", ""),
        ("“The library belongs to everyone who can climb a hill,” Executive Director said.", ""),
        (
            "As Lin Haiping, president of the Open Book Rescue, wrote, “Every hill in the valley needs a library.”",
            "Lin Haiping",
        ),
        ("Lin Haiping, the head of Open Book Rescue wrote, “Every hill in the valley needs a library.”", ""),
        (
            "“The library belongs to everyone who can climb a hill,” said United Valleys Open Book Rescue.",
            "United Valleys Open Book Rescue",
        ),
    ],
)
def test_a_speaker_is_named_whole_and_not_by_the_office_alone(text: str, speaker: str) -> None:
    found = summary(text).quotation

    assert (found.speaker if found else "") == speaker


def test_how_somebody_speaks_is_no_part_of_the_name() -> None:
    for spoken in ("激动地说", "致辭時表示", "在开幕式上发言时说"):
        said = f"林海平{spoken}：“山上的图书馆属于每一个愿意爬上山坡来看书的人。”"
        found = summary(said, language=ZH).quotation

        assert found is not None
        assert found.speaker == "林海平"


def test_what_he_or_she_says_is_no_quotation() -> None:
    assert summary("“The library belongs to everyone who can climb a hill,” she said.").quotation is None


def test_a_speech_is_quoted_with_the_speaker_that_the_source_names() -> None:
    made = summary(
        "Every school in the valley will have a library of its own within four years.",
        kind=Kind.SPEECH,
        speaker="Ilse Marandou",
    )

    assert made.quotation is not None
    assert made.quotation.speaker == "Ilse Marandou"


@pytest.mark.parametrize(
    ("language", "text", "figures"),
    [
        (EN, "The library cost US$2.4 million and lends books to 43 pupils and 31 per cent of homes.",
         ("US$2.4 million", "43 pupils", "31 per cent")),
        (EN, "The library opened on 10 November 2025 at 9:30 in Room 12.", ()),
        (ZH, "图书馆耗资310万美元，为3800多位老人提供服务，借阅量增长14.6%。", ("310万美元", "3800多位", "14.6%")),
        (ZH, "图书馆将于2025年11月10日在山上正式向市民开放。", ()),
    ],
)  # fmt: skip
def test_figures_keep_their_unit_and_dates_are_none(language: Language, text: str, figures: tuple[str, ...]) -> None:
    assert summary(text, language=language).figures == figures


def test_talk_is_told_from_writing() -> None:
    talk = "然后我们这个区块链对吧，其实大家都觉得就是说能用。" * 20
    report = "市议会今天在山上开放了新的图书馆，市民可以免费借书。" * 20

    def name(text: str) -> str:
        article = written(text, language=ZH)
        return profiles.of(article, units.Units(article)).name

    assert (name(talk), name(report)) == ("coverage", "news")


@pytest.mark.parametrize(
    ("paragraphs", "language", "note"),
    [
        ((), EN, "the article has no text of its own"),
        ((Paragraph(text="Contact: press office", role=Role.BOILERPLATE),), EN, "the article has no text of its own"),
        (("word " * 10_000 + "end.",), EN, "no sentence may stand alone (1 is too long)"),
        (("字" * 50_000 + "。",), ZH, "no sentence may stand alone (1 is too long)"),
        (("Apples\nPears and plums\nBread for Monday",), EN, "no sentence may stand alone"),
        (("Year | Books | Readers\n2024 | 40,000 | 3,150",), EN, "no sentence may stand alone"),
        (("红树林\n退潮之后\n只有泥土记得",), ZH, "no sentence may stand alone"),
        (("He said so to them.",), EN, "no sentence may stand alone"),
        (("The council " + "and the people " * 40 + "opened a library.",), EN, "that may stand alone fits 75 words"),
    ],
)
def test_without_a_sentence_that_may_stand_the_notes_say_why(
    paragraphs: tuple[str | Paragraph, ...], language: Language, note: str
) -> None:
    made = summary(*paragraphs, language=language)

    assert (made.sentences, made.teaser) == ((), None)
    assert note in made.notes[0]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("THE COUNCIL OPENED A LIBRARY ON THE HILL TODAY. IT LENDS 40,000 BOOKS.", EN),
        ("図書館は今日、丘の上に開館しました。市民は無料で本を借りることができます。", Language.JA),
        ("市议会今天在山上开放了新的图书馆。The council opened a library on the hill today.", Language.MIXED),
        ("市议会今天在山上开放了新的图书馆。", Language.UNDETERMINED),
    ],
)
def test_odd_but_readable_articles_have_a_summary(text: str, language: Language) -> None:
    source = written(text, language=language)
    made = extractive.summarize(source, BUDGET)

    assert made.sentences
    assert rules.broken(source, made, BUDGET) == ()


PIECES = st.sampled_from(
    [
        "The council opened a library today.", "However, it rained.", "“Come in,” he said.", '"Half a quotation', "”",
        "(", ")", "「", "」", "《", "》", '"', "'", "“", "He",
        "London (CNN)", "(UNDP)", "\n", " ", ".", "。", "！", "？", "…",
        "今天市议会在山上开放了新的图书馆。", "此外，", "然后我们",
        "他表示：“", "各位来宾，", "北京，11月10日——", "Thank you.",
        "https://example.org", "#tag", "🙂", "\u202e",
        "\x00", "ＡＢＣ", "１２３", "这", "それ", "ß", "İ", "ﬁ", "\ud800",
        "US$3 million", "1,380 schools", "14.6%", "。”", "?”", "Dr. J. K. Lin", "e.g.", "- ", "1. ",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.lists(PIECES, max_size=25).map("".join), st.text(max_size=200))


@settings(max_examples=300, deadline=None)
@given(
    texts=st.lists(TEXTS, max_size=4),
    title=TEXTS,
    language=st.sampled_from(list(Language)),
    kind=st.sampled_from(list(Kind)),
    words=st.integers(1, 90),
)
def test_no_rule_is_ever_broken_and_nothing_raises(
    texts: list[str], title: str, language: Language, kind: Kind, words: int
) -> None:
    source = _hostile(texts, title, language, kind)
    budget = Budget(words=words, characters=words * 2, teaser_words=words, short_characters=words)
    made = extractive.summarize(source, budget)

    assert rules.broken(source, made, budget) == ()
    assert bool(made.sentences) != bool(made.notes)


def _hostile(texts: list[str], title: str, language: Language, kind: Kind) -> Article:
    paragraphs = tuple(Paragraph(text=text, language=language) for text in texts if text)
    return replace(written(language=language, kind=kind), paragraphs=paragraphs, title=title)


def test_the_same_bytes_under_any_hash_seed() -> None:
    program = (
        "from tests.summarizers.newsdesk import written;from digest.summarizers import extractive;"
        "from digest.model import Budget;"
        "texts=[f'The council of {a} opened a library for {b} and {a} today.' for a in 'ABCDEF' for b in 'GHIJK'];"
        "print(extractive.summarize(written(*texts),Budget(words=75,characters=140)))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("0", "1", "77")
    }

    assert len(outputs) == 1
    assert b"SummarySentence" in outputs.pop()


HARD = {
    "one sentence": ("The council opened the library on the hill and ", EN),
    "one sentence without spaces": ("图", ZH),
    "one sentence of many clauses": ("昨天在山上开放了新的图书馆，", ZH),
    "quotations that never close": ("“The council opened the library today. ", EN),
    "Chinese quotations that never close": ("“市议会今天开放图书馆。", ZH),
    "quotation marks": ('"', EN),
    "brackets": ("(The council [the library] today. ", EN),
    "speakers": ("林海平市长说，", ZH),
    "names": ("Lin Haiping said ", EN),
    "pronouns": ("He said that this was it. ", EN),
    "lines": ("The council opened it.\n", EN),
}


@pytest.mark.parametrize("kind", HARD)
def test_a_text_made_to_be_hard_takes_a_time_that_grows_with_its_length(kind: str) -> None:
    piece, language = HARD[kind]

    def summarized(length: int) -> None:
        extractive.summarize(written(piece * (length // len(piece)), language=language), BUDGET)

    assert growth.is_linear(summarized, 2_000, 40_000, margin=5, spare=0.1)


def test_who_allows_more_gets_more_and_never_more_than_that() -> None:
    names = ("harbour", "library", "orchard", "quarry", "ferry", "bakery", "museum", "canal", "tannery", "lighthouse")
    body = [
        f"The {name} of Lanchuan reopened on Monday with {number * 37} new places, for which its {name} council paid."
        for number, name in enumerate(names, 2)
    ]
    article = written(*body, title="Lanchuan reopens ten places")
    allowed = (40, 75, 150, 300)
    lengths = [
        sum(
            len(each.text.split())
            for each in extractive.summarize(article, Budget(words=words, characters=1)).sentences
        )
        for words in allowed
    ]

    assert lengths == sorted(lengths)
    assert lengths[-1] > lengths[1]
    assert all(length <= words for length, words in zip(lengths, allowed, strict=True))
