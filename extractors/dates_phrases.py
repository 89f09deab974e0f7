"""The words that say what a date is: labels with their senses, as one table.

All patterns are matched against text made `plain`
(lower case, plain dashes). A space in a phrase stands for any run of spaces, hyphens or
underscores; `~` for an optional one ("sign~off").
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from extractors.dates_beginnings import beginnings, one_of
from extractors.dates_values import MONTH, TERM

Sense = Literal[
    "next-review", "reviewed", "review", "approved", "updated", "issued", "period", "body", "date"
]
"""What a label means before the claims are compared. `review` may be the last or the next;
`body` is the name of whoever approves ("FGB 14/10/2025"); `date` takes the sense of the label
before it."""

GOVERNORS = (
    "(?:(?:the )?(?:full |whole |local |school |academy |trust |trustees'? |governors'? )*"
    "(?:(?:curriculum|standards|education|learning|teaching|pupils?|resources|premises|welfare|"
    "achievement|quality|policy|policies|community|strategy|ethos|performance|school improvement)"
    "(?:(?:,| and| &)? \\w+)? (?:sub~)?committee|"
    "governing (?:body|board|council|committee)|governors'?|govs|governance (?:committee|board)|"
    "board of (?:governors|trustees|directors)|board|trustees|trust board|fgb|lgb|lgc|lac|aab|"
    "advisory (?:board|council|body)|academy council|local academy (?:committee|board|council)|"
    "(?:interim executive|management) (?:board|committee)|directors|slt|senior leadership team))"
)
_KINDS = (
    "(?:policy|plan|report|document|statement|scheme|information|procedure|offer|strategy|page)"
)

_SHALL = (
    "(?:to|will|must|should|shall|(?:plan|intend|mean|hope|aim|expect)s? to|"
    "(?:is|are) (?:due|set|expected) to|(?:will|shall) be(?:ing)?)"
)
_LOOK = (
    "(?:look(?:ed|ing)? (?:at|over|through)|g(?:o|one|oing) (?:over|through)|check(?:ed)?|"
    "consider(?:ed)?|discuss(?:ed)?|come back to|read|see(?:n)?|set|tak(?:e|en) (?:up|to)|"
    "re~?(?:view|vise|new|visit|write|fresh|approve|adopt|ratify|issue|publish)(?:e?d)?|"
    "updated?|approved?|adopt(?:ed)?|agreed?|ratif(?:y|ied)|endorsed?|authorised?|amend(?:ed)?|"
    "publish(?:ed)?|issued?|writ(?:e|ten)|produced?|put|brought|bring|sign(?:ed)?(?:~off)?|do so|"
    "done|assess(?:ed)?|evaluated?|test(?:ed)?)"
)
"""What is done to a document again, besides reviewing it."""
_MAKE = (
    "(?:approve|adopt|agree|publish|issue|produce|write|prepare|draw up|put together|bring out|"
    "launch|set|draft)"
)
_WILL_DO = "|".join(
    (
        "(?:next |then |also |need to )?be (?:next |formally |fully )?"
        "(?:reviewed|updated|revised|renewed|re~approved|re~adopted|re~ratified|re~issued)"
        "(?: and (?:reviewed|updated|revised))?",
        f"(?:next |then )?(?:review|revise|revisit|come back to|return to) "
        f"(?:this|it|the|our)(?: {_KINDS})?",
        "(?:next |then )?"
        "(?:review|update|revise|revisit|refresh|rewrite|renew|replace|re~issue|re~publish)"
        "(?: (?:it|this)(?: \\w+)?)?",
        "(?:next |then |also )?be (?:next )?"
        "(?:(?:looked at|checked|considered|visited|read)(?: \\w+){0,2} (?:again|next)|"
        "revisited|refreshed|re~visited|rewritten|replaced|republished|superseded)",
        f"(?:next |then )?(?:be )?{_LOOK}(?: \\w+){{0,4}} "
        "next(?! (?:one|edition|version|report|plan|policy))",
        "(?:be )?\\w+(?: \\w+){0,4} (?:again|afresh|anew)",
        "(?:look at|consider|discuss) it",
        "have (?:another|a fresh|a new) look(?: at (?:it|this)(?: \\w+)?)?",
        f"{_MAKE} (?:a|the|our|its) (?:new|next|fresh|following) \\w+",
        "(?:next )?(?:be )?(?:brought|bring|put) (?:\\w+ ){0,3}up to date(?: again)?",
        "next (?:come|go)(?: back)?(?: (?:to|before) (?:the )?\\w+)?|next be \\w+",
        "be (?:brought|taken) back|(?:come|go) back|return",
        "(?:it|this|the)(?: \\w+)? (?:next )?be (?:next )?"
        "(?:reviewed|updated|revised|renewed|rewritten|replaced|looked at)",
    )
)
"""What will be done to it, as a next review in other words."""
_LOOKED = (
    "(?:looked (?:at|over|through)|went (?:over|through|back to)|gone (?:over|through)|"
    "read (?:over|through)|talked (?:over|through|about)|checked|discussed|considered|revisited|"
    "reconsidered)"
)
_MADE = (
    "(?:is|are|will|to|be|due|out|comes?|appears?|follows?|published|issued|produced|written|"
    "prepared|expected|planned|released|adopted|agreed|approved|drawn up|put together|launched|"
    "ready|available|needed|wanted|in place)"
)
"""What is made of the next edition: "will be drawn up"."""

PHRASES: tuple[tuple[Sense, tuple[str, ...]], ...] = (
    (
        "next-review",
        (
            "(?:date of |date for )?(?:the |our |its )?next (?:\\w+ ){0,2}?"
            "(?:review(?:ed|s)?|revision|revised|update[ds]?|renewal|renewed|(?:re~)?approval|"
            "(?:re~)?adoption|(?:re~)?ratification|amendment|edit|look~through|read~through|"
            "check~up|overhaul|rewrite)",
            "(?:date of |date for )?(?:the |our )?next due",
            "(?:date of |date for )?(?:the |our )?(?:next|following|successor) (?:\\w+ ){0,2}?"
            "(?:report|plan|policy|version|edition|statement|strategy|publication|issue|one|copy)"
            f"(?: {_MADE})*",
            f"{_KINDS} (?:is )?(?:next )?due",
            "(?:review|renewal|update)s?(?: date| is| are)? (?:next )?due",
            "(?:is |are |was |be |next )*due (?:for|to be) (?:its |a |an )?"
            "(?:next |full |annual )*"
            "(?:review(?:ed)?|renew(?:al|ed)|updat(?:e|ed|ing)|revis(?:ion|ed)|re~published|"
            "refresh(?:ed)?|rewrit(?:ing|ten)|replaced|replacement|reconsideration|reconsidered|"
            "re~adopt(?:ion|ed)|re~approv(?:al|ed)|re~ratif(?:ication|ied)|re~issued?|amendment)",
            f"{_SHALL} (?:{_WILL_DO})",
            "(?:agree|approve|adopt|complete|do|look|consider|ratify|publish|issue) again",
            "(?:next|refresh|sunset|target|renewal|replacement) dates?",
            f"(?:a |the )?(?:new|fresh|revised) (?:version|edition|{_KINDS})(?: {_MADE})+",
            "due (?:again|next)",
            f"(?:the )?next(?: {_MADE}){{1,4}}",
            "next rev(?=\\W)",
            "next be (?:reviewed|updated|revised|renewed|rewritten|replaced)",
            f"(?:back )?to {GOVERNORS} (?:again|next)",
            "end date(?=\\s*[:|-])",
            "(?:falls?|comes?|is|are) (?:next )?(?:due|up) "
            "(?:again|for (?:review|renewal|revision))",
            "(?:check|look|due) again",
            "(?:date of )?(?:the |our )?next "
            "(?:look|going~over|discussion|refresh|check|reading|time)",
            "annual refresh",
            f"(?:goes |comes |go |come )?back to {GOVERNORS}",
            "for (?:\\w+ )?(?:\\w+ )?years?,? (?:that is,? )?(?:(?:un)?till?|(?:up )?to|ending)",
            f"due(?=\\s+(?:in\\s+)?(?:the\\s+)?(?:{MONTH}|{TERM}|\\d))",
            "(?:renew|re~do|re~adopt|re~ratify|re~approve)(?: by)?(?=\\W|\\s+\\d)",
            "(?:date )?for (?:next )?(?:review|renewal)",
            "(?:proposed|planned|scheduled|expected|target|future|forthcoming) "
            "(?:date (?:for|of) )?(?:next )?(?:review|update)",
            "review (?:is |has been )?"
            "(?:planned|scheduled|set|proposed|again|no later than|before)",
            "scheduled for (?:a )?review",
            "(?:full )?(?:expiry|renewal|expiration|re~approval|re~adoption|re~ratification)"
            "(?: (?:date|due|by)|(?=\\s*[:|-]))",
            "(?:date (?:of|for) |on )(?:expiry|expiration|renewal|re~approval|re~adoption|"
            "re~ratification|re~issue)",
            "(?:date )?(?:by|on) which (?:it|this|the) (?:\\w+ )?(?:must|should|is to|will) be "
            "(?:next )?(?:reviewed|updated|renewed|revised|replaced)",
            "(?:valid|current|in (?:force|place)|applies|runs|lasts|stands|good|effective|"
            "lifespan:?) (?:un)?till?|runs to",
            f"{_KINDS} (?:ends|lapses|expires)",
            "(?:review|revise|update|revisit|refresh) again",
            "next (?:in|on|by)|next time(?=\\s?:)",
            "expires|lapses|runs out|goes out of date|out of date (?:on|after|from)",
            "review deadline|(?:refresh|revisit|revise|rewrite|replace|remake|update) by|"
            "(?:revisit|remake)(?=\\s*[:|]?\\s*\\d)",
            "(?:next|due)(?=\\s?:)|next(?=\\s*(?:\\||$)|\\s+\\d{1,2}[./]\\d)",
            f"(?:(?<=[/|;,(.-]\\s)|(?<=[/|;(]))next(?=\\s+(?:{MONTH}|{TERM}))",
            "review(?:ed)? (?:annually|yearly|every year),? (?:next )?due",
        ),
    ),
    (
        "reviewed",
        (
            "(?:date of |date )?(?:the |our |its )?"
            "(?:last|latest|previous|most recent(?:ly)?|recent)(?: \\w+)? "
            "(?:review(?:ed)?|revision)(?: (?:completed|carried out|took place))?",
            "(?:date )?(?:last |most recently |fully |formally )?re~viewed",
            "(?:full |interim |annual |policy )*review(?: was| has been)? "
            "(?:carried out|completed|undertaken|conducted|done|took place|held)",
            "review completion",
            "checked(?: and (?:correct|right|confirmed|found correct))?(?: on)?",
            "(?:date )?last (?:looked at|looked over|gone over|gone through|considered|"
            "discussed|done|read)",
            f"(?:last )?{_LOOKED} (?:this|it|the|our)(?: (?:\\w+ )?{_KINDS})?",
            "(?:had|was given|given|got) its (?:\\w+ ){0,2}(?:review|update|refresh|check|overhaul|"
            "look|service|spruce~up|going~over)",
            "(?:last|latest|most recent) (?:look|going~over|discussion|check|reading|look~through|"
            "read~through|check~up)",
            "(?:last|most recently)(?: time)?(?=\\s?:)|last rev(?=\\W)",
        ),
    ),
    (
        "approved",
        (
            "(?:date (?:of )?)?(?:first |last |formally |finally |formal |final |originally )?"
            "(?:re~)?(?:approved|approval|adopted|adoption|ratified|ratification|agreed|agreement|"
            "endorsed|endorsement|authorised|authorisation|accepted|acceptance|passed|determined|signed~off|"
            "sign~off|signed)",
        ),
    ),
    (
        "updated",
        (
            "(?:date (?:of |when |this \\w+ was )?)?(?:the )?(?:last|latest|most recent(?:ly)?) "
            "(?:full )?(?:updated?|amend(?:ed|ment)|revis(?:ed|ion)|modifi(?:ed|cation)|"
            "edit(?:ed|s)?|chang(?:ed|es?)|refresh(?:ed)?|saved|replaced|rewritten|corrected|"
            "corrections?|additions?|altered|adapted|overhaul(?:ed)?)",
            "(?:last |most recently |next )?(?:brought|put) (?:\\w+ ){0,3}up to date",
            "(?:date (?:of )?)?(?:fully |further )?(?:updated|updates?|amended|amendments?|revised|"
            "modified|edited|refreshed|rewritten|replaced|corrected|altered|adapted|renewed|"
            "overhauled)",
            "version date",
            "(?:(?:minor|small|major|some|further|slight|final) )?"
            "(?:changes|amendments|additions) (?:were )?made",
            "(?:at )?(?:the )?time of (?:writing|publication)",
            "(?:information )?(?:correct|current|accurate|up to date|right)(?: as)? "
            "(?:of|at|on|from|in)",
            "(?:v|ver|version|edition|revision no|rev)~\\.?~\\d+(?:\\.\\d+)*(?![\\d/])",
        ),
    ),
    (
        "issued",
        (
            "(?:date of |date )?(?:first )?(?:issued?|publish(?:ed|(?= date))|publication|"
            "released?|posted|uploaded|creat(?:ed|ion)|written|drafted|drawn up|put together|"
            "prepared|produced|compiled|establish(?:ed|ment)|"
            "implement(?:ed|ation)|introduc(?:ed|tion)|inception|origin(?:al)?|circulat(?:ed|ion)|"
            "complet(?:ed|ion)|launch(?:ed)?)(?: date)?",
            "(?:date )?(?:last|latest|most recent(?:ly)?) "
            "(?:publish(?:ed)?|issued?|circulated|checked)",
            "re~(?:published|issued)",
            "draft(?: copy)?|version|edition",
            f"(?:copy|edition|version|text|{_KINDS}) of(?=\\s+(?:the\\s+)?(?:{MONTH}|{TERM}|\\d))",
            "(?:put on|added to) (?:the |our )?(?:school )?website",
            "on (?:the |our )?(?:school )?website (?:from|since)",
            f"(?:{_KINDS}|effective|start|commencement|live) date",
            f"date (?:of|for) (?:the |this )?{_KINDS}",
            "(?:date )?effective(?: from| as of)?",
            "(?:operative|operational|live) (?:from|since)",
            "in (?:force|effect|use) (?:from|since)",
            "(?:comes?|came|brought) into (?:force|effect|use)(?: on| from)?",
            "takes? effect(?: on| from)?",
            f"{_KINDS} dated|{_KINDS} (?:start|starts|begins|began)|made(?=\\s+(?:in|on)\\s)",
            "as (?:of|at)|(?:things )?stood (?:in|on)",
            f"(?:paper|report) for(?: the)?(?=\\s+(?:{MONTH}|{TERM}))",
            f"for the meeting of {GOVERNORS}",
            "advert(?:isement)? (?:placed|posted)|advertised",
            "set(?=\\s+(?:in|on)\\s)|commencement|first shared|sent (?:home|out|to parents)",
            "(?:made|latest|this (?:text|page|version|edition|copy))(?=\\s*[:|])",
            "(?:issued|sent|given) to (?:all )?(?:parents|families|staff|everyone)",
            "shared with (?:(?:staff|parents|carers|famil(?:y|ies)|pupils|children|everyone|all|"
            "the|our|school|community|and|&)[\\s,/]*)+(?<!\\s)",
            f"(?:shared with|presented to|reported to|submitted to|sent to|received by|noted by|"
            f"discussed (?:by|with|at)|considered by|taken to|tabled (?:at|for)|went to|brought to|"
            f"laid before|put to) {GOVERNORS}",
        ),
    ),
    (
        "period",
        (
            "period(?: covered)?(?: by (?:this|the) \\w+)?",
            "(?:valid|applies) (?:for|from)|validity",
            "cover(?:s|ing)(?: the)? (?:period|academic years?|school years?|years?)",
            "for the (?:period|academic years?|school years?|years?)",
            "(?:academic|school) years?",
            "(?:plan|report|policy) (?:period|years?)",
            "years? covered",
            "(?:year|valid)(?=\\s?:)",
        ),
    ),
    (
        "review",
        (
            "(?:date of |date for |dates? )?(?:the |our |its )?"
            "(?:policy |annual |full |interim |formal )*"
            "(?:re~view|revision|reviewing)s?(?: dates?)?|rev(?=\\.?\\s*:?\\s*\\d\\d?[./]\\d)",
        ),
    ),
    ("body", (f"{GOVERNORS}(?: meeting| approval)?",)),
    ("date", (r"(?<!to\s)(?<!in\s)(?<!of\s)dated?",)),
)
"""The labels by sense, as `compiled` reads them. Of two that begin together the first counts."""


def compiled(phrase: str) -> str:
    """A phrase of the table as a regular expression."""
    # A word that could take in underscores would be tried at every place of a blank line.
    words = phrase.replace(r"\w+", r"[^\W_]{1,30}")
    return words.replace("~", r"[\s_-]?").replace(" ", r"[\s_-]+")


_KNOWN_LETTERS = 4
"""Letters of a label's beginning that are looked up before any phrase is tried."""

