"""What people write of where somebody lives, as a township or village of the county."""

import pytest

from dixian.foundation.areas import api as areas
from dixian.foundation.areas.models import AreaFormer
from dixian.foundation.kernel import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("packaged_areas")]


@pytest.fixture
def places():
    """后头乡 and 绥棱镇, with 金灯村 in the first, and a 银灯村 in both."""
    since = clock.today()
    rural, town = areas.area("231226201"), areas.area("231226100")
    for code, name, parent in (
        ("231226201901", "金灯村", rural),
        ("231226201902", "银灯村", rural),
        ("231226100903", "银灯村", town),
    ):
        areas.Area.objects.create(
            code=code, name=name, level="village", kind="村", parent=parent, path=f"{parent.path}{code}/", valid_from=since
        )  # fmt: skip
    return lambda *told: name_of(areas.Addresses().find(*told))


def name_of(found):
    if found is None:
        return ""
    place = areas.Area.objects.select_related("parent").get(pk=found)
    return f"{place.parent.name}{place.name}" if place.level == "village" else place.name


@pytest.mark.parametrize(
    ("told", "where"),
    [
        (("后头乡", "金灯村", ""), "后头乡金灯村"),
        (("后头", "金灯", ""), "后头乡金灯村"),
        (("后头乡人民政府", "金灯村村民委员会", ""), "后头乡金灯村"),
        (("", "金灯村", ""), "后头乡金灯村"),
        (("", "231226201901", ""), "后头乡金灯村"),
        (("", "", "黑龙江省绥化市绥棱县后头乡金灯村三组"), "后头乡金灯村"),
        (("", "", "绥棱后头乡金灯村委会"), "后头乡金灯村"),
        (("", "", "绥棱县绥棱镇银灯村"), "绥棱镇银灯村"),
        (("后头乡", "没有的村", ""), "后头乡"),
        (("", "", "绥棱县后头乡 5 号"), "后头乡"),
    ],
)
def test_an_address_in_the_county_names_its_village_or_else_its_township(places, told, where):
    assert places(*told) == where


@pytest.mark.parametrize(
    "told",
    [
        ("", "", ""),
        ("", "银灯村", ""),
        ("别的乡", "金灯村", ""),
        ("", "", "吉林省某市某县后头乡金灯村"),
        ("", "", "哈尔滨市南岗区绥棱街 5 号"),
        ("", "", "绥棱县"),
    ],
)
def test_elsewhere_nowhere_and_several_places_are_none(places, told):
    assert places(*told) == ""


def test_a_village_is_found_by_the_name_it_had_before(places):
    village = areas.area("231226201901")
    AreaFormer.objects.create(
        place=village,
        name="胜利村",
        kind="村",
        parent=village.parent,
        source="试验",
        valid_from=clock.today(),
    )
    assert places("后头乡", "胜利村", "") == "后头乡金灯村"
