"""The words that say what a date is: labels with their roles, and what undoes them.

Tables only; `dates_claims` uses them. All patterns are matched against text made `plain`
(lower case, plain dashes). A space in a phrase stands for any run of spaces, hyphens or
underscores; `~` for an optional one ("sign~off").
"""

from __future__ import annotations

import re
from typing import Literal

from extractors.dates_values import MONTH, TERM

Sense = Literal[
    "next-review", "reviewed", "review", "approved", "updated", "issued", "period", "body", "date"
]
"""What a label means before the claims are compared. `review` may be the last or the next;
`body` is the name of whoever approves ("FGB 14/10/2025"); `date` takes the sense of the label
before it."""

_GOVERNORS = (
    "(?:(?:the )?(?:full |whole |local |school |academy |trust )*"
    "(?:governing (?:body|board|council|committee)|governors'?|govs|governance (?:committee|board)|"
    "board of (?:governors|trustees|directors)|board|trustees|trust board|fgb|lgb|lgc|lac|aab|"
    "advisory (?:board|council|body)|academy council|local academy (?:committee|board|council)|"
    "(?:interim executive|management) (?:board|committee)|directors|slt|senior leadership team))"
)
_KINDS = (
    "(?:policy|plan|report|document|statement|scheme|information|procedure|offer|strategy|page)"
)

_SHALL = (
    "(?:to|will|must|should|shall|(?:plan|intend|mean|hope|aim|expect)s? to|"
    "(?:will|shall) be(?:ing)?)"
)
_LOOK = (
    "(?:look(?:ed|ing)? (?:at|over|through)|g(?:o|one|oing) (?:over|through)|check(?:ed)?|"
    "consider(?:ed)?|discuss(?:ed)?|come back to|read)"
)
"""What is done to a document again, besides reviewing it."""

