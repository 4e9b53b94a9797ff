"""What identification says in the papers of many households at once, as they come with the program."""

from dixian.web.cases.step_wordings import Wording, declared, sample_of

GROUP = "监测对象识别"
VOTED = ("序号", "户主", "拟纳入类别", "主要风险", "同意", "不同意", "评议结果")
PUBLIC = ("序号", "屯", "户主", "家庭人口", "拟纳入类别", "主要风险")
LISTED = ("序号", "村", "户主", "家庭人口", "监测对象类别", "结果")

WORDED = declared(
    Wording(
        code="case",
        group=GROUP,
        voted=VOTED,
        appraised=sample_of(VOTED, ("1", "张样例", "边缘易致贫户", "因自然灾害", "26", "1", "通过")),
        public=PUBLIC,
        posted=sample_of(
            PUBLIC,
            ("1", "前屯", "张样例", "3", "边缘易致贫户", "因自然灾害"),
            ("2", "后屯", "李样例", "2", "突发严重困难户", "因意外事故"),
        ),
        listed=LISTED,
        passed=sample_of(
            LISTED,
            ("1", "样例村", "张样例", "3", "边缘易致贫户", "通过"),
            ("2", "样例村", "李样例", "2", "突发严重困难户", "通过"),
        ),
        minutes="监测对象民主评议会议记录",
        discussed="逐户介绍情况，代表逐户表决。",
        notice_code="case_notice",
        notice="拟纳入监测对象公示",
        posts="经农户申请或排查发现、入户核查、信息比对和村民代表会议评议，拟将下列农户纳入防止返贫监测对象，现予公示。",
        notice_needs=("拟纳入类别",),
        report="拟纳入监测对象审核报告",
        report_title="关于拟纳入监测对象的审核报告",
        who="拟纳入监测对象",
        approval="纳入监测对象批复",
        approval_title="关于纳入防止返贫监测对象的批复",
        approves="经审定，同意将下列 {{通过户数}} 户纳入防止返贫监测对象。"
        "请自批复之日起 10 天内制定帮扶计划，一户一策，落实到人。",
        number="棱农工发〔2024〕9号",
        announcement="监测对象公告",
        announces="经村民评议、公示、乡镇审核、县级审定，下列农户纳入防止返贫监测对象，现予公告。",
    )
)
