"""Template tags, merge tags, code between backticks, tags, hashtags: what a sign announces. Part of chinese.spans.

An opening sign looks for its end no further than the next of its kind, so a thousand open ones cost no more than their
length.
"""

import re

# Jinja and Liquid, ERB, processing instructions; Mailchimp, Sendgrid and others; shell and Python formats.
TEMPLATE = r"""
  (?: \{\{ (?: [^{}]++ | \{(?!\{) | \}(?!\}) )*+ \}\}
    | \{% (?: [^{}%]++ | \{(?!%) | %(?!\}) | \} )*+ %\}
    | \{\# (?: [^{}\#]++ | \{(?!\#) | \#(?!\}) | \} )*+ \#\}
    | <% (?: [^<%]++ | <(?!%) | %(?!>) )*+ %>
    | \*\| [^|\n]{1,200}+ \|\* | %% [^%\s]{1,100}+ %% | [$\#]\{ [^{}\n]{1,200}+ \} | %\( [^()\n]{1,100}+ \)[sdifr]
    | \{ [\w.\-]{1,64}+ \} )
"""
_CODE = r" | ` [^`\n]{1,200}+ `"
_TAGS = r"""
  | <!-- (?: [^<\-]++ | <(?!!--) | -(?!->) )*+ -->
  | </? [A-Za-z][A-Za-z0-9:\-]*+
    (?: \s++ [A-Za-z@:_][\w:@.\-]*+ (?: \s*+ = \s*+ (?: "[^"<>]*+" | '[^'<>]*+' | [^\s"'<>=]++ ) )?+ )*+ \s*+ /?+ >
"""
_HASHTAGS = r" | [#＃] [^#＃\s]{1,64}+ [#＃] | (?<![\w&]) [#＃] \w{1,64}+"

IN_MARKUP = re.compile(TEMPLATE, re.VERBOSE)
IN_PLAIN_TEXT = re.compile(TEMPLATE + _CODE + _TAGS, re.VERBOSE)
HASHTAG = re.compile(_HASHTAGS.removeprefix(" |"), re.VERBOSE)
