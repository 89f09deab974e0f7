"""Each subscriber is told each change once; a failure is told once, and so is recovery."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sqlite_utils import Database

from sendwatch.errors import SendwatchError
from sendwatch.notify import digest, send
from sendwatch.notify.subscriptions import WEEKDAYS, Smtp, Subscription, Subscriptions, load
from sendwatch.store import changes, deliveries, memory
from sendwatch.store.changes import Change
from sendwatch.store.deliveries import Delivery

_TROUBLE = "operators were told of trouble"


@dataclass
class Told:
    """What was sent tonight, and what could not be: one sentence each."""

    sent: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


def deliver(db: Database, path: Path, tonight: dt.date, *, trouble: Sequence[str] = ()) -> Told:
    """Tell every subscriber in the file at `path` what is new for them.

    `trouble` is what the night's own report says needs attention, for the operators. Never
    raises for what a mail server or a webhook does, nor for a wrong file.
    """
    told = Told()
    try:
        wanted = load(path)
    except SendwatchError as error:
        told.failures.append(f"nobody was told: {error}")
        return told
    for subscription in wanted.subscriptions:
        _subscriber(db, wanted, subscription, tonight, told)
    _operators(db, wanted, tonight, trouble, told)
    return told


def due(subscription: Subscription, last_sent: str, tonight: dt.date) -> bool:
    """Whether a subscriber is to be told tonight, if there is anything new."""
    if subscription.when == "change" or WEEKDAYS[tonight.weekday()] == subscription.weekday:
        return True
    # A night that did not run on the weekday is made up for.
    return bool(last_sent) and (tonight - dt.date.fromisoformat(last_sent)).days > 7


def news(db: Database, subscription: Subscription, after: int) -> list[Change]:
    """The changes on schools' websites that a subscriber has not been told of."""
    found = changes.find(
        db, after=after, la=subscription.authority, kinds=subscription.kinds, cause="site"
    )
    wanted = set(subscription.schools)
    return [change for change in found if not wanted or change.urn in wanted]


def _subscriber(
    db: Database, all_of: Subscriptions, one: Subscription, tonight: dt.date, told: Told
) -> None:
    # Somebody new is told from tonight on, not of all the years before.
    state = deliveries.get(db, one.name, tonight)
    if not due(one, state.last_sent, tonight):
        return
    last = changes.last_number(db)
    new = news(db, one, state.last_change)
    if not new:
        deliveries.save(db, Delivery(one.name, last, state.last_sent, *_trouble_of(state)))
        return

    def go() -> None:
        if one.webhook:
            send.post(one.webhook, digest.payload(one.name, new), one.secret_env)
        elif all_of.smtp is not None:
            _mail(all_of.smtp, all_of.site, one, new)

    failure = _tried(go)
    if failure:
        _failed(db, state, failure, tonight, told)
        return
    if state.failing_since:
        told.sent.append(f"{one.name}: works again, failing since {state.failing_since}")
    told.sent.append(f"{one.name}: {len(new)} change{'s' if len(new) > 1 else ''}")
    deliveries.save(db, Delivery(one.name, last, tonight.isoformat()))


def _mail(smtp: Smtp, site: str, one: Subscription, new: Sequence[Change]) -> None:
    key = f"{one.name} {new[0].id} {new[-1].id}"
    text, html = digest.plain(new, site, one.name), digest.html(new, site, one.name)
    send.mail(smtp, one.to, digest.subject(new), text, html, key=key)


def _tried(go: Callable[[], None]) -> str:
    try:
        go()
    except send.SendError as error:
        return str(error)
    return ""


def _failed(db: Database, state: Delivery, failure: str, tonight: dt.date, told: Told) -> None:
    if not state.failing_since:
        told.failures.append(f"{state.subscription} could not be told: {failure}")
    since = state.failing_since or tonight.isoformat()
    deliveries.save(
        db, Delivery(state.subscription, state.last_change, state.last_sent, since, failure)
    )


def _trouble_of(state: Delivery) -> tuple[str, str]:
    return state.failing_since, state.failure


def _operators(
    db: Database, wanted: Subscriptions, tonight: dt.date, trouble: Sequence[str], told: Told
) -> None:
    """Tell of the first bad night and of the first good one after it."""
    before = memory.recall(db, _TROUBLE)
    if not wanted.operators or wanted.smtp is None or bool(trouble) == bool(before):
        return
    if trouble:
        subject = f"Sendwatch: the night of {tonight} needs attention"
        text = "\n".join([subject, "", *(f"- {line}" for line in trouble), ""])
    else:
        subject = f"Sendwatch: the night of {tonight} went well again"
        text = f"{subject}\n\nIt had needed attention since {before}.\n"
    smtp = wanted.smtp
    key = f"operators {tonight} {bool(trouble)}"
    failure = _tried(lambda: send.mail(smtp, wanted.operators, subject, text, key=key))
    if failure:
        told.failures.append(f"the operators could not be told: {failure}")
        return
    told.sent.append("operators")
    memory.remember(db, _TROUBLE, tonight.isoformat() if trouble else "")
