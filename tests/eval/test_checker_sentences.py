"""The checker, sentence by sentence: what it must catch, and the plain sentences beside it that it must let pass."""

import pytest

from digest.model import Language
from tests.eval.picking import faults_of

EN, HANS, HANT = Language.EN, Language.ZH_HANS, Language.ZH_HANT

BAD = [
    # greetings and thanks
    (EN, "Good morning, everyone, and welcome to Linwood.", "a greeting"),
    (EN, "Ladies and gentlemen, the river has come back.", "a greeting"),
    (EN, "It is a great honour to stand in this hall tonight.", "a greeting"),
    (EN, "I am delighted to be here among so many teachers.", "a greeting"),
    (EN, "Excellencies, the numbers speak for themselves.", "a greeting"),
    (EN, "Thank you for the invitation to speak here.", "thanks"),
    (EN, "I would like to thank the mayor for the warm words.", "thanks"),
    (EN, "The festival was made possible by our sponsors.", "thanks"),
    (HANS, "大家好，我是林和镇的王老师。", "a greeting"),
    (HANS, "尊敬的各位来宾，河水已经变清。", "a greeting"),
    (HANS, "女士们、先生们，今天是学校的生日。", "a greeting"),
    (HANS, "我很荣幸能在林和镇发言。", "a greeting"),
    (HANS, "感谢主办方的邀请和安排。", "thanks"),
    (HANS, "非常感谢各位老师的分享。", "thanks"),
    (HANS, "活动主办方鸣谢林和银行的赞助。", "thanks"),
    (HANT, "各位嘉賓，河水已經變清了。", "a greeting"),
    (HANT, "我謹代表學校感謝各位的支持。", "thanks"),
    # datelines
    (EN, "LINWOOD, 10 November 2025 – The council opened a new school.", "a dateline"),
    (EN, "Linwood (Reuters) - The council opened a new school.", "a dateline"),
    (EN, "London (CNN)The council opened a new school.", "a dateline"),
    (EN, "GENEVA — The council opened a new school.", "a dateline"),
    (EN, "Linwood, November 10 — The council opened a new school.", "a dateline"),
    (HANS, "林和，11月10日——镇议会开办了一所新学校。", "a dateline"),
    (HANS, "新华社林和11月10日电 镇议会开办了一所新学校。", "a dateline"),
    (HANS, "林和，2025 年 12 月 9 日——镇议会开办了一所新学校。", "a dateline"),
    (HANS, "本台消息，镇议会开办了一所新学校。", "a dateline"),
    (HANT, "【林和，2025年11月12日】鎮議會開辦了一所新學校。", "a dateline"),
    # lives and boilerplate
    (EN, "Jane Doe holds a master's degree in public health from Linwood College.", "a biography"),
    (EN, "Jane Doe graduated from Linwood College in 1994.", "a biography"),
    (EN, "Jane Doe is a freelance writer based in Linwood.", "a biography"),
    (EN, "Jane Doe Jane M. Doe took up her post in 2021.", "a biography"),
    (EN, "About the Linwood Fund: it was founded in 1990.", "boilerplate"),
    (EN, "All rights reserved by the Linwood Fund.", "boilerplate"),
    (HANS, "王明毕业于林和大学，主修水利。", "a biography"),
    (HANS, "王明历任水利局副局长、局长。", "a biography"),
    (HANS, "王明曾任水利局局长，现任镇长。", "a biography"),
    (HANS, "关于林和基金会 林和基金会成立于1990年。", "boilerplate"),
    (HANS, "未经授权，不得转载。", "boilerplate"),
    # calls
    (EN, "Learn more about the river on our website.", "a call"),
    (EN, "For more information, write to the town hall.", "a call"),
    (EN, "Click here to see the pictures of the day.", "a call"),
    (EN, "Register today for the spring course.", "a call"),
    (EN, "Subscribe to our newsletter for the news of the town.", "a call"),
    (EN, "Let's take a look at the river.", "a call"),
    (HANS, "点击下方链接，查看全部照片。", "a call"),
    (HANS, "欢迎关注林和镇的公众号。", "a call"),
    (HANS, "详情请见镇政府网站。", "a call"),
    (HANS, "下面有请王校长发言。", "a call"),
    (HANT, "歡迎訂閱本鎮的電子報。", "a call"),
    # links, captions, bylines, labels, lists, markup
    (EN, "The plan can be read at https://linwood.example/plan in full.", "a link"),
    (EN, "Pupils shared their pictures under #CleanRiver all day.", "a link"),
    (EN, "Letters reach the town at hall@linwood.example every day.", "a link"),
    (HANS, "#清水行动# 孩子们在河边画画。", "a link"),
    (HANS, "计划全文见 www.linwood.example 网站。", "a link"),
    (EN, "Photo: Children at the river in spring.", "a caption"),
    (EN, "Mayor Jane Doe (left) plants a tree.", "a caption"),
    (HANS, "图为孩子们在河边植树。", "a caption"),
    (HANS, "孩子们在河边植树（王明 摄）。", "a caption"),
    (EN, "This post was originally published on the town's blog.", "a byline"),
    (EN, "Editor's note: this story was changed on Monday.", "a byline"),
    (EN, "This is part three in a series about rivers.", "a byline"),
    (HANS, "作者：王明，摄影：李华。", "a byline"),
    (HANS, "译者注：原文有一处笔误。", "a byline"),
    (HANS, "本文由林和镇志愿者翻译。", "a byline"),
    (EN, "Q: The river was dirty for a long time.", "a speaker's label"),
    (HANS, "记者：河水变清用了十年。", "a speaker's label"),
    (EN, "• The river is clean again.", "a list's mark"),
    (EN, "2. The river is clean again.", "a list's mark"),
    (HANS, "一、河水重新变清。", "a list's mark"),
    (HANS, "（二）河水重新变清。", "a list's mark"),
    (EN, "The river is <b>clean</b> again.", "markup"),
    (EN, "The river is **clean** again.", "markup"),
    # headings that ran into the sentence
    (EN, "Clean water Clean water reached every house this spring.", "a heading"),
    (EN, "River Restoration Programme The council opened a new lock.", "a heading"),
    (HANS, "无障碍示范无障碍专家走进了学校。", "a heading"),
    (HANS, "清水行动初见成效 镇议会开办了一所新学校。", "a heading"),
    # endings
    (EN, "Is the river clean again?", "a question"),
    (HANS, "河水真的变清了吗？", "a question"),
    (EN, "The council named three aims:", "a colon"),
    (HANS, "会议提出三个目标：", "a colon"),
    (EN, "The river was clean and then...", "dots"),
    (HANS, "河水慢慢变清……", "dots"),
    (EN, "The river is clean again", "does not end"),
    (HANS, "河水重新变清", "does not end"),
    # marks
    (EN, 'The mayor said "the river is clean.', "no partner"),
    (EN, "The river (and the lake is clean again.", "no partner"),
    (EN, "The mayor said the river was “clean again.", "no partner"),
    (HANS, "镇长说，河水“已经变清。", "no partner"),
    (HANS, "河水（包括湖水已经变清。", "no partner"),
    (HANT, "鎮長說，河水「已經變清。", "no partner"),
    (HANS, "镇长说：“清水行动》已经完成。", "no partner"),
    # quotations of nobody
    (EN, '"The river is clean again after ten years."', "does not say whom"),
    (HANS, "“十年之后，河水终于重新变清了。”", "does not say whom"),
    (EN, '"The river is clean again after ten years," she said.', "pronoun"),
    (HANS, "“十年之后，河水终于重新变清了。”他说。", "pronoun"),
    # the wrong language
    (EN, "河水在十年之后重新变清。", "not in English"),
    (HANS, "The river is clean again after ten years.", "not in Chinese"),
    (HANS, "這個時候，鎮長說學校開門了。", "the other script"),
    (HANT, "这个时候，镇长说学校开门了。", "the other script"),
]

