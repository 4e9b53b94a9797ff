"""Columns whose content lies sealed in the database."""

from typing import Any, Self

from django.db import models

from dixian.foundation.vault import blind as blind_index
from dixian.foundation.vault.ciphers import open_, seal

DOTS = "••••"


class Sealed:
    """A sealed text. Shows dots wherever it is printed or logged; `.open()` gives the text."""

    __slots__ = ("_context", "raw")

    def __init__(self, raw: bytes, context: str) -> None:
        self.raw = raw
        self._context = context

    @classmethod
    def of(cls, text: str, context: str) -> Self:
        """Seal `text` for the column `context` (`table.column`)."""
        return cls(seal(text.encode(), context), context)

    def open(self) -> str:
        """The plain text. Raises ciphers.NotOurs where the bytes were changed or moved."""
        return open_(self.raw, self._context).decode()

    def __str__(self) -> str:
        return DOTS

    def __repr__(self) -> str:
        return f"Sealed({DOTS})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sealed) and self.raw == other.raw

    def __hash__(self) -> int:
        return hash(self.raw)

    def __bool__(self) -> bool:
        return True


def seal_text(text: str, context: str) -> bytes:
    """The bytes of a sealed column, for bulk loads."""
    return seal(text.encode(), context)


class SealedField(models.BinaryField):
    """Text kept sealed. Assign a str to seal it; read a `Sealed` (or None)."""

    _pyi_private_set_type: str | Sealed
    _pyi_private_get_type: Sealed  # type: ignore[assignment]

    @property
    def context(self) -> str:
        """`table.column`, authenticated with each value."""
        return f"{self.model._meta.db_table}.{self.column}"

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Sealed | None:
        """Bytes from the database as a Sealed, unopened."""
        return None if value is None else Sealed(bytes(value), self.context)

    def get_prep_value(self, value: Any) -> bytes | None:
        """The bytes to write; an unmodified value keeps its bytes."""
        if value is None or value == "":
            return None
        if isinstance(value, Sealed):
            return value.raw
        if isinstance(value, str):
            return seal_text(value, self.context)
        return bytes(value)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Seal a str once, so that the instance afterwards holds what was written."""
        value = getattr(model_instance, self.attname)
        if isinstance(value, str):
            value = Sealed.of(value, self.context) if value else None
            setattr(model_instance, self.attname, value)
        return value


class BlindIndexField(models.BinaryField):
    """The blind index of a sealed value, 16 bytes; found by equality."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", blind_index.SIZE)
        kwargs.setdefault("null", True)
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """Says `null` always: Django leaves out its own default, which is not ours."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "null": self.null}
