"""Every model declares history, personal data and scope; `manage check` and the tests fail otherwise."""

from collections.abc import Iterator
from typing import Any

from django.core import checks

from dixian.foundation.audit.declared import (
    Model,
    columns_of,
    foreign_models,
    history_of_model,
    house_models,
    secrets_of,
    undecided,
)
from dixian.foundation.audit.outside import OUTSIDE_HISTORY
from dixian.foundation.kernel.scope import Scope


def check_declarations(**_: Any) -> list[checks.CheckMessage]:
    """One error per missing or wrong declaration."""
    found: list[checks.CheckMessage] = [
        checks.Error(f"{model._meta.label} {said}", obj=model, id=number)
        for model in house_models()
        for number, said in _wrong(model)
    ]
    return found + [
        checks.Error(f"{model._meta.db_table} 没有在 audit.outside 声明", obj=model, id="dixian.E006")
        for model in foreign_models()
        if model._meta.db_table not in OUTSIDE_HISTORY
    ]


def _wrong(model: Model) -> Iterator[tuple[str, str]]:
    names = {field.name for field in model._meta.get_fields()}
    history = history_of_model(model)
    if history not in ("editable", "insert_only") and not history.startswith("none: "):
        yield "dixian.E001", "没有声明 history"
    personal = getattr(model, "personal", None)
    if not isinstance(personal, dict) or not set(personal) <= names:
        yield "dixian.E002", "没有正确声明 personal"
    if not isinstance(getattr(model, "scope", None), Scope):
        yield "dixian.E003", "没有声明 scope"
    open_ones = undecided(model)
    if open_ones:
        yield (
            "dixian.E004",
            f"没有声明是不是个人信息（personal 或 impersonal）：{'、'.join(sorted(open_ones))}",
        )
    if not set(getattr(model, "impersonal", ())) <= names:
        yield "dixian.E004", "impersonal 写了没有的字段"
    if not set(secrets_of(model)) <= set(columns_of(model)):
        yield "dixian.E005", "never_kept 写了没有的列"
