"""Roles and capabilities."""

from django.db import models


class Capability(models.TextChoices):
    """One right, named once."""

    SEE_HOUSEHOLDS = "see_households", "查看户档案"
    REVEAL = "reveal", "查看完整证件号和电话"
    EXPORT = "export", "导出"
    SUBMIT = "submit", "报送数据"
    SIGN_OFF = "sign_off", "审签报送"
    SEE_SUBMISSIONS = "see_submissions", "查看报送"
    SETTLE_ROWS = "settle_rows", "处理未对上的行"
    RELEASE = "release", "推送线索"
    SEE_LEADS = "see_leads", "查看线索"
    ANSWER = "answer", "核实反馈"
    CONFIRM = "confirm", "确认核实结果"
    REPLY = "reply", "答复转办和核对"
    SEE_LOOP = "see_loop", "查看闭环"
    ENTER_ON_BEHALF = "enter_on_behalf", "代录"
    CONFIRM_ON_BEHALF = "confirm_on_behalf", "确认代录"
    SEE_POLICY = "see_policy", "查看政策参数"
    PROPOSE_POLICY = "propose_policy", "提请修改参数"
    APPROVE_POLICY = "approve_policy", "审批参数修改"
    MANAGE_AREAS = "manage_areas", "管理区划和单位"
    MANAGE_ACCOUNTS = "manage_accounts", "管理账号"
    MANAGE_RIGHTS = "manage_rights", "管理权限"
    APPROVE_ACCOUNTS = "approve_accounts", "审批重要岗位和账号"
    APPROVE_SECURITY = "approve_security", "审批安全管理员的岗位和账号"
    READ_LOGS = "read_logs", "查看留痕"
    SEE_EVIDENCE = "see_evidence", "查看佐证"
    DELEGATE = "delegate", "授权代办"
    PAIR_HELPERS = "pair_helpers", "安排结对帮扶"
    IMPORT_REGISTER = "import_register", "导入户档案"
    PROPOSE_REGISTER = "propose_register", "提请修改户档案"
    APPROVE_REGISTER = "approve_register", "审批户档案修改"
    DECIDE_CASES = "decide_cases", "审定监测对象"
    REPORT_TASKS = "report_tasks", "填报和认可任务进展"
    KEEP_BOOKS = "keep_books", "填报台账"
    CHECK_BOOKS = "check_books", "管理和验收台账"


class Role(models.TextChoices):
    """What somebody is at a unit or area."""

    VILLAGE_CADRE = "village_cadre", "村干部"
    GRID_WORKER = "grid_worker", "网格员"
    RESIDENT_TEAM = "resident_team", "驻村队员"
    HELPER = "helper", "帮扶责任人"
    TOWNSHIP_CLERK = "township_clerk", "乡镇经办"
    TOWNSHIP_HEAD = "township_head", "乡镇负责人"
    DEPARTMENT_CLERK = "department_clerk", "部门经办"
    DEPARTMENT_HEAD = "department_head", "部门负责人"
    SUBUNIT_CLERK = "subunit_clerk", "基层单位经办"
    BUREAU_CLERK = "bureau_clerk", "县局经办"
    BUREAU_REVIEWER = "bureau_reviewer", "县局审核"
    BUREAU_HEAD = "bureau_head", "县局负责人"
    COUNTY_LEADER = "county_leader", "县领导"
    INSPECTOR = "inspector", "督查"
    SYSTEM_ADMIN = "system_admin", "系统管理员"
    SECURITY_ADMIN = "security_admin", "安全管理员"
    AUDIT_ADMIN = "audit_admin", "审计管理员"


class SignInStep(models.TextChoices):
    """What was changed about somebody's way in."""

    RESET = "reset", "重置密码"
    CODES_SET = "codes_set", "启用动态口令"
    CODES_REMOVED = "codes_gone", "移除动态口令"
    DISABLED = "disabled", "停用账号"
    ENABLED = "enabled", "启用账号"
