"""The models of the house, by what they declare."""

from collections.abc import Iterator

from django.apps import apps
from django.db import models

from dixian.foundation.kernel.grants import BY_HISTORY, Grants

TEXTS = (models.CharField, models.TextField, models.BinaryField, models.JSONField)
Model = type[models.Model]


def house_models() -> Iterator[Model]:
    """Every concrete, managed model of Dixian, in a stable order."""
    yield from sorted(_managed(ours=True), key=lambda model: model._meta.db_table)


def foreign_models() -> Iterator[Model]:
    """The models of other people's packages, in a stable order."""
    yield from sorted(_managed(ours=False), key=lambda model: model._meta.db_table)


def _managed(*, ours: bool) -> Iterator[Model]:
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy and model.__module__.startswith("dixian.") == ours:
            yield model


def history_of_model(model: Model) -> str:
    """`editable`, `insert_only`, `none: ...`, or "" where nothing is declared."""
    return str(getattr(model, "history", ""))


def is_kept(model: Model) -> bool:
    """Whether the triggers watch over its table."""
    return not history_of_model(model).startswith("none: ")


def columns_of(model: Model) -> tuple[str, ...]:
    """Its columns, in the order of its fields."""
    return tuple(str(field.column) for field in model._meta.concrete_fields)


def secrets_of(model: Model) -> tuple[str, ...]:
    """Columns that stay out of its old images."""
    return tuple(getattr(model, "never_kept", ()))


def grants_of(model: Model) -> Grants:
    """What it declares for `web` and `worker`, or what its history says."""
    declared = getattr(model, "grants", None)
    return declared or BY_HISTORY.get(history_of_model(model), BY_HISTORY["editable"])


def undecided(model: Model) -> set[str]:
    """Fields of texts and bytes that are declared neither personal nor impersonal, or both."""
    texts = {field.name for field in model._meta.concrete_fields if isinstance(field, TEXTS)}
    plain = {name for base in model.__mro__ for name in vars(base).get("impersonal", ())}
    personal = set(getattr(model, "personal", {}))
    return (texts - personal - plain) | (personal & plain)
