"""The first look before costly patterns: it may let too much through, and never hides a match."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.account import SIGNALS
from checks.first_look import Words, first_match, guarded, likely, matches_any
from checks.policy_words import words
from tests.checks.policy_wordings import PRESENT


def tried(text: str, *pieces: str, flags: int = 0) -> list[int]:
    """The pieces on which a pattern would be tried."""
    one = guarded(text, flags=flags)
    return [number for number, _ in Words([one]).look(pieces).worth_trying(one)]


@pytest.mark.parametrize(
    ("pattern", "pieces", "expected"),
    [
        ("policy", ("a policy", "a plan"), [0]),
        ("polic(?:y|ies) was written", ("the policy was written", "it was written"), [0]),
        ("(?:plan|report)s? (?:shared|sent)", ("report sent", "report", "plan shared"), [0, 2]),
        ("cake(?: with jam)?", ("cake", "jam"), [0]),
        ("x*", ("anything", ""), [0, 1]),
        (r"\d+%", ("12 pupils", "12%"), [1]),
        (r"\bschool\b|\bcollege\b", ("a college", "a nursery"), [0]),
    ],
)  # fmt: skip
def test_a_pattern_is_tried_where_its_words_are(
    pattern: str, pieces: tuple[str, ...], expected: list[int]
) -> None:
    assert tried(pattern, *pieces) == expected


def test_only_the_alternatives_whose_words_are_there_are_tried() -> None:
    one = guarded("policy [a-z]+", "[a-z]+ plan")
    found = dict(Words([one]).look(["our plan", "policy one plan"]).worth_trying(one))
    assert [way.pattern.pattern for way in found[0]] == ["[a-z]+ plan"]
    match = first_match(likely(found[1], "policy one plan"), "policy one plan")
    assert match is not None
    assert match.start() == 0


def test_an_alternative_without_its_words_is_not_tried() -> None:
    one = guarded(r"(?:our|the) (?:plan|aim)\b|polic(?:y|ies) [|)a-z]+|\|\(scheme")
    found = dict(Words([one]).look(["the policy one", "|(scheme"]).worth_trying(one))
    assert [way.pattern.pattern for way in found[0]] == ["polic(?:y|ies) [|)a-z]+"]
    assert [way.pattern.pattern for way in found[1]] == [r"\|\(scheme"]
    assert first_match(likely(found[1], "|(scheme"), "|(scheme") is not None


@pytest.mark.parametrize(
    ("pattern", "flags", "text", "expected"),
    [
        ("^policy", 0, "policy one", True),
        ("^policy", 0, "our policy", False),
        ("^plan|policy", 0, "our policy", True),
        ("^policy", re.MULTILINE, "our\npolicy", True),
    ],
)  # fmt: skip
def test_a_pattern_is_looked_for_where_it_may_begin(
    pattern: str, flags: int, text: str, expected: bool
) -> None:
    one = guarded(pattern, flags=flags)
    assert (
        any(matches_any(ways, text) for _, ways in Words([one]).look([text]).worth_trying(one))
        is expected
    )


@pytest.mark.parametrize("element", ["status", "purpose", "consultation", "monitoring"])
def test_the_first_look_hides_no_part_of_a_policy(element: str) -> None:
    matched = 0
    for kind, sentence in PRESENT[f"policy-{element}"]:
        show, plain = words(kind), sentence.lower()
        one = getattr(show, element)
        found = [way.pattern for way in one.ways if way.pattern.search(plain)]
        matched += bool(found)
        offered = dict(show.first_look.look([plain]).worth_trying(one)).get(0, [])
        assert set(found) <= set(likely(offered, plain)), sentence
    assert matched >= 3


WORDS = (
    "This year last term pupils children made progress we have introduced changed 12% achieved "
    "twelve of our as a result improved was shows impact . new for this SEN support: 4"
)


@given(st.lists(st.sampled_from(WORDS.split()), max_size=14).map(" ".join))
def test_the_first_look_hides_no_sign_of_an_account(sentence: str) -> None:
    look = Words(list(SIGNALS.values())).look([sentence.lower()])
    for signal in SIGNALS.values():
        offered = dict(look.worth_trying(signal)).get(0, [])
        found = {way.pattern for way in signal.ways if way.pattern.search(sentence)}
        assert found <= set(likely(offered, sentence.lower()))


def test_nothing_to_look_at_gives_nothing_to_try() -> None:
    one = guarded("policy", flags=re.IGNORECASE)
    assert list(Words([one]).look([]).worth_trying(one)) == []