_PHRASES: tuple[tuple[Sense, tuple[str, ...]], ...] = (
    (
        "next-review",
        (
            "(?:date of |date for )?(?:the |our |its )?next (?:\\w+ ){0,2}?"
            "(?:review(?:ed|s)?|revision|revised|update[ds]?|renewal|renewed|approval)",
            "(?:date of |date for )?(?:the |our )?next due",
            "(?:date of |date for )?(?:the |our )?next (?:\\w+ ){0,2}?"
            "(?:report|plan|policy|version|edition|statement|strategy|publication)"
            "(?: (?:is|will|to|be|due|published|issued|produced|written))*",
            f"{_KINDS} (?:is )?(?:next )?due",
            "(?:review|renewal|update)s?(?: date| is| are)? (?:next )?due",
            "(?:is |are |was |be |next )*due (?:for|to be) (?:its |a |an )?"
            "(?:next |full |annual )*"
            "(?:review(?:ed)?|renew(?:al|ed)|updat(?:e|ed|ing)|revis(?:ion|ed)|re~published|"
            "refreshed|rewritten|replaced|replacement)",
            "(?:to|will|must|should|shall) (?:next |then |also |need to )?be "
            "(?:next |formally |fully )?(?:reviewed|updated|revised|renewed|re~approved)"
            "(?: and (?:reviewed|updated|revised))?",
            "(?:to|will|must|should|shall) (?:next |then )?"
            "(?:review|update|revise|revisit|refresh)",
            "(?:to|will|must|should|shall) (?:next |then |also )?be (?:next )?"
            "(?:(?:looked at|checked|considered|visited|read)(?: \\w+){0,2} (?:again|next)|"
            "revisited|refreshed|re~visited|rewritten|replaced|republished|superseded)",
            f"{_SHALL} (?:next |then )?(?:be )?{_LOOK}(?: \\w+){{0,4}} (?:again|afresh|anew|next)",
            f"{_SHALL} (?:next |then )?(?:review|revise|revisit|come back to|return to)"
            f" (?:this|it|the|our)(?: {_KINDS})?",
            f"{_SHALL} (?:approve|publish|issue|produce|write) (?:a|the) (?:new|next|fresh) \\w+",
            f"(?:a |the )?(?:new|fresh|revised) (?:version|edition|{_KINDS})"
            "(?: (?:will|to|be|is|follows?|due|expected|published|issued|out))+",
            "(?:falls?|comes?|is|are) (?:next )?(?:due|up) "
            "(?:again|for (?:review|renewal|revision))",
            "(?:check|look|due) again",
            "(?:date of )?(?:the |our )?next "
            "(?:look|going~over|discussion|refresh|check|reading|time)",
            "annual refresh",
            f"(?:goes |comes |go |come )?back to {_GOVERNORS}",
            "for (?:\\w+ )?(?:\\w+ )?years?,? (?:that is,? )?(?:un)?till?",
            f"due(?=\\s+(?:in\\s+)?(?:the\\s+)?(?:{MONTH}|{TERM}|\\d))",
            "(?:renew|re~do)(?: by)?(?=\\W|\\s+\\d)",
            "(?:date )?for (?:next )?(?:review|renewal)",
            "(?:proposed|planned|scheduled|expected|target|future|forthcoming) "
            "(?:date (?:for|of) )?(?:next )?(?:review|update)",
            "review (?:is |has been )?"
            "(?:planned|scheduled|set|proposed|again|no later than|before)",
            "scheduled for (?:a )?review",
            "(?:expiry|renewal|expiration|re~approval|re~adoption|re~ratification) (?:date|due)",
            "date (?:of|for) (?:expiry|expiration|renewal)",
            "(?:valid|current|in (?:force|place)|applies|runs|lasts|stands|good|effective|"
            "lifespan:?) (?:un)?till?|runs to",
            f"{_KINDS} (?:ends|lapses|expires)",
            "(?:to|will|must|should|shall) next be \\w+",
            "(?:to|will|must|should|shall) (?:be (?:brought|taken) back|(?:come|go) back|return)",
            "(?:review|revise|update|revisit|refresh) again",
            "next (?:one|in|on)",
            "renewal(?=\\s*[:|-])",
            "expires",
            "review deadline",
            "(?:next|due)(?=\\s?:)|next(?=\\s*(?:\\||$)|\\s+\\d{1,2}[./]\\d)",
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
            "last(?=\\s?:)",
        ),
    ),
    (
        "approved",
        (
            "(?:date (?:of )?)?(?:first |last |formally |finally |formal |final |originally )?"
            "(?:re~)?(?:approved|approval|adopted|adoption|ratified|ratification|agreed|agreement|"
            "endorsed|endorsement|authorised|authorisation|accepted|acceptance|passed|signed~off|"
            "sign~off|signed)",
        ),
    ),
    (
        "updated",
        (
            "(?:date (?:of |when |this \\w+ was )?)?(?:the )?(?:last|latest|most recent(?:ly)?) "
            "(?:full )?(?:updated?|amend(?:ed|ment)|revis(?:ed|ion)|modifi(?:ed|cation)|"
            "edit(?:ed)?|chang(?:ed|e)|refresh(?:ed)?|saved|replaced|rewritten)",
            "(?:date (?:of )?)?(?:fully |further )?(?:updated|updates?|amended|amendments?|revised|"
            "modified|edited|refreshed|rewritten|replaced)",
            "version date",
            "(?:\\w+ )?(?:changes|amendments|additions) (?:were )?made",
            "(?:at )?(?:the )?time of (?:writing|publication)",
            "(?:information )?(?:correct|current|accurate|up to date|right)(?: as)? "
            "(?:of|at|on|from)",
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
            "complet(?:ed|ion))(?: date)?",
            "(?:date )?(?:last|latest|most recent(?:ly)?) "
            "(?:publish(?:ed)?|issued?|circulated|checked)",
            "re~(?:published|issued)",
            "draft(?: copy)?|version|edition",
            "(?:put on|added to) (?:the |our )?(?:school )?website",
            "on (?:the |our )?(?:school )?website (?:from|since)",
            f"(?:{_KINDS}|effective|start|commencement) date",
            f"date (?:of|for) (?:the |this )?{_KINDS}",
            "(?:date )?effective(?: from| as of)?",
            "(?:operative|operational|live) (?:from|since)",
            "in (?:force|effect|use) (?:from|since)",
            "(?:comes?|came|brought) into (?:force|effect|use)(?: on| from)?",
            "takes? effect(?: on| from)?",
            f"{_KINDS} dated",
            f"(?:shared with|presented to|reported to|submitted to|sent to|received by|noted by|"
            f"discussed (?:by|with|at)|considered by|taken to|tabled (?:at|for)|went to|brought to|"
            f"laid before|put to) {_GOVERNORS}",
        ),
    ),
    (
        "period",
        (
            "period(?: covered)?(?: by (?:this|the) \\w+)?",
            "(?:valid|applies) (?:for|from)",
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
            "(?:re~view|revision|reviewing)s?(?: dates?)?",
        ),
    ),
    ("body", (f"{_GOVERNORS}(?: meeting| approval)?",)),
    ("date", (r"(?<!to\s)(?<!in\s)(?<!of\s)dated?",)),
)


