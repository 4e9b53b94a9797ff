"""家庭收支确认表 as it comes with the program."""

from dixian.foundation.papers.api import Paper, PaperKind, declare
from dixian.web.cases.step_wordings import row_of, sample_of

HEADER = ("项目", "金额", "上次")

CONFIRMATION = declare(
    PaperKind(
        code="income_confirmation",
        title="家庭收支确认表",
        group="收入采集",
        template=Paper(
            issuer="{{村}}",
            title="家庭收支确认表",
            paragraphs=[
                "户主：{{户主}}　家庭人口：{{家庭人口}} 人",
                "户编号：{{户编号}}",
                "收支期间：{{收支期间}}",
                "变动说明：{{变动说明?}}",
            ],
            header=("项目", "金额（元）", "上次（元）"),
            rows=[row_of(HEADER)],
            places=[
                "以上收支属实。户主签字（手印）：　　　　　　　　",
                "采集人签字：　　　　　　　　",
                "　　年　　月　　日",
            ],
        ),
        values={
            "村": "样例镇样例村",
            "户主": "张样例",
            "户编号": "2312260000001",
            "家庭人口": "2",
            "收支期间": "2023年10月1日至2024年9月30日",
            "变动说明": "",
        },
        lists={
            "收支": sample_of(
                HEADER,
                ("工资性收入", "6,000.00", "5,000.00"),
                ("　务工收入", "6,000.00", "5,000.00"),
                ("家庭纯收入", "11,300.00", "9,800.00"),
                ("家庭人均纯收入", "5,650.00", "4,900.00"),
            )
        },
        needed=("户主", "收支期间", "项目", "金额"),
    )
)
