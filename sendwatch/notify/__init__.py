"""Telling people what is new: e-mail digests and webhooks, nothing when nothing is new."""

from sendwatch.notify.deliver import Told, deliver
from sendwatch.notify.subscriptions import Subscriptions, load

__all__ = ["Subscriptions", "Told", "deliver", "load"]
