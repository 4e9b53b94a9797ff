"""What departments keep lists of: for each kind its columns, and how what stands in them is drawn.

A new kind is a new entry of KINDS; nothing else knows one from another.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from dixian.simulation.world.costs import spent, treated_since
from dixian.simulation.world.names import given, surname
from dixian.simulation.world.people import TODAY, Home, Villager


class Subject(NamedTuple):
    """Whom a row is about, with what the department wrote for name and number, in which month of which seed.

    on: the day of what befell them, where a row tells of something that did.
    """

    home: Home
    person: Villager
    name: str
    number: object
    year: int
    month: int
    seed: int
    on: date | None = None


Draw = Callable[[Subject, random.Random], object]
# From which month of the year on somebody stands in the lists, 0 for ever, None for never.
Since = Callable[[Villager, Home, random.Random, int], int | None]


@dataclass(frozen=True, slots=True)
class Field:
    """headers: what departments call this column; over: what stands above it where there are two rows of headers;
    below: what it is called beneath that, if not the same; amount: whether the trailer sums it up; column: what the county's
    kind of report calls it.
    """

    headers: tuple[str, ...]
    draw: Draw
    over: str = ""
    amount: bool = False
    below: str = ""
    column: str = ""


@dataclass(frozen=True)
class Kind:
    """code: the beginning of its files' names; since: who stands in it; flow: only those who are new this month."""

    code: str
    unit: str
    title: str
    since: Since
    fields: tuple[Field, ...]
    flow: bool = False
    sheets: tuple[str, ...] = field(default=("Sheet1", "名单", "汇总表"))


def age(person: Villager) -> int:
    """Whole years, roughly."""
    return (TODAY - person.birth).days // 365


def aged(low: int, high: int, share: float, *, new: float = 0.1, heads: bool = False) -> Since:
    """So many of this age, `new` of them only in the course of the year."""

    def since(person: Villager, home: Home, chance: random.Random, seed: int) -> int | None:
        if chance.random() >= share or not low <= age(person) <= high:
            return None
        if heads and person is not home.persons[0]:
            return None
        return chance.randint(1, 12) if chance.random() < new else 0

    return since


def insured(person: Villager, home: Home, chance: random.Random, seed: int) -> int | None:
    """Those whom illness costs something."""
    return treated_since(person, seed)


def one_of(*options: str) -> Draw:
    """One of these words."""
    return lambda subject, chance: chance.choice(options)


def amount(low: int, high: int) -> Draw:
    """Yuan with two places."""
    return lambda subject, chance: round(chance.uniform(low, high), 2)


def whole(low: int, high: int) -> Draw:
    """A whole number."""
    return lambda subject, chance: chance.randint(low, high)


def day(subject: Subject, chance: random.Random) -> object:
    """A day of the last year, written in one of the usual ways."""
    return (TODAY - timedelta(days=chance.randrange(365))).strftime(
        chance.choice(("%Y-%m-%d", "%Y.%m.%d", "%Y%m%d", "%Y/%m/%d"))
    )


def card_number(subject: Subject, chance: random.Random) -> object:
    """Of a disability: number, class and level."""
    return f"{subject.person.id_number}{chance.randint(1, 7)}{chance.randint(1, 4)}"


def somebody(subject: Subject, chance: random.Random) -> object:
    """Anybody's name: a parent, a physician."""
    return surname(chance) + given(chance, chance.choice("男女"))


def this_month(subject: Subject, chance: random.Random) -> object:
    """The month of the file."""
    return f"{subject.year}-{subject.month:02}"


WHO, WHERE, WHAT = "人员信息", "家庭住址", "业务情况"
NAME = Field(("姓名", "人员姓名", "本人姓名"), lambda subject, _: subject.name, WHO)
NUMBER = Field(
    ("身份证号", "身份证号码", "公民身份号码", "证件号码", "居民身份证号码"),
    lambda subject, _: subject.number,
    WHO,
)
SEX = Field(("性别",), lambda subject, _: subject.person.sex, WHO)
PHONE = Field(("联系电话", "手机号码"), lambda subject, _: subject.person.phone, WHO)
TOWNSHIP = Field(("乡镇", "所属乡镇", "乡(镇)"), lambda subject, _: subject.home.township_name, WHERE)
VILLAGE = Field(("村", "行政村", "村(社区)"), lambda subject, _: subject.home.village_name, WHERE)
ACCOUNT = Field(("银行账号", "一折通账号"), lambda _, chance: f"62284{chance.randrange(10**14):014}", WHAT)
REMARK = Field(("备注",), lambda _, chance: chance.choice(("", "", "", "已核实", "新增")), WHAT)


def _spent(subject: Subject, chance: random.Random) -> object:
    return float(spent(subject.person, subject.seed, subject.month) or 0)


