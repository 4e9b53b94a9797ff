"""The papers of assistance as they come with the program: 一户一策帮扶计划, 明白卡."""

from dixian.foundation.papers.api import Paper, PaperKind, Part, declare
from dixian.web.cases.step_wordings import DAY, row_of, sample_of

GROUP = "帮扶"
MEMBER = ("姓名", "劳动能力", "六项保障")
MEASURE = ("序号", "措施类别", "帮扶内容", "落实单位", "起止", "金额", "落实情况")
RECEIVED = ("享受什么", "谁来落实", "什么时候", "多少钱")
CALLED = ("找谁", "姓名", "单位", "电话")

PLAN = declare(
    PaperKind(
        code="plan",
        title="一户一策帮扶计划",
        group=GROUP,
        template=Paper(
            issuer="{{村}}",
            title="防止返贫监测对象帮扶计划（一户一策）",
            paragraphs=[
                "户主：{{户主}}　家庭人口：{{家庭人口}} 人",
                "住址：{{住址}}",
                "监测对象类别：{{监测对象类别}}",
                "致贫返贫风险：{{风险}}",
                "批复：{{批复}}",
                "计划：{{版次}}，{{缘由}}",
                "帮扶责任人：{{帮扶责任人}}　帮扶单位：{{帮扶单位}}",
                "没有开发式措施的理由：{{没有开发式措施的理由?}}",
                "寻找开发式措施的经过：{{寻找开发式措施的经过?}}",
            ],
            parts=[
                Part(title="逐人劳动能力和保障", header=MEMBER, rows=[row_of(MEMBER)]),
                Part(title="帮扶措施", header=MEASURE, rows=[row_of(MEASURE)]),
            ],
            places=[
                "户主签字（手印）：　　　　　　",
                "帮扶责任人签字：　　　　　　",
                "乡镇审定（盖章）：{{审定}}　　　　",
            ],
        ),
        values={
            "村": "样例镇样例村",
            "户主": "张样例",
            "住址": "样例镇样例村前屯",
            "家庭人口": "2",
            "监测对象类别": "边缘易致贫户",
            "风险": "因自然灾害",
            "批复": "棱农工发〔2024〕9号 2024-04-15",
            "版次": "第 1 版",
            "缘由": "县里批复新识别监测对象",
            "帮扶责任人": "孙样例",
            "帮扶单位": "县水务局",
            "没有开发式措施的理由": "",
            "寻找开发式措施的经过": "",
            "审定": "2024-04-20 周样例",
        },
        lists={
            "成员": sample_of(
                MEMBER,
                ("张样例", "普通劳动力", "养老保险：已享受"),
                ("王样例", "弱劳动力", "最低生活保障：已申请"),
            ),
            "措施": sample_of(
                MEASURE,
                (
                    "1",
                    "产业帮扶",
                    "发放雏鹅 50 只",
                    "县农业农村局",
                    "2024-05-01 至 2024-10-31",
                    "1,500.00",
                    "待落实",
                ),
            ),
        },
        needed=("户主", "监测对象类别", "帮扶责任人", "帮扶内容", "落实单位"),
    )
)
CARD = declare(
    PaperKind(
        code="card",
        title="帮扶政策明白卡",
        group=GROUP,
        template=Paper(
            issuer="{{村}}",
            title="帮扶政策明白卡",
            paragraphs=[
                "{{户主}}户（{{住址}}，{{家庭人口}} 人）：",
                "您家现在享受的帮扶和政策如下，有不清楚的、没有拿到的，请打电话问。",
            ],
            header=RECEIVED,
            rows=[row_of(RECEIVED)],
            parts=[Part(title="有事找谁", header=CALLED, rows=[row_of(CALLED)])],
            places=["送达人签字：　　　　　　", "制卡日期：{{制卡日期}}"],
        ),
        values={
            "村": "样例镇样例村",
            "户主": "张样例",
            "住址": "样例镇样例村前屯",
            "家庭人口": "2",
            "制卡日期": DAY,
        },
        lists={
            "享受的帮扶": sample_of(
                RECEIVED,
                ("产业帮扶：发放雏鹅 50 只", "县农业农村局", "2024-05-01 至 2024-10-31", "1,500.00 元"),
                ("养老保险（张样例）", "按政策发放", "长期", ""),
            ),
            "联系人": sample_of(
                CALLED,
                ("帮扶责任人", "孙样例", "县水务局", ""),
                ("村里", "赵样例", "样例村", ""),
                ("防止返贫监测热线", "", "", "12317"),
            ),
        },
        needed=("户主", "享受什么", "谁来落实", "找谁", "电话"),
    )
)
