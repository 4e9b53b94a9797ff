"""The models of the house, by what they declare."""

from collections.abc import Iterator

from django.apps import apps
from django.db import models


def house_models() -> Iterator[type[models.Model]]:
    """Every concrete, managed model of Dixian, in a stable order."""
    found = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("dixian.") and model._meta.managed and not model._meta.proxy
    ]
    yield from sorted(found, key=lambda model: model._meta.db_table)


def history_of_model(model: type[models.Model]) -> str:
    """`editable`, `insert_only`, `none: ...`, or "" where nothing is declared."""
    return str(getattr(model, "history", ""))
