"""What can go wrong at the front door, as one sentence and an exit code.

Exit codes of every command: 0 done, 1 done but something needs attention, 2 wrong use,
3 could not run.
"""

from __future__ import annotations

DONE = 0
ATTENTION = 1
WRONG_USE = 2
COULD_NOT_RUN = 3


class SendwatchError(Exception):
    """Something a person can put right. The message is one sentence that says how."""

    exit_code = COULD_NOT_RUN


class WrongUseError(SendwatchError):
    """The call itself is wrong: a bad option, a file that is not what it should be."""

    exit_code = WRONG_USE
