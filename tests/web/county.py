"""What the pages are tried on."""

from datetime import date
from pathlib import Path
from types import SimpleNamespace

from dixian.commons.leads.models import Lead, LeadSource
from dixian.directives.tasks import api as tasks
from dixian.directives.workplans.api import ItemLimit, PlanItem
from dixian.foundation.accounts.api import begin_opening, extend_reach
from dixian.foundation.accounts.models import User
from dixian.foundation.areas import api as areas
from dixian.foundation.areas.enums import ContactRole
from dixian.foundation.audit.api import Entry
from dixian.foundation.files.api import store
from dixian.foundation.jobs.api import drain
from dixian.foundation.kernel import clock
from dixian.foundation.kernel.calendar import Month
from dixian.foundation.policy.api import propose_parameter
from dixian.foundation.vault.blind import blind
from dixian.registry.households.api import Household, Person, end_person
from dixian.registry.households.enums import EndCause
from dixian.registry.incomes.api import Campaign, Statement, VillageList
from dixian.registry.quality.api import KeptFlaw
from dixian.warning.cases.models import Case, CaseBatch, ComparisonRequest
from dixian.warning.doubts.api import Doubt
from dixian.warning.measures.api import Measure, begin_plans
from dixian.warning.submissions.api import RegisterCheck
from dixian.warning.verification.models import Draw, PushSheet, Question, QuestionReply, Sample
from dixian.web.shell.keyset import key_of
from tests.registry.inquiries.lists import asked, book
from tests.support.county import County, found_county
from tests.support.database import as_worker
from tests.support.everyone import appoint_everyone
from tests.support.register import (
    Someone,
    id_number,
    load_warning_reference,
    medical_kind,
    pushed,
    rows_of,
    settle,
    workbook,
)
from tests.support.workplans import TEXT, adopted, taken_in
from tests.web.county_declarations import declarations
from tests.web.county_ledgers import ledgers
from tests.web.county_visits import visits


def web_county(folder: Path) -> County:
    """张三 over the line in the village, 李四 beside, 赵六 far away, and a name that doesn't fit."""
    county = found_county()
    load_warning_reference()
    far = areas.villages_of(county.other)[0]
    people = [
        Someone("张三", 101, county.village, kind="poverty_relieved", phone="13800000101"),
        Someone("李四", 102, county.village),
        Someone("赵六", 104, far),
    ]
    settle(people)
    appoint_everyone(county, helped=people[0].person.household_id, far=far)
    User.objects.update(must_change_password=False)
    costs = [people[0].costs("9000"), people[1].costs("9000", name="钱八")]
    content = workbook(folder, costs, Month.of(clock.today()))
    county.batch = pushed(content, county["insurer"])
    drain()
    county.row = rows_of(county.batch)[1]
    county.lead = Lead.objects.select_related("household").get()
    county.villager = people[0].person
    county.kind = medical_kind()
    county.inquiry = asked(book(("姓名", "身份证号"), ("张三", people[0].id_number)), county["clerk"])
    county.held = county.posts["cadre"]
    county.person = county.held.user
    county.group = areas.find_group("各乡镇")
    contact = {"role": ContactRole.LIAISON, "name": "某联络员", "title": "股长", "phone": "04554622001"}
    county.contact = areas.name_contact(unit=county.bureau, since=clock.today(), **contact)
    county.sheet = PushSheet.objects.create(
        year=2020, sequence=1, township=county.township, issued_on=date(2020, 1, 6), lead_count=0
    )
    county.sample = _drawn(county)
    county.question = _questioned(county)
    _cases(county, people[1].person.household)
    _helped(county, people[1].person)
    _collecting(county, people[1].person.household)
    _doubted(county, people[1].person.household)
    kept = Entry.objects.filter(table="commons_leads_lead").latest("id")
    county.entry = SimpleNamespace(uid=key_of(kept.pk))
    _ask_for(county, people[1].person)
    _tasks(county)
    ledgers(county)
    visits(county, people[0].person.household)
    declarations(county)
    return county


def _tasks(county: County) -> None:
    """A paper that is adopted, with an entry that waits for the lead's word; and one that is a draft."""
    task = adopted(county["bureau"], county["reviewer"])[0]
    leading = tasks.Share.objects.get(task=task, unit=county.bureau)
    limit = ItemLimit.objects.filter(item__task=task).earliest("id")
    county.task = task
    of_month = {"share": leading, "limit": limit, "code": "某月", "due_on": clock.today()}
    with as_worker():
        county.round = tasks.Round.objects.create(**of_month)
    county.share = tasks.Share.objects.select_related("unit", "task").get(task=task, unit=county.insurance)
    county.task_entry = tasks.report(
        share=county.share,
        text="已排查三个村",
        on=clock.today(),
        finishes=False,
        evidence=store([b"a photo"], name="照片.jpg", content_type="image/jpeg", purpose="任务佐证"),
        post=county["insurer"],
    )
    county.draft = taken_in(county["bureau"], TEXT.replace("3号", "4号"))
    county.plan_item = PlanItem.objects.filter(workplan=county.draft).earliest("position")