GOOD = [
    (EN, "The river is clean again after ten years of work."),
    (EN, "Mayor Jane Doe thanked the 300 volunteers for their work."),
    (EN, "Residents welcomed the decision on Monday."),
    (EN, "About 300 people came to the river."),
    (EN, "Thanks to a new filter, the water is clean."),
    (EN, "On 5 May – a Monday – the school opened."),
    (EN, "UNICEF – the UN children's fund – paid for the school."),
    (EN, "The World Food Programme (WFP) delivered 40 tonnes of rice."),
    (EN, "Read and write: 43 pupils learned both in one winter."),
    (EN, "Visit numbers rose by 12 per cent in 2024."),
    (EN, "Contact with the village was lost on Friday."),
    (EN, "Register offices closed early on Friday."),
    (EN, "Video calls replaced the meetings of the winter."),
    (EN, "Professor Jane Doe of Linwood College led the study."),
    (EN, "The U.S. delegation met Dr. Lee at 9 a.m. on Friday."),
    (EN, "The plan costs $3.5 million over two years."),
    (EN, '"The river is clean again," said Jane Doe, the mayor of Linwood.'),
    (EN, "Jane Doe called the river “our oldest street.”"),
    (EN, "A teacher asked “Who will help?” and every hand went up."),
    (EN, "The children's and teachers' choirs sang together."),
    (EN, "The film “Where Is the River?” won a prize in Linwood."),
    (EN, "By creating a lake, the town keeps its water."),
    (EN, "Digital.gov and login.gov share one design."),
    (EN, "Team #1 planted the most trees of all."),
    (EN, "In 2025 the council will open a second school."),
    (EN, "Linwood, a town of 3,000 people, has one bridge."),
    (EN, "What began as a walk became a march of thousands."),
    (EN, "Secretary-General António Guterres visited Linwood on Monday."),
    (EN, "The report (published on Monday) counts 43 schools."),
    (EN, "Pictures of the river hang in every school."),
    (HANS, "十年之后，林和河的水重新变清。"),
    (HANS, "镇长王明感谢三百名志愿者的付出。"),
    (HANS, "居民对这一决定表示欢迎。"),
    (HANS, "11月10日，镇议会开办了一所新学校。"),
    (HANS, "截至2025年11月，全镇共有43所学校。"),
    (HANS, "林和大学教授王明主持了研究。"),
    (HANS, "镇长王明说：“河水变清用了十年。”"),
    (HANS, "“河水变清用了十年。”镇长王明说。"),
    (HANS, "《谁来守护河流？》一书在林和首发。"),
    (HANS, "关于河流治理的条例将于明年生效。"),
    (HANS, "王明教授在图书馆介绍了研究成果。"),
    (HANS, "图书馆周一重新开放。"),
    (HANS, "学校用 Linux 和 Python 开发了报名系统。"),
    (HANS, "第二届林和河节将于五月举行。"),
    (HANS, "一位老师带领四十三名学生完成了调查。"),
    (HANS, "林和镇持续关注河流的水质。"),
    (HANS, "该计划由镇议会提出，投资310万美元。".replace("该计划", "清水计划")),
    (HANS, "习近平向林和镇志愿者致以问候。"),
    (HANS, "本台记者王明走访了43所学校。"),
    (HANS, "镇议会通过了《河流保护条例》（修订版）。"),
    (HANS, "专家呼吁：保护河流，从学校做起。"),
    (HANT, "鎮長王明說：「河水變清用了十年。」"),
    (HANT, "十年之後，林和河的水重新變清。"),
    (HANT, "學校在週一重新開放，學生都回來了。"),
    (HANT, "《河流保護條例》將於明年生效。"),
    (HANT, "三百名義工在河邊種了四十三棵樹。"),
]


@pytest.mark.parametrize(("language", "sentence", "fault"), BAD, ids=[sentence for _, sentence, _ in BAD])
def test_what_no_summary_may_hold_is_caught(language: Language, sentence: str, fault: str) -> None:
    found = faults_of(sentence, language)

    assert any(fault in each for each in found), found


@pytest.mark.parametrize(("language", "sentence"), GOOD, ids=[sentence for _, sentence in GOOD])
def test_a_plain_sentence_passes(language: Language, sentence: str) -> None:
    assert faults_of(sentence, language) == ()


def test_the_labelled_sentences_are_many_and_in_every_language() -> None:
    labelled = [language for language, *_ in (*BAD, *GOOD)]

    assert len(labelled) >= 120
    assert min(labelled.count(language) for language in (EN, HANS, HANT)) >= 10
