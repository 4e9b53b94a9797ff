"""大字版: chosen before sign-in, 18 px everywhere, and nothing sticks out sideways."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.site import Site

pytestmark = pytest.mark.browser
SignIn = Callable[..., Page]
SIZE = "getComputedStyle(document.body).fontSize"
PAGES = {
    "xiangzhen": ["/", "/confirm-desk/", "/confirm-desk/?step=answer", "/leads/", "/households/"],
    "yibao": ["/", "/submissions/", "/results/"],
    "nongye": ["/brief/", "/loop/", "/push-desk/", "/settings/parameters/"],
}


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("who", list(PAGES))
def test_in_large_type_no_page_is_wider_than_the_window(
    site: Site, sign_in: SignIn, who: str, width: int
) -> None:
    page, wrong = sign_in(who, width=width), []
    page.get_by_role("button", name="大字版").click()
    for address in PAGES[who]:
        page.goto(site.address + address)
        if page.evaluate(SIZE) != "18px":
            wrong.append(f"{address} is not large")
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            wrong.append(f"{address} is wider than the window")
    assert wrong == []


def test_it_is_chosen_before_sign_in_and_given_up_where_one_is(site: Site, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, locale="zh-CN")
    page = context.new_page()
    page.goto(f"{site.address}/sign-in/?next=/leads/")
    assert page.evaluate(SIZE) == "16px"
    page.get_by_role("button", name="大字版").click()
    expect(page).to_have_url(f"{site.address}/sign-in/?next=/leads/")
    assert page.evaluate(SIZE) == "18px"
    page.get_by_label("用户名").fill("xiangzhen")
    page.get_by_label("密码").fill(site.password("xiangzhen"))
    page.get_by_role("button", name="登录").click()
    page.goto(f"{site.address}/leads/?state=released")
    page.get_by_role("button", name="标准字").click()
    expect(page).to_have_url(f"{site.address}/leads/?state=released")
    assert page.evaluate(SIZE) == "16px"
    context.close()
