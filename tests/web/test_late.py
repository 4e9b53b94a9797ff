"""What is late, as people see it: which head it goes to, why not yet, and what the list is called."""

from typing import Any

import pytest

from dixian.foundation.areas.enums import ContactRole
from dixian.foundation.areas.models import UnitContact
from dixian.foundation.audit.api import acting, writing
from dixian.foundation.kernel import clock
from tests.web.conftest import SYSTEM
from tests.web.test_worklist import AsPost, duty, open_some, run, text

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_late_duty_says_which_head_is_missing_and_where_to_enter_one(county: Any, as_post: AsPost) -> None:
    open_some(duty(county, "晚户", late=1), duty(county, "在期户"))
    run("worklist.escalate")
    shown = as_post("bureau").get("/duties/late/").content.decode()
    door = f'<a href="/settings/areas/units/{county.town_unit.uid}/">{county.town_unit}没有登记分管领导</a>'
    assert door in shown and "请系统管理员登记" in shown
    assert as_post("bureau").get(f"/settings/areas/units/{county.town_unit.uid}/").status_code == 200
    township = as_post("clerk").get("/duties/late/").content.decode()
    assert f"{county.town_unit}没有登记分管领导" in township and door not in township
    assert "未超期" in text(as_post("clerk").get("/duties/"))


def test_a_late_duty_whose_head_is_named_says_when_it_comes_before_them(county: Any, as_post: AsPost) -> None:
    with acting(SYSTEM), writing():
        UnitContact.objects.create(
            unit=county.town_unit, role=ContactRole.DEPUTY, name="某副职", valid_from=clock.today()
        )
    open_some(duty(county, "晚户", late=1))
    assert "下次早上报分管领导某副职" in text(as_post("head").get("/duties/late/"))
    assert f"由{county.town_unit}分管领导督办" in text(as_post("cadre").get("/duties/late/"))


def test_the_list_of_what_is_late_is_called_after_how_far_one_reaches(county: Any, as_post: AsPost) -> None:
    for name, called in (("inspector", "全县超期"), ("leader", "全县超期"), ("head", "本单位超期")):
        assert f"<h1>{called}</h1>" in as_post(name).get("/duties/late/").content.decode(), name


def test_pages_name_no_setting_of_the_machine(county: Any, as_post: AsPost) -> None:
    for address in ("/settings/deliveries/", "/contact/"):
        shown = as_post("system_admin").get(address).content.decode()
        assert "DIXIAN_" not in shown and "安装人员" in shown, address
