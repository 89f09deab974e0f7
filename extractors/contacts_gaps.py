"""Names bound to the SENCO's role within one line: what may stand between the two."""

from __future__ import annotations

import re

from extractors.contacts_names import DOES, OTHER_ROLE, Name
from extractors.contacts_roles import RoleHit

_FILLER = (
    r"is|are|was|be|name|named|called|our|the|your|my|a|an|this|currently|also|at|for|of|in|on|to|"
    r"school|schools?['’]?s?|academy|nursery|college|contact|details|year|who|whole|role|post|held|by|"
    r"both|sites?|key|stages?|ks\s?\d|eyfs|early|years|primary|secondary|infant|junior|upper|lower|"
    r"phase|sixth|form|acting|interim|executive|trust|and|lead|staff|member|person|has|been|will|as|"
    r"its|their|team|since|joint|co|part|full|time|maternity|cover|what|mainstream|provision|"
    r"formally|shared|\d{1,2}|until|from|autumn|spring|summer|easter|christmas|job|jointly|covering|"
    r"mon(?:day)?s?|tue(?:s|sday)?s?|wed(?:nesday)?s?|thu(?:rs|rsday)?s?|fri(?:day)?s?"
)
_ROLE_WORDS = (
    r"assistant|associate|deputy|vice|head\s?teacher|head|principal|designated|safeguarding|dsl|ddsl|"
    r"teacher|phase|year|leader|slt|senior|manager|pastoral|inclusion|welfare|mental|health|wellbeing|"
    r"looked|after|children|lac|pshe|english|maths|reception|eal|send?|director|practitioner|lead"
)
_BETWEEN = r"[\s:,;|()\[\]–—=•*/&.-]"
AFTER_GAP = re.compile(
    rf"{_BETWEEN}*(?:(?:\([^()]{{0,80}}\)|\b(?:{_FILLER})\b){_BETWEEN}*)*", re.IGNORECASE
)
_AT_SCHOOL_IS = re.compile(
    r"\s*,?\s*(?:at|of|for|in|within)\s+[^.;:|]{2,70}?(?:\bis\b|\bare\b|:)\s*(?:called\s+)?",
    re.IGNORECASE,
)
_WITH_OTHER_ROLES = re.compile(
    rf"\s*(?:and|&|/|,|-|–|\|)\s*(?:(?:{_ROLE_WORDS}|{_FILLER})\b{_BETWEEN}*)+", re.IGNORECASE
)
_BEFORE_GAP = re.compile(
    rf"{_BETWEEN}*(?:(?:\([^()]{{0,80}}\)|\b(?:{_FILLER}|{_ROLE_WORDS}|took|taken|takes|over|on|acts|"
    r"teaches|teaching|class|year\s\d|\d|carries|carrying|fulfils|performs|responsibilit(?:y|ies)|duties|functions|learning|support|enhancement|"
    r"works|undertakes|holds|had|qualified|experienced|highly|fully|appointed|became|who|nasenco|nasco|"
    r"(?:one|two|three|four|\d)(?:\s+and\s+a\s+half)?\s+days?\s+(?:a|per|each)\s+week|"
    r"coordinates|leads|is|does|covers|covering|"
    rf"ba|med|msc|pgce|npqh|qts|hons?|responsible|[\w-]+['’]s?)\b['’]?){_BETWEEN}*)*",
    re.IGNORECASE,
)
_JOINT_ROLE = re.compile(
    r"\s*(?:(?:and|&|/|,)\s*(?!the\b|our\b|a\b)|as\s+well\s+as\s+(?:the\s+|a\s+)?)"
    r"[^.;:|@\d–—]{2,50}?\s*(?::|–|—|\s-)\s*",
    re.IGNORECASE,
)
"""Another role of the same person: "SENCO and attendance lead: Sam Sample"."""
_AND_THE = re.compile(r"\s*(?:and|&)\s+(?:the|our|a)\s", re.IGNORECASE)
_PLEASE = re.compile(
    r"\s*,?\s*(?:please\s+(?:do\s+)?|(?=ask\s))(?:e-?mail|contact|call|phone|telephone|ring|ask\s+for|see|"
    r"speak\s+(?:to|with))\s+",
    re.IGNORECASE,
)
_NAME_IS = re.compile(
    r"[^@|]{0,80}?[.;!]\s+(?:Her|His|Their)\s+names?\s+(?:is|are)\s+|"
    r"\s*by\s+(?:e-?mail|phone|telephone)\s*(?:\([^()]{0,80}\))?\s*,\s*"
)
"""The name after a sentence on the role, or after a way to reach it."""
_IS_ALSO = re.compile(
    rf"\s+is\s+(?:also\s+)?(?:the|our)\s+(?:school['’]?s?\s+)?(?:(?:{_ROLE_WORDS})\b[\s,–-]*)+",
    re.IGNORECASE,
)
_ANOTHER = re.compile(r"(?:\band|&)\s+(?:the|our)\s+$", re.IGNORECASE)
_SAYS_BY = re.compile(r"\bby$", re.IGNORECASE)
_FALLS_TO = re.compile(
    rf"\s*(?:role\s+|post\s+|duties\s+)?(?:falls?|fell|belongs?|goes|passed|passes)\s+to\s+(?:our\s+|the\s+)?"
    rf"(?:(?:{_ROLE_WORDS})\s*)*,?\s*",
    re.IGNORECASE,
)
_APPOINTED = re.compile(r"\b(?:appointed|made|named|chosen)\s+$", re.IGNORECASE)
_TO_BE = re.compile(r"\s+(?:(?:to\s+be|as)\s+)?(?:(?:our|the|its)\s+)?(?:new\s+)?", re.IGNORECASE)
"""Between a name and the role: "have made Sam Sample SENCO", "appointed Sam Sample as our"."""
_ROLE_BEFORE = re.compile(rf"\s*(?:(?:our|the)\s+(?:(?:{_ROLE_WORDS})\s*)+,?\s*)?", re.IGNORECASE)
_UNTIL = re.compile(r"\s*(?:here\s+)?(?:until|till|from\s+\w+\s+to|between)\b", re.IGNORECASE)
"""After "was our SENCO": somebody else is now."""
_CARRIES_OUT = re.compile(
    r"\s+(?:now\s+|currently\s+)?(?:carries\s+out|carr(?:y|ies)|fulfils|performs|undertakes|does|takes(?:\s+on)?|"
    r"fills|holds|has)\s+the\s+(?:role|duties|tasks|post|work|job|functions|position)\s+of\s+(?:the\s+|a\s+|our\s+)?",
    re.IGNORECASE,
)
"""Before the role: somebody does its work: "Sam Sample carries out the duties of"."""
_WHO = re.compile(r"\s*,\s*who\s[^.;:@|]{3,60}?,\s*(?:is|are)\s+", re.IGNORECASE)
"""What is said of the SENCO before the name: "our SENCO, who joined us in May, is"."""
HOLDS = re.compile(
    r"\s*(?:,|:|\(|\bis\b|has\b|holds\b|works\b|leads\b|can\b|may\b|joined\b|was\b|will\b|teaches\b|"
    r"[a-z]{3,}s\b|[A-Z][A-Za-z]{1,4}\b(?:\s*\((?:Hons|Ed)\))?\s*(?:$|[,.;(]))"
)
"""After a name that only a space parts from the role: a person does, or holds, something."""
_DAYS_OR_PHASE = re.compile(
    r"\s*\(?(?:mon|tue|wed|thu|fri|ks\s?\d|key stage|eyfs|early years|years?\b|lower|upper|nursery|"
    r"reception|infants?|juniors?|primary|secondary|mornings|afternoons)",
    re.IGNORECASE,
)
"""After the first of several: which days, or which pupils, are theirs."""
_JOINTLY = re.compile(r"job[\s-]?share|jointly|shared|between|both|two\b", re.IGNORECASE)
_JOINS = re.compile(r"\s*(?:and|with|or|&|to|from|,\s*and)\b", re.IGNORECASE)
_ENDS_JOINED = re.compile(r"(?:\b(?:and|with|or|to|by)|&)\s*(?:the\s+|our\s+)?$", re.IGNORECASE)
_HELD_BY = re.compile(
    rf"{_BETWEEN}*(?:role|post|position|duties)?\s*(?:at\s[^.;:|]{{2,50}}?)?(?:is|are|was|has\s+been)\s+"
    r"(?:currently\s+|now\s+|being\s+|formally\s+|jointly\s+)*(?:held|carried\s+out|undertaken|filled|fulfilled|performed|"
    r"covered|done|shared|led|taken(?:\s+on)?)\s+(?:jointly\s+)?by\s+(?:our\s+\w+,?\s+)?"
    rf"(?:(?:(?:the|our)\s+)?(?:(?:{_ROLE_WORDS})\s*)+,\s*)?",
    re.IGNORECASE,
)
"""Who holds the role: "the role of SENCO is carried out by"."""
_ASKED = re.compile(
    rf"(?:\s*\b(?:{_FILLER})\b)*\s*\?\s*(?:A(?:nswer)?\s*[:.)-]\s*)?(?:(?:our|the|senco|sendco|is|name)\b\s*)*",
    re.IGNORECASE,
)
"""A question about the role, whose answer begins with the name."""
_I_AM = re.compile(
    rf"\s*[,.!–-]?\s*(?:and\s+)?I(?:\s+am|['’]m|\s+have\s+been|\s+work\s+as)\s+"
    rf"(?:(?:{_FILLER}|{_ROLE_WORDS})\b[\s,/&–-]*)*",
    re.IGNORECASE,
)
"""Somebody who introduces themselves: "my name is Sam Sample and I am the"."""
_CLEAR = re.compile(
    r"[:–—=(-]|\b(?:is|are|as|been|called|named?|be|was\s+appointed|became)\b",
    re.IGNORECASE,
)
_OTHERS_LABEL = re.compile(
    OTHER_ROLE.pattern + r"\s*(?:[:–—-]|\bis\b)\s*(?:the\s+)?$", re.IGNORECASE
)
_ALSO = re.compile(
    r"\s*(?:\([^()]{0,60}\))?"
    r"\s*(?:[-–:]\s*(?:ks\s?\d|eyfs|key stage \d|[\w ]{1,20}phase)[\w/ &]{0,20})?"
    r"\s*(?:,|;|&|/|\||\band\b)\s*(?:and\s+)?"
    r"(?:(?:mon|tue|wed|thu|fri)[a-z]*(?:\s*[-–]\s*(?:mon|tue|wed|thu|fri)[a-z]*)?\s+)?",
    re.IGNORECASE,
)
LONGEST_GAP = 90
MOST_NAMES = 3
"""Names after a role that are tried."""


