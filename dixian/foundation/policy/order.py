"""A parameter's value against its own range and against the parameter it must stay below or above."""

from datetime import date

from django.db.models import Q

from dixian.foundation.kernel.problems import Refusal
from dixian.foundation.policy.models import Parameter
from dixian.foundation.policy.packaged import all_bounds, bounds
from dixian.foundation.policy.rules import check_value, size


def check_parameter(*, code: str, text: str, since: date) -> None:
    """Raises Refusal for a value out of range, or on the wrong side of another value in force from then on."""
    own = Parameter.objects.filter(code=code).order_by("-valid_from").first()
    if own is None:
        raise Refusal(f"没有参数“{code}”", "从“政策参数”页选一个参数再提请")
    check_value(own.kind, text, bounds(code))
    for lower, upper in _pairs(code):
        other = upper if code == lower else lower
        for row in Parameter.objects.filter(Q(valid_to=None) | Q(valid_to__gt=since), code=other):
            low, high = (text, row.text) if code == lower else (row.text, text)
            if not _less(own.kind, low, row.kind, high):
                side = "小于" if code == lower else "大于"
                raise Refusal(
                    f"“{own.title}”须{side}“{row.title}”，后者自 {row.valid_from} 起是 {row.text}",
                    "改用合适的值，或先修改另一项",
                )


def _pairs(code: str) -> list[tuple[str, str]]:
    """(smaller, greater) codes this one is part of."""
    return [
        (lower, declared.before)
        for lower, declared in all_bounds().items()
        if declared.before and code in (lower, declared.before)
    ]


def _less(kind: str, text: str, other_kind: str, other: str) -> bool:
    low, high = size(kind, text), size(other_kind, other)
    return low is None or high is None or low < high