def _compiled(phrase: str) -> str:
    # A word that could take in underscores would be tried at every place of a blank line.
    words = phrase.replace(r"\w+", r"[^\W_]{1,30}")
    return words.replace("~", r"[\s_-]?").replace(" ", r"[\s_-]+")


LABEL = re.compile(
    r"(?<![a-z])(?:"
    + "|".join(
        f"(?P<s{number}>{'|'.join(_compiled(phrase) for phrase in phrases)})"
        for number, (_, phrases) in enumerate(_PHRASES)
    )
    + rf")(?:(?![a-z])|(?={MONTH}|{TERM}))"
)
"""Any label; `sense_of` says which. Tried in the table's order where several start together."""


def sense_of(match: re.Match[str]) -> Sense:
    """The sense of a `LABEL` match."""
    return _PHRASES[int((match.lastgroup or "s0")[1:])][0]


DOCUMENT_NOUNS = (
    "report",
    "policy",
    "plan",
    "offer",
    "information",
    "statement",
    "strategy",
    "scheme",
    "procedures?",
    "document",
    "objectives",
    "provision",
    "guide",
    "handbook",
    "page",
    "version",
)
"""What a document calls itself, and what its title ends in."""

TITLE_NOUN = re.compile(
    r"\b(?:"
    + "|".join((*DOCUMENT_NOUNS, "guidance", "send?", "send?/d", "send?co"))
    + r")\b(?:\s*\(.{1,20}?\))?"
)

_FOREIGN_WORDS = (
    # law, guidance and those who make it
    "acts? regulations? regs code practice order section schedule chapter paragraph legislation "
    "law framework kcsie dfe judgment tribunal government ministers? nhs",
    # inspection and figures
    "ofsted inspect(?:ion|ed|or)s? siams census statistics figures? data register roll results? "
    "cohort sats attendance exclusions? survey questionnaire",
    # people and their training
    "training trained courses? inset cpd award awarded qualification qualified accredit\\w* "
    "certificate diploma appointed joined role since born birth aged ages",
    # imprints and addresses
    "copyright registered company charity tel telephone phone fax mobile postcode",
    # events, money, buildings
    "visit event consultation evening workshop closing deadline applications? intake newsletter "
    "holiday budget funding grant spent covid pandemic lockdown built opened installed "
    "refurbish\\w* building",
    # what is kept about one child
    "ehcps? ehc ieps? individual targets? interventions?",
)
_FOREIGN_PHRASES = (
    "white paper|green paper|improvement plan|keeping children|working together|"
    "department (?:for|of)|(?:statutory|national) guidance|guidance (?:for|from|on)|in post|"
    "rights reserved|meeting with|term dates|summer fair|pupil profile|provision map|"
    "support plans?|statements of|annual reviews?|right support"
)
FOREIGN = re.compile(
    rf"\b(?:{'|'.join(' '.join(_FOREIGN_WORDS).split())}|{_FOREIGN_PHRASES})\b"
    r"|©|\(c\)|@|www\.|https?:|\.(?:co|org|gov|ac|sch)\b"
)
"""Words beside which a date is about something other than the document."""

STOPS_GAP = re.compile(
    FOREIGN.pattern
    + r"|\b(?:in line|accordance|following|under|due to|because|reflect\w*|chang(?:es?|ed|ing)|"
    r"account|against|after|new|latest|regard|response|when|which|who|that|if|are|were|has|have|had|"
    r"pupils?|children|parents?|learners?|students?|progress|every|annually|yearly|termly|each|"
    r"menus?|calendar|diary|newsletter|news|all|any|more|than|not|until the|policies)\b"
    r"|[.;!?]\s+[a-z]{2,}\s+[a-z]"
)
"""What may not stand between a label and its date."""

