"""A change is said once; a loss only when a later night confirms it."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from checks.model import Finding
from sendwatch.transitions import Said, State, of_verdict, step, verdicts

NIGHTS = [f"2026-11-{day:02d}" for day in range(1, 31)]


def told(seen: list[str | None]) -> list[tuple[str, str, str]]:
    """What is said of a requirement over nights of verdicts; None is a night without one."""
    last: State | None = None
    said: list[tuple[str, str, str]] = []
    for night, verdict in zip(NIGHTS, seen, strict=False):
        if verdict is None:
            continue
        kind, loss = "", False
        if last is not None and last.state != verdict:
            kind, loss = of_verdict(last.state, verdict, same_document=False)
        last, news = step(last, verdict, night, kind=kind, loss=loss)
        if news is not None:
            said.append((news.kind, news.since, night))
    return said


def test_the_first_night_is_no_news() -> None:
    assert told(["not found", "not found"]) == []


def test_a_gain_is_said_at_once_and_a_loss_on_the_next_night() -> None:
    assert told(["partly", "met", "met"]) == [("requirement met", NIGHTS[1], NIGHTS[1])]
    assert told(["met", "partly", "partly"]) == [("requirement lost", NIGHTS[1], NIGHTS[2])]


def test_one_bad_night_is_not_said() -> None:
    assert told(["met", "not found", "met", "not found", "met"]) == []


def test_a_night_without_an_answer_neither_confirms_nor_clears() -> None:
    assert told(["met", "not found", None, "not found"]) == [
        ("requirement lost", NIGHTS[1], NIGHTS[3])
    ]


def test_two_runs_of_one_night_do_not_confirm_each_other() -> None:
    waiting, _ = step(State("met", NIGHTS[0]), "partly", NIGHTS[1], kind="x", loss=True)
    again, said = step(waiting, "partly", NIGHTS[1], kind="x", loss=True)
    assert said is None and again == waiting


def test_what_waited_to_be_confirmed_is_dated_from_the_night_it_was_seen() -> None:
    waiting, _ = step(State("met", NIGHTS[0]), "overdue", NIGHTS[1], kind="x", loss=True)
    state, said = step(waiting, "overdue", NIGHTS[2], kind="went overdue", loss=False)
    assert said is not None and said.since == NIGHTS[1] == state.since


def test_the_calendar_needs_no_second_night() -> None:
    assert of_verdict("met", "overdue", same_document=True) == ("went overdue", False)
    assert of_verdict("met", "overdue", same_document=False) == ("went overdue", True)


def test_what_is_missing_with_the_whole_document_is_not_told_apart() -> None:
    none = Finding(1, "a", "not found", "", cause="no report")
    gap = Finding(1, "b", "not found", "")
    unclear = Finding(1, "c", "needs review", "")
    assert verdicts([none, gap, unclear]) == {"b": "not found"}


@given(st.lists(st.sampled_from(["met", "partly", "not found", None]), max_size=30))
def test_what_is_said_leads_from_the_first_state_to_what_holds_now(seen: list[str | None]) -> None:
    last: State | None = None
    chain: list[Said] = []
    for night, verdict in zip(NIGHTS, seen, strict=False):
        if verdict is None:
            continue
        kind, loss = "", False
        if last is not None and last.state != verdict:
            kind, loss = of_verdict(last.state, verdict, same_document=False)
        before = last
        last, news = step(last, verdict, night, kind=kind, loss=loss)
        if news is not None:
            assert before is not None and news.before == before.state and news.after == last.state
            chain.append(news)
        assert last.state == verdict or last.waiting
    assert all(one.after == two.before for one, two in itertools.pairwise(chain))
