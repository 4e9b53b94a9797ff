"""Which unit or group is meant by what people write: at most one, never a guess."""

import os
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dixian.foundation.areas import api as areas
from dixian.foundation.areas.api import Unit, UnitAlias, UnitGroupAlias
from dixian.foundation.areas.enums import Tier
from dixian.foundation.areas.rules import group_key, kind_of_name, short_of, spellings
from tests.foundation.areas.conftest import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("packaged_areas")]
# The paper itself, where somebody has it beside them; the names it holds stand below as well.
PAPER = Path(os.environ.get("DIXIAN_PAPER", "nowhere"))

WRITTEN = {
    "wjj": "县卫生健康局 绥棱县卫健局 县卫生健康委",
    "zjj": "县住房和城乡建设局 县住房城乡建设局 绥棱县住建局",
    "rsj": "县人力资源和社会保障局 县人力资源社会保障局",
    "fgj": "县发展和改革局 县发展改革局 绥棱县发改委",
    "gxj": "县工业和信息化局",
    "sthjj": "绥棱县生态环境局 绥棱生态环境局 县生态环境局 绥化市绥棱生态环境局",
    "lcj": "县林业和草原局 县林业局 绥棱县林业局",
    "nsyh": "县农村商业银行 绥棱农商银行 县农商银行 绥棱县农商银行",
    "gdj": "国网绥棱县供电公司 国网绥棱县供电分公司 国网黑龙江省电力有限公司绥棱县供电分公司 国网供电分公司",
    "fl": "县妇女联合会 县妇联",
    "gsl": "县工商业联合会 县工商联",
    "jyj": "县教育和体育局 县教育体育局 县教育局",
    "zzb": "绥棱县委组织部 县委组织部 中共绥棱县委组织部 组织部",
    "xcb": "绥棱县委宣传部 宣传部",
    "tzb": "县委统一战线工作部 绥棱县委统战部 县委统战部(民宗局) 县委统战部（民宗局） 县民族宗教事务局 民宗局",
    "zsjggw": "绥棱县委直属机关工委 县直机关工委 机关工委",
    "cl": "县残疾人联合会 绥棱县残联",
    "tw": "共青团绥棱县委 团县委 共青团绥棱县委员会",
    "xwnb": "县委农办 绥棱县委农办 中共绥棱县委农办 县委农村工作领导小组办公室",
    "nclxz": "县委农村工作领导小组 中共绥棱县委农村工作领导小组 绥棱县委农村工作领导小组",
    "xw": "县委 中共绥棱县委员会",
    "xzf": "县政府 县人民政府",
    "xz-231226404": "绥棱林业局 黑龙江省绥棱林业局有限公司",
    "xz-231226100": "绥棱镇 绥棱镇人民政府",
    "xz-231226400": "绥棱县国有林场阁山林场",
}
NAMED_IN_THE_PAPER = (
    "县农业农村局 县教育局 县卫健局 县医保局 县住建局 县水务局 县应急局 县人社局 县民政局 县交通局 县残联 县财政局 县林草局 "
    "县发改局 县委统战部(民宗局) 国网黑龙江省电力有限公司绥棱县供电分公司 县农商银行 县委组织部 县工商联 县妇联 团县委 "
    "县委农办 县委宣传部 县委统战部 县直机关工委 县工信局 县自然资源局 绥棱生态环境局 县统计局"
)
GROUPS = {
    "gexiangzhen": "各乡镇 各乡(镇) 各乡（镇） 乡镇",
    "paizhudanwei": "各派驻单位 派驻单位 各有关派驻单位",
    "chengyuandanwei": "县委农村工作领导小组成员单位 县委农村工作领导小组各成员单位 县委农村工作领导小组有关成员单位 "
    "县委农村工作领导小组有关成员单位分工负责 县委农村工作领导小组(有关)成员单位(分工负责) 成员单位 领导小组成员单位按职责分工负责",
    "shibumen": "行业预警责任部门 各行业预警责任部门",
}
PAIRS = [(code, text) for code, texts in WRITTEN.items() for text in texts.split()]


@pytest.mark.parametrize(("code", "text"), PAIRS)
def test_what_people_write_means_one_unit(code, text):
    assert areas.find_unit(text) == areas.unit(code)


@pytest.mark.parametrize("text", NAMED_IN_THE_PAPER.split())
def test_every_unit_the_paper_names_is_known(text):
    assert areas.find_unit(text) is not None


@pytest.mark.skipif(not PAPER.exists(), reason="the paper is not on this machine")
def test_every_name_in_the_papers_brackets_is_a_unit_or_a_group():
    text = PAPER.read_text(encoding="utf8").replace("*", "")
    named = set()
    for bracket in re.findall("〔(.*?单位.+?)〕", text):
        for part in re.split("牵头单位[:：]|责任单位[:：]", bracket):
            named |= {name.strip(" ;；,，") for name in re.split("[、,，;；]", part)} - {""}
    assert len(named) > 30
    unknown = {name for name in named if not areas.find_unit(name) and not areas.find_group(name)}
    assert unknown == set()
    assert not {name for name in named if areas.find_unit(name) and areas.find_group(name)}


@pytest.mark.parametrize(
    "text",
    [
        "供水站",
        "县卫生院",
        "绥棱县中心学校",
        "林场",
        "县农场",
        "县局",
        "绥棱县",
        "县",
        "镇",
        "县林业",
        "委组织",
        "有关部门",
    ],
)
def test_what_is_too_general_or_no_county_unit_is_not_guessed(text):
    assert areas.find_unit(text) is None


