"""The papers of many eliminations at once, as they come with the program: 评议记录, 公示, 审核报告, 批复, 公告."""

from dixian.foundation.papers.api import Paper, PaperKind, declare
from dixian.web.cases.wordings import DAY, GOVERNMENT, LAST, LEADING, PLACE, row_of, sample_of

GROUP = "风险消除"
PUBLIC = ("序号", "屯", "户主", "家庭人口", "监测对象类别", "消除方式")
VOTED = ("序号", "户主", "监测对象类别", "消除方式", "同意", "不同意", "评议结果")
LISTED = ("序号", "村", "户主", "家庭人口", "监测对象类别", "消除方式", "结果")
POSTED = sample_of(
    PUBLIC,
    ("1", "前屯", "张样例", "3", "边缘易致贫户", "帮扶消除"),
    ("2", "后屯", "李样例", "2", "突发严重困难户", "自然消除"),
)
PASSED = sample_of(
    LISTED,
    ("1", "样例村", "张样例", "3", "边缘易致贫户", "帮扶消除", "通过"),
    ("2", "样例村", "李样例", "2", "突发严重困难户", "自然消除", "通过"),
)

MINUTES = declare(
    PaperKind(
        code="elimination_minutes",
        title="监测对象风险消除民主评议会议记录",
        group=GROUP,
        template=Paper(
            issuer="{{村委会}}",
            title="监测对象风险消除民主评议会议记录",
            paragraphs=[
                "时间：{{评议日期}}　到会：{{到会人数}} 人　评议：{{评议户数}} 户",
                "会议记录：{{会议记录}}",
            ],
            header=VOTED,
            rows=[row_of(VOTED)],
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
            "会议记录": "逐户介绍收入和帮扶情况，代表逐户表决。",
        },
        lists={"户": sample_of(VOTED, ("1", "张样例", "边缘易致贫户", "帮扶消除", "26", "1", "通过"))},
        needed=("评议日期", "到会人数", "户主", "同意", "不同意", "评议结果"),
    )
)
NOTICE = declare(
    PaperKind(
        code="elimination_posting",
        title="拟标注风险消除监测对象公示",
        group=GROUP,
        public=True,
        template=Paper(
            issuer="{{村委会}}",
            title="拟标注风险消除监测对象公示",
            paragraphs=[
                "经入户核实和村民代表会议评议，下列监测对象拟标注风险消除，现予公示。",
                "公示自{{张贴日期}}张贴，到{{公示末日}}止（张贴当天不算）。"
                "对公示有异议的，请在公示期内向村民委员会或乡镇反映，也可拨打 12317。",
            ],
            header=PUBLIC,
            rows=[row_of(PUBLIC)],
            signed="{{村委会}}",
            day="{{张贴日期}}",
        ),
        values={"村委会": PLACE, "张贴日期": DAY, "公示末日": LAST},
        lists={"户": POSTED},
        needed=("张贴日期", "公示末日", "户主"),
    )
)
REPORT = declare(
    PaperKind(
        code="elimination_report",
        title="监测对象风险消除审核报告",
        group=GROUP,
        template=Paper(
            issuer="{{乡镇政府}}",
            title="关于监测对象风险消除的审核报告",
            to="{{主送}}",
            paragraphs=[
                "各村上报拟标注风险消除监测对象 {{上报户数}} 户，审核通过 {{通过户数}} 户。",
                "审核意见：{{审核意见}}",
            ],
            header=LISTED,
            rows=[row_of(LISTED)],
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
        lists={"户": PASSED},
        needed=("通过户数", "审核意见", "审核日期", "户主", "结果"),
    )
)
APPROVAL = declare(
    PaperKind(
        code="elimination_approval",
        title="监测对象风险消除批复",
        group=GROUP,
        template=Paper(
            issuer=LEADING,
            number="{{文号}}",
            title="关于监测对象标注风险消除的批复",
            to="各有关乡镇",
            paragraphs=[
                "经审定，同意将下列 {{通过户数}} 户监测对象标注风险消除。"
                "请以乡镇名义在村公告，并在全国系统标注；消除后每半年回头看一次。"
            ],
            header=LISTED,
            rows=[row_of(LISTED)],
            signed=LEADING,
            day="{{批复日期}}",
        ),
        values={"文号": "棱农工发〔2024〕19号", "通过户数": "2", "批复日期": DAY},
        lists={"户": PASSED},
        needed=("文号", "批复日期", "户主"),
    )
)
ANNOUNCEMENT = declare(
    PaperKind(
        code="elimination_announcement",
        title="监测对象风险消除公告",
        group=GROUP,
        public=True,
        template=Paper(
            issuer="{{乡镇政府}}",
            title="监测对象风险消除公告",
            paragraphs=["经村民评议、公示、乡镇审核、县级审定，下列监测对象标注风险消除，现予公告。"],
            header=PUBLIC,
            rows=[row_of(PUBLIC)],
            signed="{{乡镇政府}}",
            day="{{公告日期}}",
        ),
        values={"乡镇政府": GOVERNMENT, "公告日期": DAY},
        lists={"户": POSTED},
        needed=("公告日期", "户主"),
    )
)
