"""The words around labels and dates: what may stand between them, and what undoes them.

Tables only; `dates_claims` and `dates_subject` use them. All patterns are matched against text
made `plain` (lower case, plain dashes).
"""

from __future__ import annotations

import re

from extractors.dates_phrases import GOVERNORS, compiled

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
    + "|".join((*DOCUMENT_NOUNS, "guidance", "send?", "send?/d", "send?co", "send?ir"))
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
    "refurbish\\w* building morning coffee surgery surgeries drop-?ins? fair assembly trips? "
    "clubs? concert letter",
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
    r"|\.(?:pdf|docx?)\b|\((?:pdf|word|docx?)\b|©|\(c\)|@|www\.|https?:|\.(?:co|org|gov|ac|sch)\b"
)
"""Words beside which a date is about something other than the document."""

STOPS_GAP = re.compile(
    FOREIGN.pattern
    + r"|\b(?:in line|accordance|following|under|due to|because|reflect\w*|chang(?:es?|ed|ing)|"
    r"account|against|after|new|latest|regard|response|when|which|who|that|if|are|were|has|have|had|"
    r"pupils?|children|parents?|learners?|students?|progress|every|annually|yearly|termly|each|"
    r"menus?|calendar|diary|newsletter|news|all|any|more|than|not|until the|policies)\b"
    r"|[.;!?]\s+[a-z]{2,}\s+[a-z]|[.;!?]\s+(?:in|on|from|by|since)\s*$"
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
    rf"following consultation with|with|by|for)\s+(?:(?:the|our|some|all|an?|group|team|panel|"
    r"number|working|party|of|both|school)\s+)*"
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

INTERVAL = (
    r"(?:every|each|once an?)\s+(?:(?:\w+|\d)\s+)?(?:years?|months?|terms?)|annual(?:ly)?|yearly|"
    r"biennial(?:ly)?|triennial(?:ly)?|termly|(?:\w+|\d)[\s-]yearly"
)
"""How often: "reviewed every two years: May 2027"."""

CONNECTORS = re.compile(
    r"(?:[\s:;,.|()\[\]*_=>/…–-]|(?:\b|(?<=_))(?:on|in|at|by|of|the|dates?|due|is|was|as|from|for|and|"
    r"during|around|before|again|this|next|term|approx|approximately|be|been|year|month|dd/mm/yyyy|"
    r"agreed|minuted|sought|beginning|start|end|early|late|mid|completed|took place|academic|held|"
    r"(?:minutes?|item|ref)\s+(?:no\.?\s*)?\d{1,3}|"
    rf"(?:{INTERVAL})(?!\s*[.;?!])|"
    r"school|monday|tuesday|wednesday|thursday|friday)(?:\b|(?=_)))*"
)
"""All that may stand between a label and its date without a thought."""

AGENT = re.compile(
    rf"[\s:|(,._…-]*(?:by|with|to|at|of|from)?\b.{{0,90}}|\s*[:|(,-]?\s*{compiled(GOVERNORS)}.{{0,60}}"
)
"""Who did it, between a label and its date: "by the Governing Body of Example School on"."""

LEAD_WORDS = re.compile(
    r"(?:[\s:;,.|()\[\]*_#&/•\uf0b7\d-]|\b(?:this|the|our|a|school|schools|academy|trust|website|web|"
    r"date|dates|was|is|it|has|been|have|were|be|and|or|of|for|on|first|originally|version|draft|"
    r"final|copy|full|status|annual|statutory|non|sen|send|sen/d|inclusion|ks\d|author|"
    + "|".join(DOCUMENT_NOUNS)
    + r"|also|next|last|most|recently|recent|then|when|will|due|to|by|in|governors?|governing|body|"
    r"you are (?:now )?reading|ours|they|these|how|[qa]\.|question|answer|"
    r"board|committee|owner|document control|control|history|name|title|responsible|signed|"
    r"chair)\b)*"
)
"""All that may stand before a label that heads its line."""

LOOSE = re.compile(
    r"(?:complet|launch|correct|introduc|establish|releas|creat|produc|prepar|alter|adapt|renew|"
    r"implement|check|set\b|comes? into|came into|made|as (?:of|at)|determin|advert|chang|addition|"
    r"sent|inception|origin|publication$|drafted|overhaul)"
)
"""Labels of many other things: they count only where they plainly speak of the document."""

_OTHERS = """complaints complaint behaviour bullying safeguarding protection admission admissions
    attendance equality charging medical health risk fire uniform homework marking premium budget
    transport catch covid asthma privacy"""
OTHERS = frozenset(_OTHERS.split())
"""Words of the names of a school's other papers."""

AHEAD = re.compile(
    r"\b(?:again|next|anew|afresh|renew\w*|due|until|till|through|valid|latest|later than|before|"
    r"back|round|further|subsequent|following|successor|new (?:one|version|edition|plan|policy)|"
    r"will|shall|expir\w*|shelf life|fresh)\b"
)
"""Words of a clause that looks ahead, beside another that says when it was last dealt with."""

OTHER_THINGS = re.compile(
    r"\b(?:pupils?|child(?:ren)?|students?|learners?|famil(?:y|ies)|class(?:es)?|staff|teachers?|"
    r"parents'|term|year \d|school (?:opens|closes)|website|register|plans|meetings?|training)\b"
)
"""Words of a clause that looks ahead to something other than the document's next review."""

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
