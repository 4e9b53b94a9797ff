"""What a change holds, sealed as one blob."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from dixian.foundation.vault.ciphers import open_, seal

CONTEXT = "registry_households_change.content"


def seal_content(*, before: Mapping[str, Any], after: Mapping[str, Any], **more: Any) -> bytes:
    """before, after: the fields that change and no other. more: `name` to show, `on` the day, `problems`."""
    plain = {"before": dict(before), "after": dict(after), **more}
    return seal(json.dumps(plain, ensure_ascii=False, default=_plain).encode(), CONTEXT)


def open_content(content: bytes | memoryview) -> dict[str, Any]:
    """`before`, `after` and what was sealed beside them; days as ISO texts."""
    opened: dict[str, Any] = json.loads(open_(bytes(content), CONTEXT))
    return opened


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