def test_a_name_that_two_county_units_bear_with_different_prefixes_means_neither():
    for code, name in (("x1", "绥棱县档案馆"), ("x2", "中共绥棱县委档案馆")):
        Unit.objects.create(
            code=code, name=name, short_name=name[-7:], kind="party", path=f"{code}/", valid_from=TODAY
        )
    assert areas.find_unit("档案馆") is None
    assert areas.find_unit("绥棱县档案馆") == areas.unit("x1")


@settings(max_examples=150)
@given(
    st.sampled_from(["", "县", "绥棱", "绥棱县", "县委", "中共绥棱县委", "黑龙江省", "市"]),
    st.sampled_from(
        ["", "教育", "林业", "卫生健康", "组织", "供水", "绥棱", "发改", "民宗", "医疗保障", "档案"]
    ),
    st.sampled_from(["", "局", "部", "站", "委", "办", "和草原局", "和体育局", "联合会"]),
)
def test_a_unit_that_is_found_bears_a_name_that_differs_by_prefixes_at_most(prefix, middle, ending):
    text = prefix + middle + ending
    found = areas.find_unit(text)
    if found is None:
        return
    names = {found.code, found.name, found.short_name, *found.aliases.values_list("name", flat=True)}
    assert text in names or (found.kind in Tier.COUNTY.kinds and names & spellings(text, "绥棱县"))
    others = Unit.objects.exclude(pk=found.pk)
    assert not others.filter(name=text).exists() and not others.filter(short_name=text).exists()


def test_a_former_name_still_means_the_unit_until_another_unit_bears_it():
    bureau = areas.unit("swj")
    areas.change_unit(
        unit=bureau, since=TODAY, source="机构改革方案", name="绥棱县水利和湖泊局", short_name="县湖泊局"
    )
    assert areas.find_unit("绥棱县水务局") == areas.find_unit("县湖泊局") == bureau
    other = areas.open_unit(
        code="sw2", name="绥棱县水务局", short_name="县水务局", kind="government", parent=None, since=TODAY
    )
    assert areas.find_unit("绥棱县水务局") == other


def test_a_unit_that_has_ended_means_its_successor_and_nobody_where_there_is_none():
    merged, heir, gone = areas.unit("tjj"), areas.unit("fgj"), areas.unit("gaj")
    areas.end_unit(unit=merged, on=TODAY, successor=heir, source="机构改革方案")
    areas.end_unit(unit=gone, on=TODAY, successor=None, source="机构改革方案")
    assert areas.find_unit("县统计局") == areas.find_unit("tjj") == heir
    assert areas.find_unit("县公安局") is None


@pytest.mark.parametrize(("code", "text"), [(c, t) for c, texts in GROUPS.items() for t in texts.split()])
def test_a_group_is_meant_with_or_without_the_words_around_it(code, text):
    assert areas.find_group(text).code == code


@pytest.mark.parametrize("text", ["", "各", "有关单位", "各有关部门", "县教育局", "分工负责"])
def test_a_text_that_names_no_group_finds_none(text):
    assert areas.find_group(text) is None


def test_no_packaged_unit_reads_like_a_group():
    groups = {group_key(name) for name in UnitGroupAlias.objects.values_list("name", flat=True)}
    for unit in Unit.objects.all():
        assert group_key(unit.short_name) not in groups


def test_a_place_is_picked_by_name_and_code_together_only_where_they_agree():
    assert areas.pick_unit(areas.label_of(areas.unit("jyj"))) == areas.unit("jyj")
    assert areas.find_area("绥棱镇（231226100）") == areas.find_area("绥棱镇") == areas.area("231226100")
    assert areas.find_area("绥棱镇（231226101）") is None
    assert areas.pick_unit("县教育局（ybj）") is None


def test_an_alias_that_already_means_a_unit_is_refused_and_a_dropped_one_means_nothing():
    from dixian.foundation.kernel.problems import Refusal

    with pytest.raises(Refusal, match="“县民政局”已经指县民政局"):
        areas.add_alias(unit=areas.unit("jyj"), name="县民政局")
    alias = areas.add_alias(unit=areas.unit("mzj"), name="民政部门")
    assert areas.find_unit("民政部门") == areas.unit("mzj")
    areas.drop_alias(alias=alias)
    assert areas.find_unit("民政部门") is None
    assert not UnitAlias.objects.filter(name="民政部门").exists()


@pytest.mark.parametrize(
    ("name", "level", "kind", "short"),
    [
        ("绥中乡", "township", "乡", "绥中乡"),
        ("车站街道办事处", "township", "街道", "车站街道办事处"),
        ("东方红村民委员会", "village", "村", "东方红村"),
        ("车站社区居委会", "village", "社区", "车站社区"),
        ("种马场虚拟生活区", "village", "作业区", "种马场虚拟生活区"),
        ("绥棱县", "county", "县", "绥棱县"),
    ],
)
def test_kind_and_short_name_follow_from_the_name(name, level, kind, short):
    assert (kind_of_name(name, level), short_of(name)) == (kind, short)


def test_what_a_place_was_called_and_where_it_lay_is_known_for_every_day():
    town, other = areas.area("231226100"), areas.area("231226101")
    village = areas.villages_of(town)[0]
    since = {"since": date(2024, 2, 1), "source": "省民政厅批复"}
    areas.change_area(area=village, name="向阳村委会", kind="村", parent=other, **since)
    before, after = date(2024, 1, 31), date(2024, 2, 1)
    assert (areas.name_on(village, before), areas.parent_on(village, before)) == ("东方红村委会", town)
    assert (areas.name_on(village, after), areas.parent_on(village, after)) == ("向阳村委会", other)
    assert areas.name_on(village, date(2020, 12, 31)) is None
    unit = areas.own_unit(village)
    assert (unit.short_name, unit.parent) == ("向阳村", areas.own_unit(other))
    assert areas.name_on(unit, before) == "东方红村委会"
