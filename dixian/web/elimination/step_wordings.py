"""What elimination says in the papers of many households at once, as they come with the program."""

from dixian.web.cases.step_wordings import Wording, declared, sample_of

GROUP = "风险消除"
VOTED = ("序号", "户主", "监测对象类别", "消除方式", "同意", "不同意", "评议结果")
PUBLIC = ("序号", "屯", "户主", "家庭人口", "监测对象类别", "消除方式")
LISTED = ("序号", "村", "户主", "家庭人口", "监测对象类别", "消除方式", "结果")

WORDED = declared(
    Wording(
        code="elimination",
        group=GROUP,
        voted=VOTED,
        appraised=sample_of(VOTED, ("1", "张样例", "边缘易致贫户", "帮扶消除", "26", "1", "通过")),
        public=PUBLIC,
        posted=sample_of(
            PUBLIC,
            ("1", "前屯", "张样例", "3", "边缘易致贫户", "帮扶消除"),
            ("2", "后屯", "李样例", "2", "突发严重困难户", "自然消除"),
        ),
        listed=LISTED,
        passed=sample_of(
            LISTED,
            ("1", "样例村", "张样例", "3", "边缘易致贫户", "帮扶消除", "通过"),
            ("2", "样例村", "李样例", "2", "突发严重困难户", "自然消除", "通过"),
        ),
        minutes="监测对象风险消除民主评议会议记录",
        discussed="逐户介绍收入和帮扶情况，代表逐户表决。",
        notice_code="elimination_posting",
        notice="拟标注风险消除监测对象公示",
        posts="经入户核实和村民代表会议评议，下列监测对象拟标注风险消除，现予公示。",
        report="监测对象风险消除审核报告",
        report_title="关于监测对象风险消除的审核报告",
        who="拟标注风险消除监测对象",
        approval="监测对象风险消除批复",
        approval_title="关于监测对象标注风险消除的批复",
        approves="经审定，同意将下列 {{通过户数}} 户监测对象标注风险消除。"
        "请以乡镇名义在村公告，并在全国系统标注；消除后每半年回头看一次。",
        number="棱农工发〔2024〕19号",
        announcement="监测对象风险消除公告",
        announces="经村民评议、公示、乡镇审核、县级审定，下列监测对象标注风险消除，现予公告。",
    )
)
