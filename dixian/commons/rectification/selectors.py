"""What the page of a problem shows besides its columns."""

from typing import Any

from dixian.commons.rectification.actions import looked_at_from
from dixian.commons.rectification.assisting import helps_with
from dixian.commons.rectification.models import Problem
from dixian.foundation.accounts.api import Post


def beside(row: Problem, post: Post) -> dict[str, Any]:
    """Whether the post's unit merely helps, and from when a closed problem is looked at again."""
    return {"helps": helps_with(row, post), "again_from": looked_at_from(row)}
