"""What departments push each month: for each of the county's kinds the columns as the department writes them.

A new kind is a new entry of REPORTS with the trouble of SHOCKS it tells of; a column stands under the code the county's
kind has for it, and whatever is drawn must be what that column takes (a test compares both).
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta

from dixian.simulation.world import kinds
from dixian.simulation.world.kinds import WHAT, Draw, Field, Subject, amount, one_of, somebody, whole

# How departments write a day.
DAYS = ("%Y-%m-%d", "%Y.%m.%d", "%Y%m%d", "%Y/%m/%d", "%Y年%m月%d日")
ALLOWANCE = "农村低保"
RELIEFS = (ALLOWANCE, "特困供养", "临时救助", "低保边缘家庭")


@dataclass(frozen=True)
class Report:
    """code: of the county's kind; shock: what befell those on the list, "" where they stand in it for another reason.

    urgent: pushed as soon as it has happened.
    """

    code: str
    unit: str
    title: str
    shock: str
    fields: tuple[Field, ...]
    urgent: bool = False
    sheets: tuple[str, ...] = field(default=("Sheet1", "名单", "花名册"))


def of(column: str, *headers: str, draw: Draw, money: bool = False) -> Field:
    """A column of the county's kind with the headers this department has for it."""
    return Field(headers, draw, WHAT, amount=money, column=column)


def on(*headers: str, column: str = "on") -> Field:
    """The day on which it happened."""
    return of(column, *headers, draw=_day)


def who(*headers: str) -> tuple[Field, ...]:
    """Name and number of whom a row is about, and where they live. headers: what the name is called."""
    name = replace(kinds.NAME, headers=headers or kinds.NAME.headers, column="name")
    return (name, NUMBER, TOWNSHIP, VILLAGE)


def _day(subject: Subject, chance: random.Random) -> object:
    assert subject.on is not None  # noqa: S101 - of something that happened
    return subject.on.strftime(chance.choice(DAYS))


def _due(subject: Subject, chance: random.Random) -> object:
    assert subject.on is not None  # noqa: S101 - of something that happened
    return (subject.on - timedelta(days=chance.randint(30, 90))).strftime("%Y-%m-%d")


def _spent(subject: Subject, chance: random.Random) -> object:
    return float(kinds.spent(subject.person, subject.seed, subject.month) or 0)


def _relief(subject: Subject, chance: random.Random) -> object:
    return RELIEFS[int(subject.person.number[1:]) % len(RELIEFS)]


def _granted(subject: Subject, chance: random.Random) -> object:
    """The same each month."""
    return float(300 + int(subject.person.number[1:]) * 7 % 900)


