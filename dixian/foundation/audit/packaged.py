"""Records that come with the program: loaded again at each upgrade, never over a local edit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models


@dataclass
class Loaded:
    """What a load did: how many were new and unchanged, and each difference in one sentence."""

    new: int = 0
    same: int = 0
    different: list[str] = field(default_factory=list)

    def __add__(self, other: "Loaded") -> "Loaded":
        return Loaded(self.new + other.new, self.same + other.same, self.different + other.different)

    def __str__(self) -> str:
        said = f"新增 {self.new} 条，未变 {self.same} 条"
        if self.different:
            said += f"，本地改过、未覆盖 {len(self.different)} 条：" + "；".join(self.different)
        return said


def load_packaged(model: type[models.Model], rows: Iterable[dict[str, Any]], *, key: Sequence[str]) -> Loaded:
    """Create the rows that are missing; where one differs, keep the local one and say so.

    rows: field (attname) -> value; key: the fields that identify a row.
    """
    manager = model._base_manager
    present = {_key(instance, key): instance for instance in manager.all()}
    loaded = Loaded()
    new = []
    for row in rows:
        found = present.get(tuple(str(row[name]) for name in key))
        if found is None:
            new.append(model(**row))
            continue
        changed = [name for name, value in row.items() if _differs(getattr(found, name), value)]
        if changed:
            loaded.different.append(
                "、".join(
                    f"{found} 的 {_label(model, name)}：随附 {row[name]}，本地 {getattr(found, name)}"
                    for name in changed
                )
            )
        else:
            loaded.same += 1
    manager.bulk_create(new, batch_size=500)
    loaded.new = len(new)
    return loaded


def _differs(here: object, packaged: object) -> bool:
    """By content, then by text: PostgreSQL gives the keys of a JSON value back in another order."""
    return here != packaged and str(here) != str(packaged)


def _key(instance: models.Model, key: Sequence[str]) -> tuple[str, ...]:
    return tuple(str(getattr(instance, name)) for name in key)


def _label(model: type[models.Model], name: str) -> str:
    return str(getattr(model._meta.get_field(name), "verbose_name", name))
