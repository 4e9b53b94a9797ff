"""Tables of other people's packages that keep no history here, and why."""

OUTSIDE_HISTORY = {
    "django_session": "登录状态，随时失效",
    "django_content_type": "框架自用",
    "django_migrations": "框架自用",
    "auth_permission": "框架自用，未使用",
    "auth_group": "框架自用，未使用",
    "auth_group_permissions": "框架自用，未使用",
    "axes_accessattempt": "登录失败计数，自身就是记录",
    "axes_accesslog": "登录记录，自身就是记录",
    "axes_accessfailurelog": "登录失败记录，自身就是记录",
    "axes_accessattemptexpiration": "锁定到期时间，自身就是记录",
    "otp_totp_totpdevice": "动态口令设备，启用和停用另有记录",
    "django_tasks_db_dbtaskresult": "任务队列；任务本身在 foundation_jobs_job",
}
