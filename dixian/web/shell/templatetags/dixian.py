"""Tags and filters of all templates."""

import json
import re
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from django import template
from django.contrib.staticfiles import finders
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from dixian.foundation.accounts.api import Post
from dixian.foundation.audit.api import Record, version_of
from dixian.foundation.kernel import clock, masking
from dixian.foundation.kernel.calendar import days_left as left_days
from dixian.foundation.kernel.calendar import left_words, zh_day
from dixian.foundation.kernel.money import yuan as as_yuan
from dixian.foundation.kernel.uids import new_uid
from dixian.foundation.vault.fields import Sealed
from dixian.warning.alerts.api import without_source
from dixian.web.shell import opening
from dixian.web.shell.colours import COLOURS

register = template.Library()


@cache
def _manifest() -> dict[str, Any]:
    path = finders.find("built/manifest.json")
    if not path:
        raise RuntimeError("前端没有建成，请运行 python3 scripts/bootstrap.py app")
    with open(path, encoding="utf8") as file:  # noqa: PTH123 - the finder gives a plain path
        return json.load(file)


@register.simple_tag
def front_end() -> SafeString:
    """The bundle's style and script."""
    entry = _manifest()["src/main.ts"]
    return format_html(
        '<link rel="stylesheet" href="/static/built/{}"><script type="module" src="/static/built/{}"></script>',
        entry["css"][0],
        entry["file"],
    )


@register.simple_tag
def front_style() -> SafeString:
    """The bundle's style alone, for pages without a script."""
    return format_html(
        '<link rel="stylesheet" href="/static/built/{}">', _manifest()["src/main.ts"]["css"][0]
    )


@register.simple_tag
def form_key() -> SafeString:
    """A key that lets this form count once (decision 12)."""
    return format_html('<input type="hidden" name="form_key" value="{}">', new_uid())


@register.simple_tag
def version(*records: Record) -> SafeString:
    """What an edit form was made from; its action compares it with `versions.unchanged`."""
    return version_token(version_of(*records))


@register.simple_tag
def version_token(told: str) -> SafeString:
    """The same where a room has made it, for the preview of an import."""
    return format_html('<input type="hidden" name="version" value="{}">', told)


@register.filter
def due_tag(due: date | None, warn: int = 3) -> SafeString | str:
    """`还有3天 临期`, amber near the limit, red past it; the day itself on hover and on tap."""
    if due is None:
        return ""
    today = clock.today()
    left = left_days(due, today)
    colour, word = ("red", "超期") if left < 0 else ("amber", "临期") if left <= warn else ("grey", "未到期")
    return clock_tag(colour, left_words(due, today), word, f"期限 {zh_day(due)}")


# `已超4天` and `还有7天` say so themselves.
SAID_BY_DAYS = ("超期", "未到期")


@register.simple_tag
def clock_tag(colour: str, left: str, word: str, rule: str) -> SafeString:
    """A clock: its colour with a word; the rule behind it on hover, and on tap where nothing hovers."""
    beside = "" if word in SAID_BY_DAYS else format_html(' <span class="word">{}</span>', word)
    return format_html(
        '<details class="clock"><summary title="{3}"><span class="tag tag-{0}">{1}</span>{2}</summary>'
        '<span class="rule">{3}</span></details>',
        colour,
        left,
        beside,
        rule,
    )


@register.simple_tag
def state_tag(state: str, label: str) -> SafeString:
    """A state as a word in its colour."""
    return format_html('<span class="tag tag-{}">{}</span>', COLOURS.get(str(state), "grey"), label)


@register.filter
def yuan(amount: Decimal | None) -> str:
    """`1,234.56 元`."""
    return "" if amount is None else as_yuan(amount)


# A browser breaks a line behind a hyphen, in the middle of a day.
A_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def whole_days(text: str) -> SafeString:
    """The text for a page, its days never broken into two lines."""
    told = A_DAY.sub(lambda found: f'<span class="nowrap">{found[0]}</span>', escape(text))
    return SafeString(told)


@register.filter("day")
def day_shown(value: date | datetime | None) -> SafeString:
    """A day between other words of a page; in an attribute it is `day_value`."""
    return whole_days(day(value))


@register.filter("day_value")
def day(value: date | datetime | None) -> str:
    """`2024-04-03`, the Shanghai day of a moment."""
    if value is None:
        return ""
    return (clock.day_of(value) if isinstance(value, datetime) else value).isoformat()


@register.filter
def entered(made_at: datetime | None, on: date | None) -> SafeString:
    """`（登记于 2024-04-05）` beside a day somebody claimed, where it was entered on another; "" on the same, or not known."""
    made = clock.day_of(made_at) if made_at else on
    return SafeString("") if on is None or made == on else whole_days(f"（登记于 {made}）")


@register.filter
def moment(value: datetime | None) -> str:
    """`2024-04-03 09:30`, Shanghai time."""
    return "" if value is None else value.astimezone(clock.SHANGHAI).strftime("%Y-%m-%d %H:%M")


@register.filter
def masked_id(value: Sealed | None) -> str:
    """`231226********1234`."""
    return masking.mask_id(value.open()) if value else "无"


@register.filter
def born(value: date | None, on: date | None = None) -> str:
    """`1948年（78岁）`, the age on a day (today): the day of birth stands in the number, and is shown where that is."""
    if value is None:
        return ""
    today = on or clock.today()
    age = today.year - value.year - ((today.month, today.day) < (value.month, value.day))
    return f"{masking.mask_birth(value.isoformat())}（{age}岁）"


@register.filter
def masked_cell(value: Sealed) -> str:
    """What a unit wrote; nothing of it reads as a number."""
    return masking.mask_cell(value.open())


@register.filter
def masked_phone(value: Sealed | None) -> str:
    """`138****1234`."""
    return masking.mask_phone(value.open()) if value else "无"


@register.filter
def unsourced(told: str) -> str:
    """The sentence of an alert without the rule it cites, for lists."""
    return without_source(told)


@register.filter
def can(post: Post, capability: str) -> bool:
    """Whether to offer what needs a right; the page behind it asks again."""
    return post.can(capability)


@register.filter
def opens(address: str, post: Post) -> bool:
    """Whether to offer a door, where a page lists what is behind many."""
    return opening.opens(address, post)


@register.filter
def get(mapping: dict[Any, Any], key: Any) -> Any:
    """A value of a mapping by a key that is itself a variable."""
    return mapping.get(key, "")
