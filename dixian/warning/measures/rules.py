"""What a plan must have before it is adopted, and what is suggested; plain values."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

# Codes of the table `labour_class` (public lists of the national system, facts 3.5).
ABLE = frozenset({"skilled", "ordinary"})
WEAK = frozenset({"weak"})
ANY = "任何"
ABLE_WORD, WEAK_WORD, NONE_WORD = "有劳动力", "弱劳动力", "无劳动力"
PARTS = 5


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A plan as it is judged. members: person -> name. labour: person -> class. told: (person, protection) pairs that are filled."""

    members: Mapping[int, str]
    labour: Mapping[int, str]
    told: Collection[tuple[int, str]]
    protections: Sequence[str]
    kinds: Collection[str]
    helper: str
    no_development: str
    search: str


@dataclass(frozen=True)
class Suggestion:
    """One line of the table: risk, labour, kind of measure, what, and the paper behind it."""

    risk: str
    labour: str
    kind: str
    what: str
    paper: str


def missing(draft: Draft, development: Collection[str]) -> Iterator[str]:
    """What keeps a plan from being submitted and adopted, each in a sentence (paper item 3; facts 3.5: 5_11_032)."""
    if not draft.helper:
        yield "没有写明帮扶责任人"
    for person, name in draft.members.items():
        if not draft.labour.get(person):
            yield f"没有填{name}的劳动能力"
        open_ones = [one for one in draft.protections if (person, one) not in draft.told]
        if open_ones:
            yield f"{name}的六项保障还有 {len(open_ones)} 项没有填"
    if not draft.kinds:
        yield "没有一项帮扶措施"
    classes = set(draft.labour.values())
    develops = bool(set(draft.kinds) & set(development))
    if classes & ABLE and not develops and not draft.no_development:
        yield "有劳动能力的户至少落实一项开发式帮扶措施，没有的要写明理由"
    if not classes & ABLE and classes & WEAK and not develops and not draft.search:
        yield "弱劳动力、半劳动力户要写明怎样寻找开发式帮扶措施"


def likely_effect(*, delivered: int, owed: int, above: bool | None) -> str:
    """What a follow-up is filled in with: by what was delivered, and whether the income is above the line (None: not known).

    People judge. What was delivered has had some effect at least, where nothing is known of the income.
    """
    if not delivered:
        return "none"
    return "good" if above and not owed else "some"


def labour_of_household(classes: Iterable[str]) -> str:
    """`有劳动力`, `弱劳动力` or `无劳动力`, by its ablest member; "" where nothing is known."""
    known = {one for one in classes if one}
    if not known:
        return ""
    return ABLE_WORD if known & ABLE else WEAK_WORD if known & WEAK else NONE_WORD


def read_suggestion(label: str) -> Suggestion | None:
    """`因病｜无劳动力｜健康帮扶｜资助参保｜工作要点第5项`; None for a line that is not so written."""
    parts = [part.strip() for part in label.replace("|", "｜").split("｜")]
    return Suggestion(*parts) if len(parts) == PARTS and all(parts) else None


def suggested(lines: Iterable[Suggestion], *, risks: Collection[str], labour: str) -> list[Suggestion]:
    """What fits these risks (labels) and this labour, in the order of the table; each kind and text once."""
    fitting = [one for one in lines if one.risk in (*risks, ANY) and one.labour in (labour, ANY)]
    return list({(one.kind, one.what): one for one in fitting}.values())
