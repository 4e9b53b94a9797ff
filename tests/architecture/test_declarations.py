"""Every model says how its history is kept, what in it is personal, and who reaches it."""

import re
from pathlib import Path

import pytest
from django.db.models import ForeignKey, Model

from dixian.foundation.audit.declared import history_of_model, house_models
from dixian.foundation.kernel.scope import Scope

ROOT = Path(__file__).resolve().parents[2]
STOREYS = ["foundation", "registry", "commons", "warning", "directives"]
MODELS = list(house_models())


def wing(model: type[Model]) -> int:
    return STOREYS.index(model.__module__.split(".")[1])


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_each_model_declares_history_personal_data_and_scope(model: type[Model]) -> None:
    history = history_of_model(model)
    assert history in ("editable", "insert_only") or re.match(r"none: \S+", history)
    assert isinstance(model.scope, Scope)  # type: ignore[attr-defined]
    fields = {field.name for field in model._meta.get_fields()}
    assert set(model.personal) <= fields  # type: ignore[attr-defined]


def test_foreign_keys_across_wings_point_down() -> None:
    wrong = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in MODELS
        for field in model._meta.fields
        if isinstance(field, ForeignKey) and wing(field.related_model) > wing(model)
    ]
    assert wrong == []


def test_the_table_of_personal_data_names_every_field() -> None:
    text = (ROOT / "docs" / "personal-data.md").read_text(encoding="utf8")
    listed = set(re.findall(r"^\| `(\S+)` \|", text, re.MULTILINE))
    declared = {
        f"{model._meta.label}.{name}"
        for model in MODELS
        for name in model.personal  # type: ignore[attr-defined]
    }
    assert listed == declared
