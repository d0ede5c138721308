"""Chinese text in the written form of an audience. Floor 2: pure but for the dictionaries of OpenCC and rjieba.

text | spans.read: what may be converted | terms, names, numbers | words and characters | quotes | spans.write -> text

One table (variants) chooses the OpenCC configuration from the form a text is in and the variant it is wanted in. A
text already in the wanted script, and any text that is not Chinese, comes back byte for byte. URLs, e-mail addresses,
mentions, template tokens, code, Japanese and Latin text are never touched. The phrase tables (s2twp, s2hkp) are not
used: on news text they are wrong nearly as often as right; the newsroom's own terms do that work.
"""

from digest.chinese.converter import Converter, Style
from digest.chinese.engines import check_installation, cut
from digest.chinese.engines import version as converter_version
from digest.chinese.stories import convert, written_in

__all__ = ["Converter", "Style", "check_installation", "convert", "converter_version", "cut", "written_in"]
