"""Tables of other people's packages: why they keep no history here, what is personal, who may do what."""

from dataclasses import dataclass, field

from dixian.foundation.kernel.grants import ADD, ALL, CHANGE, NOTHING, READ, Grants

NOBODYS = Grants(NOTHING, NOTHING)


@dataclass(frozen=True)
class Outside:
    """One table: the reason, column -> personal data and its form, rights of the two working roles."""

    reason: str
    grants: Grants = NOBODYS
    personal: dict[str, str] = field(default_factory=dict)


_FRAMEWORK = "框架自用"
_SIGN_IN = {
    "username": "用户名；不是本系统账号的只存不可还原的代号",
    "ip_address": "登录所用地址",
    "user_agent": "浏览器种类",
}

OUTSIDE_HISTORY = {
    "django_session": Outside(
        "登录状态，随时失效",
        Grants(ALL, NOTHING),
        {"session_data": "登录人的编号，签名；待显示的办理结果，加密"},
    ),
    "django_content_type": Outside(_FRAMEWORK),
    "django_migrations": Outside(_FRAMEWORK, Grants(READ, READ)),
    "auth_permission": Outside(f"{_FRAMEWORK}，未使用"),
    "auth_group": Outside(f"{_FRAMEWORK}，未使用"),
    "auth_group_permissions": Outside(f"{_FRAMEWORK}，未使用"),
    "axes_accessattempt": Outside(
        "登录失败计数，登录成功即清除", Grants(ALL, NOTHING), {**_SIGN_IN, "post_data": "已遮去填写的内容"}
    ),
    "axes_accesslog": Outside("登录记录，自身就是记录", Grants(CHANGE, NOTHING), _SIGN_IN),
    "axes_accessfailurelog": Outside("登录失败记录，未启用", Grants(ADD, NOTHING), _SIGN_IN),
    "axes_accessattemptexpiration": Outside("锁定到期时间，自身就是记录", Grants(ALL, NOTHING)),
    "otp_totp_totpdevice": Outside(
        "动态口令设备，启用和停用另有记录", Grants(ALL, NOTHING), {"key": "动态口令的密钥（加密）"}
    ),
    "django_tasks_database_dbtaskresult": Outside(
        "任务队列；任务本身在 foundation_jobs_job", Grants(ADD, ALL)
    ),
}
