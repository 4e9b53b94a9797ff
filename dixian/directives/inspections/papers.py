"""What inspectors take along, and what is reported afterwards, as official papers."""

from collections import Counter
from collections.abc import Sequence

from dixian.directives.inspections.models import Inspection, InspectionProblem, InspectionVisit
from dixian.foundation.accounts.api import Post
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import zh_day
from dixian.foundation.papers.api import Paper

WAYS = (("helped", "督帮一体"), ("taught", "教带一体"), ("pushed", "查推一体"), ("settled", "访解一体"))


def sheet_paper(rows: Sequence[Inspection], _post: Post) -> Paper:
    """督导检查表: the sample, with room to write what was done in the four ways and what was found."""
    one = rows[0]
    labels = tuple(label for _, label in WAYS)
    return Paper(
        issuer=one.unit.name,
        title=f"{one.title}检查表",
        paragraphs=[
            f"范围：{one.area}；抽 {one.villages} 个村、每村 {one.households} 户，抽样时共 {one.population or 0} 户，"
            f"抽样种子 {one.seed or '（未抽样）'}，用同一种子可以复核。",
        ],
        header=("序号", "村或户", *labels, "发现的问题"),
        rows=[[str(at), visit.title, *[""] * 5] for at, visit in enumerate(_visits(one), start=1)],
        places=("检查人：            ", "被检查人：            "),
        day=zh_day(clock.today()),
    )


def report_paper(rows: Sequence[Inspection], _post: Post) -> Paper:
    """督导检查通报: how many were visited, what was done on the spot, and which problems were opened."""
    one = rows[0]
    visits = _visits(one)
    states = Counter(visit.state for visit in visits)
    found = (
        InspectionProblem.objects.filter(visit__inspection=one).select_related("problem__unit").order_by("id")
    )
    problems = [finding.problem for finding in found]
    told = [
        f"{label}：{'；'.join(f'{visit.title}{getattr(visit, name)}' for visit in visits if getattr(visit, name)) or '没有'}。"
        for name, label in WAYS
    ]
    return Paper(
        issuer=one.unit.name,
        title=f"关于{one.title}情况的通报",
        paragraphs=[
            f"{zh_day(one.from_on)}起，{one.leader or '督导组'}在{one.area}抽取 {len(visits)} 个村、户开展督导检查，"
            f"已检查 {states['visited']} 个，没有见到 {states['absent']} 个，发现问题 {len(problems)} 个。",
            "一、现场解决的事项",
            *told,
            "二、需要整改的问题",
            "见下表，按期整改，报送佐证，验收后销号。" if problems else "没有发现需要整改的问题。",
        ],
        header=("序号", "问题", "责任单位", "整改类型", "期限") if problems else (),
        rows=[
            [str(at), each.problem, str(each.unit), each.get_mode_display(), str(each.due_on or "")]
            for at, each in enumerate(problems, start=1)
        ],
        signed=one.unit.name,
        day=zh_day(clock.today()),
    )


def _visits(one: Inspection) -> list[InspectionVisit]:
    return list(InspectionVisit.objects.filter(inspection=one).order_by("id"))
