"""The sheet of one household that is signed at each step, as it comes with the program: 风险消除审批表."""

from dixian.foundation.papers.api import Paper, PaperKind, declare
from dixian.web.cases.step_wordings import row_of, sample_of
from dixian.web.elimination.step_wordings import GROUP

CONDITION = ("条件", "是否达到", "依据")

SHEET = declare(
    PaperKind(
        code="elimination_sheet",
        title="风险消除审批表",
        group=GROUP,
        template=Paper(
            issuer="{{村}}",
            title="防止返贫监测对象风险消除审批表",
            paragraphs=[
                "户主：{{户主}}　监测对象类别：{{监测对象类别}}",
                "消除方式：{{消除方式}}　理由：{{理由}}",
                "评议：{{评议}}",
                "公示：{{公示?}}",
                "乡镇审核意见：{{审核意见}}",
                "公告：{{公告?}}",
            ],
            header=CONDITION,
            rows=[row_of(CONDITION)],
            places=[
                "户主签字（手印）：　　　　　　",
                "村委会（签字盖章）：　　　　　　",
                "乡镇（签字盖章）：　　　　　　",
                "县级审定（盖章）：{{审定}}　　　　",
            ],
        ),
        values={
            "村": "样例镇样例村",
            "户主": "张样例",
            "监测对象类别": "边缘易致贫户",
            "消除方式": "帮扶消除",
            "理由": "收入稳定，措施都已落实",
            "评议": "2024年4月3日，到会 27 人，同意 26 票、不同意 1 票",
            "公示": "2024年4月3日至2024年4月8日，无异议",
            "审核意见": "抽查属实",
            "审定": "棱农工发〔2024〕19号 2024年4月20日",
            "公告": "2024年4月22日",
        },
        lists={
            "四个条件": sample_of(
                CONDITION, ("收入稳定超过监测范围", "达到", "人均纯收入 12,300.00 元，稳定 9 个月")
            )
        },
        needed=("户主", "消除方式", "理由", "条件", "依据"),
    )
)
