"""What a visit tells about a household, kept as facts and filled in at the next visit."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from dixian.foundation.accounts.api import Post
from dixian.foundation.forms.api import Question, Said
from dixian.foundation.kernel.problems import Refusal
from dixian.registry.facts.api import FactKind, NewFact, current, declare, post_facts
from dixian.warning.visits.models import Visit

SOURCE = "入户走访"
OWNER = "nyncj"

KINDS = {
    kind.code: declare(kind)
    for kind in (
        FactKind("visit.income", "收入比去年", "text", OWNER),
        FactKind("visit.spending", "大额支出", "text", OWNER),
        FactKind("visit.workers", "务工人数", "num", OWNER, unit="人"),
        FactKind("visit.school", "义务教育阶段的孩子", "text", OWNER),
        FactKind("visit.insured", "医疗保险参保", "text", OWNER),
        FactKind("visit.house", "住房安全", "text", OWNER),
        FactKind("visit.water", "饮水安全", "text", OWNER),
        FactKind("visit.other", "走访了解的其他情况", "text", OWNER),
    )
}


def tell(said: Sequence[Said], *, visit: Visit) -> None:
    """Post what is to be kept of the answers of a visit. Raises Refusal where a number was wanted and words came."""
    kept = [told for told in said if told.question.fact in KINDS]
    if kept:
        post_facts([_fact(told, visit) for told in kept])


@dataclass(frozen=True)
class Known:
    """What is known already of an answer: in words, and as the form fills it in ("" where it has to be said anew)."""

    said: str
    filled: str


def known(questions: Sequence[Question], *, household: int, post: Post) -> dict[str, Known]:
    """Question code -> what is known. What must be looked into is shown and never filled in: it would be found again."""
    facts = {one.kind: one.fact.value for one in current(household=household, post=post)}
    found = {}
    for one in questions:
        value = facts.get(one.fact) if one.fact else None
        if value is None:
            continue
        text = f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
        option = next((option for option in one.options if option.label == text), None)
        fits = option.code if option and not option.raises else ""
        found[one.code] = Known(text, fits if one.type == "choice" else text)
    return found


def _fact(told: Said, visit: Visit) -> NewFact:
    kind = KINDS[told.question.fact]
    if kind.value == "num" and told.num is None:
        raise Refusal(f"“{told.question.title}”要填数字", "请县局核对调查表里这个问题的设置")
    return NewFact(
        kind=kind.code,
        household=visit.household_id,
        village=visit.village_id,
        value=told.num if kind.value == "num" and told.num is not None else told.text,
        valid_from=visit.on,
        source_label=SOURCE,
        source_uid=visit.uid,
    )
