"""Django's settings. What differs between installations comes from the home folder and `DIXIAN_*`."""

import os
from pathlib import Path

from dixian.config import logs
from dixian.config.databases import ROLES, databases
from dixian.foundation.kernel.home import home
from dixian.foundation.vault.keys import signing_key

HOME = home()
PACKAGE = Path(__file__).resolve().parent.parent

DEBUG = False
SECRET_KEY = signing_key(HOME)
ALLOWED_HOSTS = os.environ.get("DIXIAN_HOSTS", "localhost,127.0.0.1,[::1]").split(",")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "axes",
    "django_tasks",
    "django_tasks_db",
    "dixian.foundation.audit",
    "dixian.foundation.files",
    "dixian.foundation.jobs",
    "dixian.foundation.areas",
    "dixian.foundation.accounts",
    "dixian.foundation.policy",
    "dixian.foundation.worklist",
    "dixian.foundation.figures",
    "dixian.foundation.books",
    "dixian.foundation.forms",
    "dixian.foundation.papers",
    "dixian.registry.households",
    "dixian.registry.facts",
    "dixian.registry.inquiries",
    "dixian.registry.focus",
    "dixian.registry.incomes",
    "dixian.registry.quality",
    "dixian.commons.leads",
    "dixian.commons.rectification",
    "dixian.warning.submissions",
    "dixian.warning.alerts",
    "dixian.warning.verification",
    "dixian.warning.cases",
    "dixian.warning.measures",
    "dixian.warning.elimination",
    "dixian.warning.declarations",
    "dixian.warning.doubts",
    "dixian.warning.visits",
    "dixian.directives.workplans",
    "dixian.directives.tasks",
    "dixian.directives.meetings",
    "dixian.directives.blanks",
    "dixian.directives.inspections",
    "dixian.directives.points",
    "dixian.directives.teams",
    "dixian.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "dixian.web.shell.gate.Gate",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "dixian.web.shell.middleware.HeadersMiddleware",
    "dixian.web.shell.middleware.ActingMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "dixian.config.urls"
WSGI_APPLICATION = "dixian.config.wsgi.application"
AUTH_USER_MODEL = "foundation_accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "dixian.web.account.proof.ProofBackend",
    # Never asked for a password, since the one before it has the last word; it loads who is signed in.
    "django.contrib.auth.backends.ModelBackend",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "dixian.web.shell.navigation.frame",
            ],
            "libraries": {"dixian": "dixian.web.shell.templatetags.dixian"},
        },
    }
]

DATABASES = databases(HOME)
DATABASE_OF_ROLE = {role: databases(HOME, role)["default"] for role in ROLES}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SESSION_ENGINE = "django.contrib.sessions.backends.db"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = False

STATIC_URL = "/static/"
STATICFILES_DIRS = [PACKAGE / "web" / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

# Uploads go sealed to disk as they arrive, and only where a page declares the field; 64 MB is the most a file may have.
FILE_UPLOAD_HANDLERS = ["dixian.foundation.files.uploads.SealingUploadHandler"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
# As many as the most that `photo.count` may be; each page says how many of which field it takes.
DATA_UPLOAD_MAX_NUMBER_FILES = 12

# Sign-in: 30 minutes of idleness end a session. After so many wrong passwords a user name is locked for the
# address they came from; how many and how long are policy (signin.lock.tries, signin.lock.minutes).
IDLE_MINUTES = os.environ.get("DIXIAN_IDLE_MINUTES", "30")
if not IDLE_MINUTES.isdecimal():
    raise ValueError(f"DIXIAN_IDLE_MINUTES 须是整数分钟，现在是 {IDLE_MINUTES}")
SESSION_COOKIE_AGE = int(IDLE_MINUTES) * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True
BEHIND_TLS = os.environ.get("DIXIAN_TLS", "") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
# A browser that has come by TLS once takes no plain connection for a year; other sites of the domain are not ours to bind.
SECURE_HSTS_SECONDS = 365 * 86_400 if BEHIND_TLS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "dixian.web.shell.errors.forbidden"
LOGIN_URL = "/sign-in/"
AXES_FAILURE_LIMIT = "dixian.web.account.locking.tries"
AXES_COOLOFF_TIME = "dixian.web.account.locking.cool_off"
# The time told is the time it lasts: trying again while locked doesn't lengthen it.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
# What people type stays out of the table of attempts, the one-time code too.
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "code"]
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "dixian.web.shell.senders.sender_of"
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_CALLABLE = "dixian.web.account.locking.kept_name"
AXES_VERBOSE = False
AXES_HTTP_RESPONSE_CODE = 422
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
MESSAGE_STORAGE = "dixian.web.shell.said.SealedStorage"

LOGGING = logs.LOGGING
