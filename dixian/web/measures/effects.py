"""What a form says of single measures."""

from typing import Any
from uuid import UUID

from dixian.web.shell.pages import uid_of


def effects_of(request: Any) -> dict[UUID, str]:
    """What a form says of single measures: `effect-<uid>`."""
    begins = "effect-"
    named = [name for name in request.POST if name.startswith(begins)]
    return {uid_of(name.removeprefix(begins)): request.POST[name] for name in named}
