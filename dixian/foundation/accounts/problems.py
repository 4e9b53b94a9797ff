"""Refusals of this room."""

from dixian.foundation.kernel.problems import Refusal


class NotAllowed(Refusal):
    """The acting post lacks a right; pages answer 403."""