_TABLE = tuple(
    (sense, phrase, tuple(beginnings(phrase, _KNOWN_LETTERS)))
    for sense, phrases in PHRASES
    for phrase in map(compiled, phrases)
)
_BEGINNING = re.compile(
    rf"(?<![a-z])(?=({one_of(letters for _, _, begins in _TABLE for letters in begins)}))"
)
_END = rf"(?:(?![a-z])|(?={MONTH}|{TERM}))"


@functools.cache
def _phrases_from(letters: str) -> tuple[tuple[Sense, re.Pattern[str]], ...]:
    """The phrases, in the table's order, that may match where these letters stand."""
    return tuple(
        (sense, re.compile(f"(?:{phrase}){_END}"))
        for sense, phrase, begins in _TABLE
        if letters.startswith(begins)
    )


@dataclass(frozen=True, slots=True)
class Label:
    """A label between two positions of a text made plain."""

    sense: Sense
    at: int
    to: int
    text: str


def labels_between(text: str, at: int, end: int) -> Iterator[Label]:
    """The labels within a part of a text made plain, none overlapping another. Of several that
    begin together the first of the table counts.
    """
    for beginning in _BEGINNING.finditer(text, at, end):
        start = beginning.start()
        if start < at:
            continue  # inside the label before
        for sense, phrase in _phrases_from(beginning[1]):
            if match := phrase.match(text, start, end):
                at = match.end()
                yield Label(sense, start, at, match[0])
                break