def bound(text: str, hit: RoleHit, names: list[Name], *, name_first: bool) -> list[Name]:
    """The names that belong to the role within one line.

    `name_first` tells whether the line begins with a name: it decides where a role stands
    between two names and nothing else does.
    """
    after = _first_reached(text, hit, names)
    before = next((name for name in reversed(names) if name.to <= hit.at), None)
    gap_after = text[hit.to : after.at] if after else ""
    gap_before = text[before.to : hit.at] if before else ""
    does = bool(DOES.match(hit.text)) and gap_before == " "  # "Sam Sample co-ordinates SEN"
    if before and _UNTIL.match(text, hit.to) and re.search(r"\bwas\b", gap_before):
        return []
    if before and _APPOINTED.search(text[: before.at]) and _TO_BE.fullmatch(gap_before):
        does = True
    if before and not does and not _reaches_before(text, before, gap_before):
        before = None
    if after and before:
        clear_after = bool(_CLEAR.search(gap_after))
        clear_before = bool(_CLEAR.search(gap_before))
        if clear_before > clear_after or (clear_before == clear_after and name_first):
            after = None
        else:
            before = None
    nearest = before or after
    return _with_colleagues(text, hit, nearest, names) if nearest else []


def _first_reached(text: str, hit: RoleHit, names: list[Name]) -> Name | None:
    """The first name after the role that is bound to it.

    A school's name may look like a person's and stand between: "the SENCO at North Example
    Academy is ...".
    """
    following = [name for name in names if name.at >= hit.to][:MOST_NAMES]
    for name in following:
        gap = text[hit.to : name.at]
        if _reaches_after(gap, titled=name.titled):
            return name
        if gap == " " and not name.titled and HOLDS.match(text, name.to):
            return name  # "SENCO Sam Sample holds the award"
        if _SAYS_BY.search(hit.text) and _ROLE_BEFORE.fullmatch(gap):
            return name  # "SEN is co-ordinated by Sam Sample"
    return None


