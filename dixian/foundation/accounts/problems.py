"""Refusals of this room."""

from dixian.foundation.kernel.problems import Refusal


class NotAllowed(Refusal):
    """The acting post lacks a right; pages answer 403."""


class NotInForce(Refusal):
    """The post has not begun, or has ended."""
