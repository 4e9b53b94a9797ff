"""Every model declares history, personal data and scope; `manage check` and the tests fail otherwise."""

from typing import Any

from django.core import checks

from dixian.foundation.audit.declared import history_of_model, house_models
from dixian.foundation.kernel.scope import Scope


def check_declarations(**_: Any) -> list[checks.CheckMessage]:
    """One error per missing or wrong declaration."""
    found: list[checks.CheckMessage] = []
    for model in house_models():
        names = {field.name for field in model._meta.get_fields()}
        history = history_of_model(model)
        if history not in ("editable", "insert_only") and not history.startswith("none: "):
            found.append(checks.Error(f"{model._meta.label} 没有声明 history", obj=model, id="dixian.E001"))
        personal = getattr(model, "personal", None)
        if not isinstance(personal, dict) or not set(personal) <= names:
            found.append(
                checks.Error(f"{model._meta.label} 没有正确声明 personal", obj=model, id="dixian.E002")
            )
        scope = getattr(model, "scope", None)
        if not isinstance(scope, Scope):
            found.append(checks.Error(f"{model._meta.label} 没有声明 scope", obj=model, id="dixian.E003"))
    return found