def _class(subject: Subject, chance: random.Random) -> object:
    return "ABC"[int(subject.person.number[1:]) // 20 % 3] + "类"


def weighted(**shares: float) -> Callable[[Subject, random.Random], object]:
    """One of these words, by how often each comes."""
    return lambda subject, chance: chance.choices(list(shares), list(shares.values()))[0]


NUMBER = replace(
    kinds.NUMBER, headers=("身份证号", "身份证号码", "公民身份号码", "证件号码"), column="id_number"
)
TOWNSHIP = replace(kinds.TOWNSHIP, column="township")
VILLAGE = replace(kinds.VILLAGE, headers=("村", "行政村", "村名"), column="village")
REMARK = replace(kinds.REMARK, column="remark")
SCHOOL = of("school", "学校全称", "学校", draw=one_of("绥棱县第一中学", "后头乡中心校", "上集镇中心校"))
COSTS, ROSTER = "yb_zifu", "mz_dibao"

REPORTS = (
    Report(
        COSTS, "县医保局", "参保人员个人自付医疗费用情况表", "",
        (
            *who("姓名", "参保人姓名", "患者姓名"),
            of("own_cost", "自付医疗费用(元)", "个人自付金额", draw=_spent, money=True),
            of("until", "截至月份", "累计截至", draw=kinds.this_month),
        ),
    ),
    Report(
        ROSTER, "县民政局", "农村最低生活保障对象花名册", "",
        (
            *who("户主姓名", "姓名", "保障对象姓名"), of("grade", "保障类别", "低保类别", draw=_class),
            of("members", "保障人数", "享受人数", draw=whole(1, 4)),
            of("granted", "月保障金额", "月补助金额(元)", draw=_granted, money=True), kinds.ACCOUNT,
        ),
    ),
    Report(
        "mz_xinjiuzhu", "县民政局", "新纳入社会救助人员名单", "relief",
        (
            *who(), of("relief", "救助类别", "救助类型", draw=_relief),
            of("granted", "救助金额", "月发放金额", draw=_granted, money=True), on("批准日期", "纳入日期"),
        ),
    ),
    Report(
        "mz_tingbao", "县民政局", "停保退出人员名单", "relief_ended",
        (
            *who(), of("relief", "原救助类别", "救助类别", draw=one_of(ALLOWANCE)),
            of("why", "退出原因", "停保原因", draw=weighted(收入超标=0.7, 自愿退出=0.2, 其他=0.1)),
            on("停保日期", "退出日期"),
        ),
    ),
    Report(
        "yb_duanbao", "县医保局", "未参保断保人员名单", "uninsured",
        (*who(), of("case", "未参保情形", "断保类型", draw=weighted(未参保=0.4, 断保=0.6)), on("截至日期", "核查日期"), REMARK),
    ),
    Report(
        "zj_weifang", "县住建局", "疑似危房排查台账", "unsafe_house",
        (
            *who("户主姓名", "姓名"), of("structure", "房屋结构", draw=one_of("土木", "砖木", "砖混")),
            of("grade", "危房等级", "鉴定等级", draw=weighted(B级=0.5, C级=0.35, D级=0.15)), on("鉴定日期", "排查日期"), REMARK,
        ),
    ),
    Report(
        "sw_yinshui", "县水务局", "饮水受影响户统计表", "water",
        (
            *who("户主姓名", "姓名"), of("trouble", "问题类型", "饮水问题", draw=one_of("停水", "冻管", "水质", "设施损毁")),
            of("days", "影响天数", "停水天数", draw=whole(1, 20)), on("发生日期", "排查日期"),
        ),
    ),
    Report(
        "rs_shiye", "县人社局", "失业和收入骤减人员名单", "job_lost",
        (
            *who(), of("case", "情形", "就业状态", draw=weighted(返乡回流=0.4, 务工收入骤减=0.3, 失业=0.2, 公益岗退出=0.1)),
            of("earned", "月工资收入", "现月收入", draw=amount(0, 2500), money=True),
            of("employer", "原务工单位", "用工单位", draw=one_of("绥棱县东旭扶贫车间", "哈尔滨某建筑公司", "个体")), on("变动日期"),
        ),
    ),
    Report(
        "jt_shigu", "县交通局", "道路中断受影响户统计表", "road",
        (
            *who("户主姓名", "姓名"), of("case", "情形", "影响情形", draw=one_of("道路中断")),
            of("loss", "损失金额", "经济损失", draw=amount(0, 5000), money=True), on("发生日期"),
        ),
    ),
    Report(
        "jy_chuoxue", "县教育局", "疑似失学辍学学生台账", "out_of_school",
        (
            *who("学生姓名", "姓名"), SCHOOL, of("grade", "年级", draw=one_of("七年级", "八年级", "九年级")),
            of("why", "不在校原因", "未入学原因", draw=weighted(厌学=0.4, 随父母外出=0.3, 身体原因=0.2, 去向不明=0.1)),
            on("发现日期", "离校日期"),
        ),
    ),
    Report(
        "jy_xuefei", "县教育局", "学年自付学费统计表", "tuition",
        (
            *who("学生姓名", "姓名"), SCHOOL, of("stage", "学段", "就读学段", draw=one_of("普通高中", "中职", "高职高专", "本科及以上")),
            of("paid", "自付学费金额", "学年自付学费", draw=amount(800, 14000), money=True), on("缴费日期", "统计日期"),
        ),
    ),
    Report(
        "wj_dabing", "县卫健局", "新增大病专项救治人员名单", "illness",
        (
            *who("患者姓名", "姓名"), of("illness", "病种", "大病病种", draw=one_of("肺癌", "脑卒中", "终末期肾病", "急性心肌梗死")),
            on("确诊日期", "登记日期"),
        ),
    ),
    Report(
        "wj_manbing", "县卫健局", "四种慢病家庭医生签约名单", "chronic",
        (
            *who("患者姓名", "姓名"), of("illness", "病种", "慢病病种", draw=one_of("高血压", "糖尿病", "结核病", "严重精神障碍")),
            of("physician", "签约医生", draw=somebody), on("签约日期", "登记日期"),
        ),
    ),
    Report(
        "cl_chizheng", "县残联", "新增持证和等级变更残疾人名单", "disability",
        (
            *who("残疾人姓名", "姓名"), of("card", "残疾人证号", "残疾证号", draw=kinds.card_number),
            of("class", "残疾类别", draw=one_of("视力", "听力", "言语", "肢体", "智力", "精神", "多重")),
            of("level", "残疾等级", "等级", draw=one_of("一级", "二级", "三级", "四级")),
            of("change", "变动类型", "办理类型", draw=one_of("新增持证", "等级变更")), on("发证日期", "办理日期"),
        ),
    ),
    Report(
        "yj_shouzai", "县应急局", "受灾户情况统计表", "disaster",
        (
            *who("户主姓名", "姓名"), of("disaster", "灾害种类", "灾种", draw=one_of("洪涝", "风雹", "低温冷冻")),
            of("house", "房屋受损", "房屋损坏情况", draw=weighted(没有受损=0.5, 一般损坏=0.3, 严重损坏=0.15, 倒塌=0.05)),
            of("loss", "损失金额", "直接经济损失", draw=amount(200, 20000), money=True), on("受灾日期", "发生日期"),
        ),
        urgent=True,
    ),
    Report(
        "ny_chanye", "县农业农村局", "产业失败户台账", "business",
        (
            *who("户主姓名", "姓名"), of("trade", "产业名称", "种养品种", draw=one_of("肉牛养殖", "木耳", "水稻")),
            of("case", "情形", "损失原因", draw=one_of("价格持续下跌", "动植物疫病", "产业项目失败")),
            of("loss", "损失金额", "减收金额", draw=amount(1000, 30000), money=True), on("发生日期", "认定日期"),
        ),
    ),
    Report(
        "ny_daikuan", "县农业农村局", "小额信贷逾期户名单", "overdue",
        (
            *who("户主姓名", "姓名"), of("overdue", "逾期金额", "逾期本金", draw=amount(1000, 50000), money=True),
            of("days", "逾期天数", draw=whole(30, 90)), of("on", "到期日期", "贷款到期日", draw=_due),
        ),
    ),
    Report(
        "ga_shigu", "县公安局", "事故案件伤亡人员名单", "accident",
        (
            *who("当事人姓名", "姓名"), of("case", "类别", "事件类别", draw=one_of("交通事故", "刑事案件", "其他事故")),
            of("harm", "后果", "伤亡情况", draw=weighted(致伤=0.8, 致残=0.2)), on("发生日期", "事故日期"),
        ),
    ),
)  # fmt: skip
