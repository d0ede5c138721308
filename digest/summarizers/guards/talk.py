"""How models talk about their task instead of doing it. Part of digest.summarizers.guards.

Preambles, remarks about the article, apologies, offers: phrases seen in answers and in other projects' bug reports. A
sentence that the article itself has word for word is not judged here.
"""

import regex

_START_ENGLISH = (
    r"here(?:'s|\s+is|\s+are)\b",
    r"(?:sure|certainly|of course|absolutely|okay|ok)\b",
    r"great question",
    r"below (?:is|are)\b",
    r"the following (?:is|are|summar)",
    r"as (?:an?|your) (?:ai|language|assistant|large)",
    r"i(?:'m| am) (?:sorry|unable|an? ai|happy|glad|here)",
    r"(?:i|we) (?:cannot|can't|can help|will not|won't|will summar|have summar|hope|apologi[sz]e|understand)",
    r"let me\b",
    r"i'(?:ll|d be)\b",
    r"please (?:note|let|provide|find)",
    r"(?:in )?(?:short|brief|summary|conclusion|a nutshell)\s*[,:]",
    r"(?:tl;?dr|summary|note|answer|output|response|translation|sentence \d+|title|headline|digest|abstract)\s*[:-]",
    r"to summari[sz]e\b",
    r"overall,",
    r"(?:this|the) (?:article|text|passage|piece|story|post|document|author|report|summary|news (?:article|story|item)"
    r"|press release|speech)\b (?:is about|discuss|describe|explore|explain|report|highlight|cover|talk|provide|present"
    r"|examine|focus|detail|outline|summari[sz]e|state|say|mention|argue|tell|show|announce)",
    r"according to the (?:article|text|passage|author|source)\b",
    r"the (?:user|assistant|system|prompt)\b",
)
_START_CHINESE = (
    r"(?:好的|当然|當然|没问题|沒問題|明白了|收到|可以的|嗯)\s*[，,。！!：:]",
    r"(?:以下|下面|这里|這裡)(?:是|为|為|就是|给出|給出)",
    r"(?:总结|總結|摘要|概要|概括|简介|簡介|回答|答案|译文|标题|標題|注|注意|备注|提示)\s*[：:为為是如]",
    r"(?:本文|这篇文章|這篇文章|该文章|該文章|此文|文章|文中|原文|作者|本篇|该文|該文|这段文字|這段文字|这则新闻)"
    r"(?:主要|介绍|介紹|讲述|講述|讨论|討論|描述|报道|報導|指出|提到|阐述|闡述|探讨|探討|总结|總結|分析|说明|說明|概述|强调"
    r"|強調|旨在|通过|内容|讲了)",
    r"(?:综上|綜上|总而言之|總而言之|总的来说|總的來說|总之|總之|简而言之|簡而言之|概括来说|一句话)",
    r"(?:作为|作為).{0,10}(?:AI|人工智能|人工智慧|语言模型|語言模型|助手)",
    r"很?抱歉|对不起，我|對不起，我",
    r"我(?:无法|無法|不能|将为|將為|会为|已经?为|可以为|很乐意|来为|来总结|理解)",
    r"(?:根据|根據)(?:您|你|所提供|提供的|上述|以上|这篇|該文|文章|原文|本文)",
    r"(?:希望|如果|如有)(?:以上|这|這|您|你|对您|对你|需要)",
    r"请(?:注意|提供|告诉我|问)|用户|让我",
)
_START = regex.compile(rf"^\W*(?:{'|'.join((*_START_ENGLISH, *_START_CHINESE))})", regex.IGNORECASE)
_ANYWHERE = regex.compile(
    r"\b(?:as an ai|language model|this summary|the summary (?:above|below)|\d+[- ]word summary"
    r"|ignore (?:all|the|any|previous)|(?:previous|above|these|following) instructions|system prompt"
    r"|the article (?:above|below|provided)|let me know if|hope this helps|i was asked to)\b"
    r"|语言模型|語言模型|上述摘要|以上摘要|以上(?:就)?是.{0,8}(?:总结|摘要)|系统提示|忽略.{0,10}(?:指令|指示)"
    r"|(?:之前|以上|上述)的?指令|字以内|希望对您|希望对你",
    regex.IGNORECASE,
)


def is_talk(text: str) -> bool:
    """Whether `text`, in the form that `tokens.plain` gives, talks about the summary, the article or the task."""
    return bool(_START.search(text) or _ANYWHERE.search(text))