def _cases(county: County, household: Household) -> None:
    """李四's, monitored before the program came; a notice of long ago, and a unit asked then."""
    long_ago, user = date(2020, 1, 6), county.posts["cadre"].user
    county.case = Case.objects.create(
        household=household,
        village=county.village,
        township=county.township,
        monitoring_type="marginal",
        state="monitored",
        opened_on=long_ago,
    )
    county.case_batch = CaseBatch.objects.create(
        step="notice", area=county.village, on=long_ago, until=date(2020, 1, 11),
        closed_on=date(2020, 1, 13), unobjected=True, by=user,
    )  # fmt: skip
    county.comparison = ComparisonRequest.objects.create(
        unit=county.insurance, asked_on=long_ago, due_on=long_ago, answered_on=long_ago, asked_by=user
    )


def _helped(county: County, person: Person) -> None:
    """李四's household is monitored, its plan begun; a measure of the insurer's is owed, with what was handed in before."""
    long_ago = date(2020, 1, 6)
    place = {"household": person.household, "village": county.village}
    county.helped = county.case
    (plan,) = begin_plans([county.helped], since=clock.today())
    photo = store([b"a photo"], name="照片.jpg", content_type="image/jpeg", purpose="帮扶措施佐证")
    county.measure = Measure.objects.create(
        case=county.helped, plan=plan, unit=county.insurance, kind="health", what="资助参保", state="due",
        from_on=long_ago, begun_on=long_ago, until_on=clock.today(), evidence=photo, **place,
    )  # fmt: skip
    extend_reach(unit=county.insurance, household_ids=[person.household_id], source="帮扶措施")


def _collecting(county: County, household: Household) -> None:
    """李四's income of long ago is being collected."""
    made = Campaign.objects.create(
        kind="year", first=date(2022, 10, 1), last=date(2023, 9, 30), opened_on=date(2023, 10, 1),
        due_on=clock.today(),
    )  # fmt: skip
    place = {"campaign": made, "village": county.village}
    county.statement = Statement.objects.create(household=household, owner=county.bureau, **place)
    county.income_list = VillageList.objects.create(**place)


def _doubted(county: County, household: Household) -> None:
    """李四's house, which was found harmless long ago; and what its case lacks."""
    county.doubt = Doubt.objects.create(
        list="unlisted", code="house", household=household, village=county.village, unit=county.bureau,
        sentence="住房安全等级：D级（县住建局报送，2024-04-03）", found_on=date(2024, 4, 4),
        first_by=county.posts["head"].user,
    )  # fmt: skip
    with as_worker():
        county.finding = KeptFlaw.objects.create(
            code="1_11_001", household=household, village=county.village, owner=county.bureau,
            subject_uid=county.case.uid, sentence="致贫返贫风险为空", found_on=date(2024, 4, 4),
        )  # fmt: skip


def _drawn(county: County) -> Sample:
    """A sample of a month long ago."""
    draw = Draw.objects.create(
        month="2020-01", seed="a", percent=100, percent_desk=100, population=1, population_desk=0,
        on=date(2020, 2, 3), by=county.posts["bureau"].user,
    )  # fmt: skip
    lead = county.lead
    return Sample.objects.create(
        draw=draw, lead=lead, household=lead.household, village=lead.village, desk=False,
        due_on=date(2020, 2, 20),
    )  # fmt: skip


def _questioned(county: County) -> Question:
    """What the insurer asked about 张三's warning, and was told."""
    county.source = LeadSource.objects.get(lead=county.lead)
    of = {"household": county.lead.household, "village": county.lead.village, "unit": county.insurance}
    made = Question.objects.create(
        source=county.source, lead=county.lead, text="金额不同", on=clock.today(),
        by=county.posts["insurer"].user, **of,
    )  # fmt: skip
    QuestionReply.objects.create(
        question=made, word="stands", text="已经核对", on=clock.today(), by=county.posts["clerk"].user, **of
    )
    return made


def _ask_for(county: County, leaving: Person) -> None:
    """What waits for somebody's word: a change of the register, a check, a proposal, accounts to be opened."""
    county.changes = end_person(
        person=leaving,
        cause=EndCause.MOVED_AWAY,
        on=clock.today(),
        reason="迁移证",
        post=county["clerk"],
    )
    county.check = RegisterCheck.objects.create(
        area=county.village,
        township=county.township,
        name="周九",
        number=id_number(909),
        mark=blind("周九", "register_check"),
        opened_on=clock.today(),
        due_on=clock.today(),
    )
    county.proposal = propose_parameter(
        code="limit.answer",
        text="10天",
        valid_from=clock.today(),
        source="试验用的文件",
        post=county["bureau"],
    )
    stored = store([b"of a list that was read"], name="开通.xlsx", content_type="", purpose="开通账号")
    county.opening = begin_opening(
        stored=stored,
        numbers=[],
        problems=["第 4 行：没有单位“没有的局”。"],
        until=clock.today(),
        post=county["system_admin"],
    )
