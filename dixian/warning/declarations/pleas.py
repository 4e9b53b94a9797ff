"""Which declarations may be somebody's plea: they name somebody real, or carry a photo. Asked of many at once."""

from collections.abc import Callable, Sequence
from typing import Any

from dixian.foundation.audit.transactions import beyond_scope
from dixian.registry.households.api import Household, Person, name_key
from dixian.warning.declarations.models import Declaration, DeclaredPhoto

PHONE, NUMBER, NAME, PHOTO = (
    "留的是在册农户的电话",
    "身份证号在册",
    "写的姓名在这个乡镇的户档案里有",
    "附有照片",
)


def pleas(declarations: Sequence[Declaration]) -> dict[int, str]:
    """Declaration -> what speaks for it. A telephone or number of the register, the name of anybody of the township, a photo.

    The whole register is asked, whatever the post reaches; nothing is told of it but that.
    """
    with beyond_scope():
        asked: tuple[tuple[str, Callable[[Sequence[Declaration]], set[int]]], ...] = (
            (PHOTO, _with_photos),
            (NAME, _named),
            (NUMBER, _numbered),
            (PHONE, _phoned),
        )
        return {pk: why for why, of in asked for pk in of(declarations)}


def _with_photos(declarations: Sequence[Declaration]) -> set[int]:
    photos = DeclaredPhoto.objects.filter(declaration__in=[one.pk for one in declarations])
    return set(photos.values_list("declaration_id", flat=True))


def _named(declarations: Sequence[Declaration]) -> set[int]:
    """Of the people in trouble and of who fills the form for them, at home in the township of the village."""
    told = {one.pk: (one.village.parent_id, _names(one)) for one in declarations}
    people = Person.objects.filter(
        valid_to=None,
        name_key__in=sorted({name for _, names in told.values() for name in names}),
        village__parent__in={township for township, _ in told.values()},
    )
    there = set(people.values_list("village__parent_id", "name_key"))
    return {pk for pk, (township, names) in told.items() if any((township, name) in there for name in names)}


def _names(one: Declaration) -> set[str]:
    return {name_key(name.open()) for name in (one.name, one.filler_name) if name}


def _numbered(declarations: Sequence[Declaration]) -> set[int]:
    return _known({one.pk: one.id_index for one in declarations if one.id_index}, "id_index", Person)


def _phoned(declarations: Sequence[Declaration]) -> set[int]:
    phones = {one.pk: one.phone_index for one in declarations}
    return _known(phones, "phone_index", Household) | _known(phones, "phone_index", Person)


def _known(marks: dict[int, Any], field: str, model: type[Household] | type[Person]) -> set[int]:
    wanted = {pk: bytes(mark) for pk, mark in marks.items()}
    found: Any = model.objects.filter(valid_to=None, **{f"{field}__in": sorted(set(wanted.values()))})
    there = {bytes(mark) for mark in found.values_list(field, flat=True)}
    return {pk for pk, mark in wanted.items() if mark in there}