KINDS = (
    Kind(
        "医保自付", "县医保局", "绥棱县参保人员个人自付医疗费用情况表", insured,
        (
            NAME, NUMBER, TOWNSHIP, VILLAGE,
            Field(("自付医疗费用(元)", "个人自付费用"), _spent, WHAT, amount=True),
            Field(("截至月份",), this_month, WHAT),
        ),
    ),
    Kind(
        "民政低保", "县民政局", "农村最低生活保障对象花名册", aged(18, 95, 0.05, heads=True),
        (
            TOWNSHIP, VILLAGE, Field(("户主姓名",), lambda subject, _: subject.name, WHO), NUMBER, SEX,
            Field(("保障类别",), one_of("A类", "B类", "C类"), WHAT),
            Field(("保障人数",), whole(1, 4), WHAT),
            Field(("月保障金额", "月补助金额（元）"), amount(300, 2400), WHAT, amount=True),
            ACCOUNT, PHONE,
        ),
    ),
    Kind(
        "民政死亡", "县民政局", "殡葬火化人员名单", aged(60, 100, 0.03, new=1.0),
        (
            Field(("逝者姓名", "死亡人员姓名", "姓名"), lambda subject, _: subject.name, WHO), SEX, NUMBER,
            Field(("死亡日期", "死亡时间"), day, WHAT), Field(("火化日期",), day, WHAT),
            Field(("户籍地",), lambda subject, _: subject.home.township_name + subject.home.village_name, WHERE),
        ),
        flow=True,
    ),
    Kind(
        "残联持证", "县残联", "持证残疾人基本情况表", aged(3, 95, 0.025),
        (
            Field(("姓名", "残疾人姓名"), lambda subject, _: subject.name, WHO), SEX, NUMBER,
            Field(("残疾证号", "残疾人证号"), card_number, WHAT),
            Field(("残疾类别",), one_of("视力", "听力", "言语", "肢体", "智力", "精神", "多重"), WHAT),
            Field(("残疾等级",), one_of("一级", "二级", "三级", "四级"), WHAT), TOWNSHIP, VILLAGE, REMARK,
        ),
    ),
    Kind(
        "教育在校", "县教育局", "义务教育阶段在校学生名册", aged(6, 15, 0.5),
        (
            Field(("学校全称", "学校"), one_of("绥棱县第一中学", "后头乡中心校", "上集镇中心校"), WHAT),
            Field(("年级",), whole(1, 9), WHAT), Field(("学生姓名", "姓名"), lambda subject, _: subject.name, "学生", below="姓名"),
            Field(("身份证件号", "身份证号码"), lambda subject, _: subject.number, "学生"),
            Field(("学籍号",), lambda subject, _: f"G{subject.person.id_number}", "学生"),
            Field(("监护人姓名", "家长姓名"), somebody, "监护人", below="姓名"),
            Field(("监护人电话",), lambda subject, _: subject.home.persons[0].phone, "监护人"),
            TOWNSHIP, VILLAGE,
        ),
    ),
    Kind(
        "住建危房", "县住建局", "农村危房排查台账", aged(18, 95, 0.01, new=0.5, heads=True),
        (
            TOWNSHIP, VILLAGE, Field(("户主姓名",), lambda subject, _: subject.name, WHO),
            Field(("户主身份证号", "身份证号码"), lambda subject, _: subject.number, WHO),
            Field(("房屋结构",), one_of("土木", "砖木", "砖混"), WHAT),
            Field(("危房等级", "鉴定等级"), one_of("C级", "D级"), WHAT), Field(("鉴定日期",), day, WHAT), REMARK,
        ),
    ),
    Kind(
        "人社务工", "县人社局", "脱贫人口务工监测表", aged(18, 60, 0.08, new=0.4),
        (
            NAME, NUMBER, SEX, TOWNSHIP, VILLAGE,
            Field(("务工企业名称",), one_of("绥棱县东旭扶贫车间", "哈尔滨某建筑公司", "个体"), WHAT),
            Field(("务工时间（月）",), whole(1, 12), WHAT),
            Field(("月工资收入",), amount(1500, 7000), WHAT, amount=True), PHONE,
        ),
    ),
    Kind(
        "卫健慢病", "县卫健局", "四种慢病家庭医生签约服务台账", aged(35, 95, 0.08),
        (
            Field(("患者姓名", "姓名"), lambda subject, _: subject.name, WHO), SEX, NUMBER, PHONE,
            Field(("病种",), one_of("高血压", "糖尿病", "结核病", "严重精神障碍"), WHAT),
            Field(("签约医生",), somebody, WHAT), Field(("随访日期",), day, WHAT), TOWNSHIP, VILLAGE,
        ),
    ),
)  # fmt: skip
