"""The five papers of many households at once, shaped once; a proceeding says in a `Wording` what is its own in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dixian.foundation.papers.api import Paper, PaperKind, declare
from dixian.warning.cases.enums import Step

PLACE = "样例镇样例村村民委员会"
GOVERNMENT = "样例镇人民政府"
LEADING = "中共绥棱县委农村工作领导小组"
DAY, LAST = "2024年4月3日", "2024年4月8日"
Sample = Sequence[Mapping[str, str]]


def row_of(header: Sequence[str]) -> list[str]:
    """A row of placeholders named as the columns are."""
    return ["{{" + one + "}}" for one in header]


def sample_of(header: Sequence[str], *rows: Sequence[str]) -> list[Mapping[str, str]]:
    """Rows of a preview."""
    return [dict(zip(header, row, strict=True)) for row in rows]


@dataclass(frozen=True, kw_only=True)
class Wording:
    """What a proceeding says in its papers: heads of the tables with rows for a preview, titles, sentences.

    code: how the papers' codes begin; notice_code is the notice's whole. notice_needs: columns its notice can't do without.
    """

    code: str
    group: str
    voted: Sequence[str]
    appraised: Sample
    public: Sequence[str]
    posted: Sample
    listed: Sequence[str]
    passed: Sample
    minutes: str
    discussed: str
    notice_code: str
    notice: str
    posts: str
    notice_needs: Sequence[str] = ()
    report: str
    report_title: str
    who: str
    approval: str
    approval_title: str
    approves: str
    number: str
    announcement: str
    announces: str


def declared(of: Wording) -> dict[Step, PaperKind]:
    """The papers of a proceeding by step, declared for the county to edit."""
    made = {
        Step.APPRAISE: _minutes(of),
        Step.NOTICE: _notice(of),
        Step.REVIEW: _report(of),
        Step.APPROVE: _approval(of),
        Step.ANNOUNCE: _announcement(of),
    }
    return {step: declare(kind) for step, kind in made.items()}


def _minutes(of: Wording) -> PaperKind:
    """评议记录."""
    return PaperKind(
        code=f"{of.code}_minutes",
        title=of.minutes,
        group=of.group,
        template=Paper(
            issuer="{{村委会}}",
            title=of.minutes,
            paragraphs=[
                "时间：{{评议日期}}　到会：{{到会人数}} 人　评议：{{评议户数}} 户",
                "会议记录：{{会议记录}}",
            ],
            header=of.voted,
            rows=[row_of(of.voted)],
            places=[
                "主持人：　　　　　　",
                "记录人：　　　　　　",
                "村民代表签字：　　　　　　　　　　　　",
            ],
            signed="{{村委会}}",
            day="{{评议日期}}",
        ),
        values={
            "村委会": PLACE,
            "评议日期": DAY,
            "到会人数": "27",
            "评议户数": "1",
            "会议记录": of.discussed,
        },
        lists={"户": of.appraised},
        needed=("评议日期", "到会人数", "户主", "同意", "不同意", "评议结果"),
    )


def _notice(of: Wording) -> PaperKind:
    """公示."""
    return PaperKind(
        code=of.notice_code,
        title=of.notice,
        group=of.group,
        public=True,
        template=Paper(
            issuer="{{村委会}}",
            title=of.notice,
            paragraphs=[
                of.posts,
                "公示自{{张贴日期}}张贴，到{{公示末日}}止（张贴当天不算）。"
                "对公示有异议的，请在公示期内向村民委员会或乡镇反映，也可拨打 12317。",
            ],
            header=of.public,
            rows=[row_of(of.public)],
            signed="{{村委会}}",
            day="{{张贴日期}}",
        ),
        values={"村委会": PLACE, "张贴日期": DAY, "公示末日": LAST},
        lists={"户": of.posted},
        needed=("张贴日期", "公示末日", "户主", *of.notice_needs),
    )


def _report(of: Wording) -> PaperKind:
    """审核报告."""
    return PaperKind(
        code=f"{of.code}_report",
        title=of.report,
        group=of.group,
        template=Paper(
            issuer="{{乡镇政府}}",
            title=of.report_title,
            to="{{主送}}",
            paragraphs=[
                f"各村上报{of.who} {{{{上报户数}}}} 户，审核通过 {{{{通过户数}}}} 户。",
                "审核意见：{{审核意见}}",
            ],
            header=of.listed,
            rows=[row_of(of.listed)],
            places=["（盖章）　　　　"],
            signed="{{乡镇政府}}",
            day="{{审核日期}}",
        ),
        values={
            "乡镇政府": GOVERNMENT,
            "主送": "县农业农村局",
            "上报户数": "2",
            "通过户数": "2",
            "审核意见": "抽查属实，同意上报。",
            "审核日期": DAY,
        },
        lists={"户": of.passed},
        needed=("通过户数", "审核意见", "审核日期", "户主", "结果"),
    )


def _approval(of: Wording) -> PaperKind:
    """批复."""
    return PaperKind(
        code=f"{of.code}_approval",
        title=of.approval,
        group=of.group,
        template=Paper(
            issuer=LEADING,
            number="{{文号}}",
            title=of.approval_title,
            to="各有关乡镇",
            paragraphs=[of.approves],
            header=of.listed,
            rows=[row_of(of.listed)],
            signed=LEADING,
            day="{{批复日期}}",
        ),
        values={"文号": of.number, "通过户数": "2", "批复日期": DAY},
        lists={"户": of.passed},
        needed=("文号", "批复日期", "户主"),
    )


def _announcement(of: Wording) -> PaperKind:
    """公告."""
    return PaperKind(
        code=f"{of.code}_announcement",
        title=of.announcement,
        group=of.group,
        public=True,
        template=Paper(
            issuer="{{乡镇政府}}",
            title=of.announcement,
            paragraphs=[of.announces],
            header=of.public,
            rows=[row_of(of.public)],
            signed="{{乡镇政府}}",
            day="{{公告日期}}",
        ),
        values={"乡镇政府": GOVERNMENT, "公告日期": DAY},
        lists={"户": of.posted},
        needed=("公告日期", "户主"),
    )
