"""The papers of the end of a risk as they come with the program: 风险消除公示, 审批表."""

from dixian.foundation.papers.api import Paper, PaperKind, declare
from dixian.web.cases.wordings import DAY, LAST, PLACE, row_of, sample_of

GROUP = "风险消除"
CONDITION = ("条件", "是否达到", "依据")

NOTICE = declare(
    PaperKind(
        code="elimination_notice",
        title="拟风险消除公示",
        group=GROUP,
        public=True,
        template=Paper(
            issuer="{{村委会}}",
            title="拟风险消除公示",
            paragraphs=[
                "经入户核实和村民代表会议评议，{{户主}}户（{{屯}}，{{监测对象类别}}）拟标注风险消除，现予公示。",
                "公示自{{张贴日期}}张贴，到{{公示末日}}止（张贴当天不算）。"
                "对公示有异议的，请在公示期内向村民委员会或乡镇反映，也可拨打 12317。",
            ],
            signed="{{村委会}}",
            day="{{张贴日期}}",
        ),
        values={
            "村委会": PLACE,
            "户主": "张样例",
            "屯": "前屯",
            "监测对象类别": "边缘易致贫户",
            "张贴日期": DAY,
            "公示末日": LAST,
        },
        needed=("户主", "张贴日期", "公示末日"),
    )
)
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
            "评议": "2024年4月3日，到会 27 人，同意 26 人",
            "公示": "2024年4月3日至2024年4月8日，无异议",
            "审核意见": "抽查属实",
            "审定": "棱农工发〔2024〕19号 2024年4月20日",
        },
        lists={
            "四个条件": sample_of(
                CONDITION, ("收入稳定超过监测范围", "达到", "人均纯收入 12,300.00 元，稳定 9 个月")
            )
        },
        needed=("户主", "消除方式", "理由", "条件", "依据"),
    )
)