_PEOPLE = (
    "parents?|carers?|pupils?|children|young people|students?|learners?|famil(?:y|ies)|staff|"
    "governors?|teachers?|everyone|all|senco|sendco|headteacher"
)
WITH_WHOM = re.compile(
    r"\b(?:in (?:consultation|partnership|conjunction|discussion|collaboration|co-?production|"
    r"agreement|cooperation) with|in (?:the )?light of|together with|jointly with|alongside|"
    r"co-?produced with|after (?:consulting|consultation with|discussion with|talking to)|"
    rf"following consultation with|with|by)\s+(?:(?:the|our|some|all|a|group|of|both|school)\s+)*"
    rf"(?:{_PEOPLE})(?:'s?)?(?:(?:\s*[,/&]\s*|\s+and\s+|\s+)(?:our|the|{_PEOPLE}|forum|council|group|"
    r"panel|views|comments|feedback|voice|representatives|carer)(?:'s?)?)*"
)
"""With whom it was done, between a label and its date: says nothing about the date."""

BECAUSE = re.compile(
    r"\b(?:following|after|to reflect|in response to|in (?:the )?light of|in line with|due to|"
    r"because of|on account of|as a result of)\s"
    r"(?!.*\b(?:guidance|codes?|acts?|regulations?|legislation|laws?|papers?|framework|advice)\b)"
    r"[^.;?]{3,60}?[,:|-]\s*$|\bsubject to [^.;?]{3,60}?(?:[,:|-]|\bon)\s*$"
)
"""Why it was done, set off from the date that follows."""

TO_BE = re.compile(
    r"\b(?:(?:to|will|shall|must|should)\s+(?:\w+\s+)?be|awaiting|pending|due for)\s*$"
)
"""Before a label: what it names has not been done yet."""

CONNECTORS = re.compile(
    r"(?:[\s:;,.|()\[\]*_=>/…–-]|(?:\b|(?<=_))(?:on|in|at|by|of|the|dates?|due|is|was|as|from|for|and|"
    r"during|around|before|again|this|next|term|approx|approximately|be|been|year|month|dd/mm/yyyy|"
    r"agreed|minuted|sought|beginning|start|end|early|late|mid|completed|took place|academic|"
    r"school|monday|tuesday|wednesday|thursday|friday)(?:\b|(?=_)))*"
)
"""All that may stand between a label and its date without a thought."""

AGENT = re.compile(
    rf"\s*[:|(,-]*\s*(?:by|with|to|at|of|from)?\b.{{0,90}}|\s*[:|(,-]?\s*{_compiled(_GOVERNORS)}.{{0,60}}"
)
"""Who did it, between a label and its date: "by the Governing Body of Example School on"."""

LEAD_WORDS = re.compile(
    r"(?:[\s:;,.|()\[\]*_#&/•\uf0b7\d-]|\b(?:this|the|our|a|school|schools|academy|trust|website|web|"
    r"date|dates|was|is|it|has|been|have|were|be|and|or|of|for|on|first|originally|version|draft|"
    r"final|copy|full|status|annual|statutory|non|sen|send|sen/d|inclusion|ks\d|author|"
    + "|".join(DOCUMENT_NOUNS)
    + r"|also|next|last|most|recently|recent|then|when|will|due|to|by|in|governors?|governing|body|"
    r"board|committee|owner|document control|control|history|name|title|responsible|signed|"
    r"chair)\b)*"
)
"""All that may stand before a label that heads its line."""

PAPERS = frozenset({"report", "policy", "plan", "offer", "strategy", "scheme", "statement"})
"""Nouns that say which paper a title names."""

SELF = re.compile(
    r"\b(?:this|the|our)\s+(?P<words>(?:[a-z/'()&,-]+\s+){0,8}?)(?P<noun>"
    + "|".join(DOCUMENT_NOUNS)
    + r")\b"
)
"""How a sentence speaks of the document that it stands in: "this SEND policy"."""

OWN_WORDS = re.compile(
    r"(?:this|the|our|whole|school|sen|send|sen/d|and|of|on|in|information|web|website|annual|"
    r"current|latest|updated|special|educational|needs|disabilit(?:y|ies))"
)
"""Words before the noun that leave open which document is meant."""

SCHEDULE_LABEL = re.compile(r"dates|reviews\b")
"""A plural review label heads a list of reviews that are planned."""

INTERIM = re.compile(r"\binterim\b|\bmid[\s-]?(?:term|point|plan)\b")
"""A review on the way to the full one: no contradiction to the full one's date."""
