"""What people call the tables whose history is kept, and their fields."""

from django.db import models

TABLES = {
    "commons_leads_lead": "线索",
    "commons_leads_leadsource": "线索来源",
    "commons_rectification_problem": "整改问题",
    "directives_blanks_blank": "临时报表",
    "directives_blanks_blankpart": "临时报表各乡镇",
    "directives_inspections_inspection": "督导检查",
    "directives_inspections_inspectionvisit": "督导对象",
    "directives_inspections_pack": "迎检资料包",
    "directives_meetings_agendaitem": "会商议题",
    "directives_meetings_attendance": "会商到会",
    "directives_meetings_meeting": "部门会商",
    "directives_points_contactpoint": "联系点",
    "directives_points_pointvisit": "联系点走访",
    "directives_teams_logentry": "驻村日志",
    "directives_teams_member": "驻村干部",
    "directives_teams_membermonth": "驻村考勤",
    "directives_teams_team": "驻村工作队",
    "directives_tasks_portion": "任务分解",
    "directives_tasks_progressentry": "任务进展",
    "directives_tasks_taskindicator": "任务指标",
    "directives_tasks_share": "单位的任务",
    "directives_workplans_item": "工作要点的一项",
    "directives_workplans_itemfigure": "工作要点中的指标",
    "directives_workplans_itemlimit": "工作要点中的时限",
    "directives_workplans_itemunit": "工作要点中的单位",
    "directives_workplans_workplan": "工作要点",
    "foundation_accounts_bulkaccount": "批量开通的一行",
    "foundation_accounts_bulkopening": "批量开通",
    "foundation_accounts_delegation": "授权代办",
    "foundation_accounts_handover": "交接",
    "foundation_accounts_onbehalf": "代录",
    "foundation_accounts_post": "岗位",
    "foundation_accounts_reach": "可见的户",
    "foundation_accounts_roleright": "角色权限",
    "foundation_accounts_savedview": "视图",
    "foundation_accounts_user": "账号",
    "foundation_areas_area": "区划",
    "foundation_areas_areaformer": "区划曾用名",
    "foundation_areas_handledby": "代管",
    "foundation_areas_unit": "单位",
    "foundation_areas_unitalias": "单位别名",
    "foundation_areas_unitcontact": "单位联系人",
    "foundation_areas_unitformer": "单位曾用名",
    "foundation_areas_unitgroup": "单位组",
    "foundation_areas_unitgroupalias": "单位组别名",
    "foundation_areas_unitgroupmember": "单位组成员",
    "foundation_books_bookcolumn": "台账的自加栏目",
    "foundation_figures_figurevalue": "指标数值",
    "foundation_forms_questionnaire": "调查表",
    "foundation_papers_papertemplate": "文书模板",
    "foundation_policy_codeitem": "代码表",
    "foundation_policy_holiday": "放假安排",
    "foundation_policy_parameter": "政策参数",
    "foundation_policy_proposal": "提请",
    "foundation_worklist_contact": "通知方式",
    "foundation_worklist_delivery": "外发通知",
    "foundation_worklist_notice": "通知",
    "foundation_worklist_reminder": "待提醒",
    "foundation_worklist_obligation": "待办",
    "registry_focus_focusmembership": "重点人群",
    "registry_households_change": "户档案的一项变更",
    "registry_households_changebatch": "户档案变更",
    "registry_households_household": "户",
    "registry_households_membership": "家庭成员关系",
    "registry_households_numberseries": "户和人的编号",
    "registry_households_person": "人",
    "registry_households_registerheader": "户档案栏目对应",
    "registry_incomes_campaign": "收入采集",
    "registry_incomes_statement": "收支表",
    "registry_incomes_villagelist": "村收入采集名单",
    "registry_inquiries_inquiry": "名单比对",
    "registry_quality_finding": "质检问题",
    "registry_quality_run": "质检运行",
    "warning_alerts_rulesheet": "预警规则",
    "warning_cases_batchline": "识别批次里的一户",
    "warning_cases_case": "监测对象",
    "warning_cases_casebatch": "识别批次",
    "warning_cases_caserisk": "监测对象的风险",
    "warning_cases_comparison": "一户的信息比对",
    "warning_cases_comparisonrequest": "信息比对",
    "warning_cases_objection": "公示异议",
    "warning_declarations_declaration": "自主申报",
    "warning_declarations_declaredphoto": "申报照片",
    "warning_declarations_entrance": "村申报入口",
    "warning_doubts_doubt": "疑点",
    "warning_elimination_elimination": "风险消除",
    "warning_elimination_reversal": "风险消除回退",
    "warning_measures_measure": "帮扶措施",
    "warning_measures_memberplan": "成员劳动能力",
    "warning_measures_plan": "帮扶计划",
    "warning_measures_protection": "成员的保障",
    "warning_submissions_batch": "报送批次",
    "warning_submissions_comparison": "比对结论",
    "warning_submissions_datakind": "报送种类",
    "warning_submissions_departure": "名册退出的人",
    "warning_submissions_kindversion": "报送种类的设置",
    "warning_submissions_headerchoice": "栏目对应",
    "warning_submissions_registercheck": "档案核对",
    "warning_submissions_row": "报送的行",
    "warning_submissions_submission": "数据报送",
    "warning_verification_assignee": "责任分工",
    "warning_visits_beat": "排查的责任片",
    "warning_visits_stop": "排查的户",
    "warning_visits_sweep": "排查",
}

# Go along with every change, or name the row inside.
TECHNICAL = frozenset({"id", "uid", "version"})
# Made from another field of the row, which is shown.
DERIVED = frozenset({"name_key", "initials", "person_mark", "mark"})

# (table, field) -> the code tables its value comes from.
CODED = {
    ("commons_leads_lead", "reason"): (
        *("no_risk_reason", "at_risk_reason", "difficulty_kind", "gone_reason"),
        *("transfer_reason", "doubt_reason"),
    ),
    ("warning_cases_caserisk", "risk"): ("at_risk_reason",),
}

# Fields that have no name of their own in their model.
FIELDS = {
    "area": "区划",
    "batch": "批次",
    "declaration": "自主申报",
    "secret": "查询码和电话后四位的盲索引",
    "case": "监测对象",
    "changes": "户档案变更",
    "group": "单位组",
    "household": "户",
    "item": "工作要点的一项",
    "lead": "线索",
    "line": "识别批次里的一户",
    "owner": "归属单位",
    "password": "密码",
    "plan": "帮扶计划",
    "person": "人",
    "place": "区划或单位",
    "post": "岗位",
    "request": "信息比对",
    "share": "单位的任务",
    "submission": "报送",
    "task": "任务",
    "unit": "单位",
    "village": "村",
    "workplan": "工作要点",
}


def field_word(model: type[models.Model], name: str) -> str:
    """What people call a field."""
    return FIELDS.get(name) or str(getattr(model._meta.get_field(name), "verbose_name", name))


def actor_word(actor: str) -> str:
    """Who acted where it was no person: `job:183` -> 后台任务 183."""
    kind, _, rest = actor.partition(":")
    words = {"job": "后台任务", "system": "系统", "command": "命令"}
    return f"{words[kind]} {rest}".strip() if kind in words else actor