def _reaches_after(gap: str, *, titled: bool) -> bool:
    if len(gap) > LONGEST_GAP:
        return False
    if _WHO.fullmatch(gap) or _FALLS_TO.fullmatch(gap):
        return True
    if not titled and not _CLEAR.search(gap) and "," not in gap:
        return False
    if _HELD_BY.fullmatch(gap) or (titled and _ASKED.fullmatch(gap)):
        return True
    if _NAME_IS.fullmatch(gap) and not OTHER_ROLE.search(gap):
        return True
    if _ENDS_JOINED.search(gap) or re.search(r"[.?!]\s", gap.strip(" .") + " "):
        return False
    if _AND_THE.match(gap):
        return False  # "The SENCO and the Headteacher: Mr Sample" are two
    if AFTER_GAP.fullmatch(gap):
        return not _JOINS.match(gap) or ":" in gap
    if _AT_SCHOOL_IS.fullmatch(gap) and not OTHER_ROLE.search(gap):
        return True
    if _JOINT_ROLE.fullmatch(gap):
        return True
    shapes = (_WITH_OTHER_ROLES, _PLEASE, _IS_ALSO)
    return titled and any(shape.fullmatch(gap) for shape in shapes)


def _reaches_before(text: str, name: Name, gap: str) -> bool:
    if _I_AM.fullmatch(gap) or _CARRIES_OUT.fullmatch(gap):
        return True
    if len(gap) > LONGEST_GAP or re.search(r"[.?!;]\s", gap) or _JOINS.match(gap):
        return False
    if _ANOTHER.search(gap) and not re.search(r"\b(?:is|as)\b", gap):
        return False  # "Mr Sample (Headteacher) and the SENCO" are two
    if not _CLEAR.search(gap) and _OTHERS_LABEL.search(text[max(0, name.at - 60) : name.at]):
        return False
    if not name.titled and not _CLEAR.search(gap) and "," not in gap:
        return False
    return bool(_BEFORE_GAP.fullmatch(gap))


def _with_colleagues(text: str, hit: RoleHit, nearest: Name, names: list[Name]) -> list[Name]:
    """The name nearest to a role, and those joined to it where the role is in the plural."""
    plural = hit.text.rstrip(")").endswith("s") or re.match(r"\s*(?:\(s\)|are\b)", text[hit.to :])
    shared = _DAYS_OR_PHASE.match(text, nearest.to) or _JOINTLY.search(text[hit.at : nearest.at])
    if not plural and not shared:
        return [nearest]
    found = [nearest]
    for name in names:
        if name.at > found[-1].to and name.at >= hit.to:
            if not _ALSO.fullmatch(text[found[-1].to : name.at]):
                break
            found.append(name)
    for name in reversed(names):
        if name.to < found[0].at and name.to <= hit.at:
            if not _ALSO.fullmatch(text[name.to : found[0].at]):
                break
            found.insert(0, name)
    return found
