"""The fields by which somebody comes into the register, as forms show and send them."""

from datetime import date
from typing import Any

from dixian.foundation.kernel.problems import CellProblem, Refusal
from dixian.foundation.policy.api import items
from dixian.registry.households import api as households

COLUMNS = {column.code: column for column in households.IMPORT_COLUMNS}
WAYS_IN = ("出生", "婚入", "迁入", "其他")
# Fields that hold a number of a person.
SEALED = ("phone", "certificate_number", "number")
NOTHING = dict.fromkeys(("name", "relation", "why", "sex", "masked"), "")


def choices(filled: dict[str, str] = NOTHING) -> dict[str, Any]:
    """What the fields offer (`registry/add_fields.html`), and what is known already: name, relation, sex, masked number."""
    return {
        "certificates": items("certificate_kind"),
        "residences": items("residence_status"),
        "relations": [one.label for one in items("family_relation")],
        "ways": WAYS_IN,
        "filled": filled,
    }


def entered(request: Any) -> dict[str, Any]:
    """Somebody new as the form says. Raises Refusal that names the field."""
    values = {
        **values_of(request, ("name", "relation", "sex", "birth", "phone")),
        **identity_of(request),
    }
    if not values["name"]:
        raise Refusal("没有写姓名", "补填后再提请")
    values["residence"] = request.POST.get("residence", "")
    return values


def way_in(request: Any) -> str:
    """How they come to the household."""
    why = request.POST.get("why", "")
    return why if why in WAYS_IN else "其他"


def values_of(request: Any, codes: tuple[str, ...], *, field: str = "") -> dict[str, Any]:
    """Cleaned by the columns an import has; field: where it is called otherwise. Raises Refusal that names it."""
    found: dict[str, Any] = {}
    for code in codes:
        text = request.POST.get(field or code, "")
        try:
            value = COLUMNS[code].clean(text) if text else ""
        except CellProblem as problem:
            raise Refusal(f"“{COLUMNS[code].title}”：{problem.message}", problem.remedy) from None
        found[code] = value.isoformat() if isinstance(value, date) else value
    return found


def identity_of(request: Any) -> dict[str, Any]:
    """What certificate and number say; nothing where neither was sent."""
    kind = request.POST.get("certificate", "")
    number = values_of(request, ("certificate_number",))["certificate_number"]
    if not number:
        return {"certificate": kind} if kind else {}
    try:
        said = households.certificate_of(kind, number)
    except CellProblem as problem:
        raise Refusal(f"证件号码：{problem.message}", problem.remedy) from None
    values: dict[str, Any] = {
        "id_number": said.id_number,
        "certificate": said.kind,
        "certificate_number": said.full,
    }
    if said.birth:
        values |= {"birth": said.birth.isoformat(), "sex": said.sex}
    return values
