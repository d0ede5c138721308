"""Over articles put together at random from good and bad sentences, the independent checker finds nothing to say."""

from hypothesis import given, settings
from hypothesis import strategies as st

from digest.model import Budget, Kind, Language
from digest.summarizers import extractive
from tests.eval import checker, documents

ENGLISH = (
    "The council of Linwood opened a library on the hill on Monday.",
    "Ilse Marandou, the librarian, counted 40,000 books in three rooms.",
    "Linwood (Reuters) - The bridge over the river will be closed until May.",
    "LINWOOD, 10 November 2025 – The school welcomed two hundred children.",
    "However, the road to the hill stays closed.",
    "The road to the hill, however, stays closed.",
    "He said that the road would be open by spring.",
    "They agreed to meet again in a month.",
    "These rooms are for children.",
    "This was the third library of the valley.",
    "“Nobody will be left outside,” said Mayor Lin Haiping.",
    "“Nobody will be left outside,” she said.",
    "“The hill is for everyone. The road is for everyone,” said Ilse Marandou. “So is the library.”",
    '"A house of paper needs a roof of stone," according to Lin Haiping.',
    'The mayor called it "a house of paper.\n',
    "Good morning, everyone, and welcome to Linwood.",
    "We would like to thank our generous sponsors for their support.",
    "Who will pay for the road to the hill?",
    "Click here to read more about the library.",
    "Learn more about the library at linwood.example.org.",
    "Keep your library card in a dry place.",
    "In this post, we look at the library of Linwood.",
    "Ilse Marandou is a professor of law, holds a master’s degree and was born in Linwood.",
    "Photo: Lin Haiping",
    "By Ilse Marandou",
    "The council named three things that matter:",
    "and then the rain came back to the valley.",
    "For example, the reading room is open at night.",
    "Meanwhile, the farmers of the valley planted 1,200 trees.",
    "The Prime Minister said the library was a gift to the valley.",
    "It was opened on Monday.",
    "1. The first room is for maps.",
    "#library #linwood",
    "Prices rose by 3.5 percent (to $12) in Linwood, Ms. Weaver of the U.N. said.",
    "The plan (which nobody had read",
    "The library lends books... and more",
)
CHINESE = (
    "林和镇议会周一在山上开放了一座新图书馆。",
    "图书馆馆长伊玛兰说，三个房间里有四万册图书。",
    "新华社林和11月10日电 河上的大桥将关闭到五月。",
    "林和，11月10日——镇上的学校迎来了两百名儿童。",
    "此外，通往山上的道路仍然关闭。",
    "然而，村民们今天种下了1200棵树。",
    "他表示，道路将在春天开放。",
    "这些房间是给孩子们的。",
    "该馆是山谷里的第三座图书馆。",
    "与会者强调，图书馆应向所有人开放。",
    "镇长林海平说：“没有人会被留在图书馆的门外。”",
    "她说：“没有人会被留在图书馆的门外。”",
    "“山是大家的。路也是大家的。图书馆也是大家的。”",
    "镇长强调：“图书馆属于每一个愿意爬上山坡的人。\n",
    "各位来宾，欢迎来到林和镇。",
    "衷心感谢林和银行对图书馆的大力支持。",
    "谁来为通往山上的道路付钱呢？",
    "点击阅读原文，了解更多图书馆的信息。",
    "请扫描二维码报名参加开放日。",
    "本文由林和镇议会新闻处供稿。",
    "伊玛兰毕业于林和大学，曾任档案馆馆长，获得硕士学位。",
    "（图/林海平）",
    "大会指出以下三点：",
    "那么，其实图书馆的房间里有很多地图。",
    "所以图书馆今天向山谷里所有的孩子开放。",
    "就是说图书馆的这个这个房间，对吧。",
    "下面有请林馆长发言。",
    "同一天，另一座图书馆在河边开放。",
    "今年的主题为“展望、连结、变革”，吸引了三千多名市民。",
    "阅览室扩建工程图书馆阅览室扩建工程将在五月完工。",
    "一、第一个房间里放着地图。",
    "《山谷的书》一书记录了图书馆的二十年",
    "山上新馆今日开，四方来客踏歌来。",
    "河边的市场（自1990年起每周开放。",
    "#林和图书馆#",
)
GAPS = {Language.EN: st.sampled_from(["", " ", " ", " ", "\n"]), Language.ZH_HANS: st.sampled_from(["", "", "", "\n"])}


@st.composite
def texts(draw: st.DrawFn) -> tuple[str, Language]:
    """Sentences in any order, joined as they may come: glued, spaced, one a line."""
    language = draw(st.sampled_from(list(GAPS)))
    sentences = draw(
        st.lists(st.sampled_from(ENGLISH if language is Language.EN else CHINESE), min_size=1, max_size=14)
    )
    return "".join(sentence + draw(GAPS[language]) for sentence in sentences), language


@settings(max_examples=150, deadline=None)
@given(made=texts(), words=st.integers(8, 90), kind=st.sampled_from([Kind.STORY, Kind.SPEECH, Kind.PRESS_RELEASE]))
def test_the_checker_finds_nothing_in_what_is_made_of_any_article(
    made: tuple[str, Language], words: int, kind: Kind
) -> None:
    text, language = made
    source = documents.article(text, "A week in Linwood" if language is Language.EN else "林和镇的一周", language.value)
    budget = Budget(words=words, characters=2 * words, teaser_words=words, short_characters=words)

    assert checker.violations(source, extractive.summarize(source, budget), budget) == ()
