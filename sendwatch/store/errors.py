"""The one exception of the store."""

from __future__ import annotations


class StoreError(Exception):
    """The store cannot do what was asked; the message is one sentence for a person."""
