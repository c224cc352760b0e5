"""Django settings of the branch server. The operator sets JIAOJIAO_* and DATABASE_URL only."""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import unquote, urlsplit

from django.templatetags.static import static

from lobby import environment, secrets_file

JIAOJIAO = environment.read(os.environ)
BASE_DIR = environment.ROOT
VAR = JIAOJIAO.var

DEBUG = False
SECRET_KEY = JIAOJIAO.secret_key or secrets_file.read_or_make(VAR / "secret-key")
ALLOWED_HOSTS = list(JIAOJIAO.allowed_hosts) or ["127.0.0.1", "localhost", "[::1]", "testserver"]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in JIAOJIAO.allowed_hosts if host != "*"]

INSTALLED_APPS = [
    "unfold",
    "unfold.contrib.simple_history",
    "unfold.contrib.import_export",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "rest_framework",
    "drf_spectacular",
    "import_export",
    "simple_history",
    "lobby.branch",
    "lobby.tickets",
    "lobby.announcements",
    "lobby.knowledge",
    "lobby.conversations",
    "lobby.cases",
    "lobby.printing",
    "lobby.activities",
    "lobby.events",
    "lobby.staff",
    "lobby.screens",
    "lobby.robots",
]

MIDDLEWARE = [
    "lobby.unwritable.RefuseNul",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

ROOT_URLCONF = "lobby.urls"
ASGI_APPLICATION = "lobby.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "lobby" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]


def database(url: str | None) -> dict[str, Any]:
    """Django's database entry for `DATABASE_URL`; SQLite in var/ when there is none."""
    if not url:
        file = VAR / "lobby.sqlite3"
        # Customers' words and staff accounts are in it: for the owner alone, as its companions then are.
        secrets_file.make_private(file)
        url = f"sqlite:///{file}"
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "lobby.fair_sqlite",
            "NAME": unquote(parts.path),
            # Requests have threads that stay (lobby.one_thread), and so do their connections.
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                # Writers take the lock when they begin, so that they queue instead of failing
                # half-way; readers never wait for them.
                "transaction_mode": "IMMEDIATE",
                # Seconds to wait for that lock: a customer must hear something within this time.
                "timeout": 1.5,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000;"
                ),
            },
        }
    if parts.scheme in ("postgres", "postgresql"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            # Requests have more threads than a database has connections to spare: they share a pool.
            # `timeout`: seconds to wait for one.
            "CONN_MAX_AGE": 0,
            # After a restart of the database the pool holds dead ones: each is asked before it is given.
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": {
                "pool": {"min_size": 1, "max_size": 16, "timeout": 2},
                "connect_timeout": 2,
                # Of the statements that bind their values there (lobby.prepared): kept by the server from
                # the third time on.
                "prepare_threshold": 3,
                # A database machine that has gone without a word is noticed within ten seconds (s, ms).
                "keepalives_idle": 5,
                "keepalives_interval": 2,
                "keepalives_count": 2,
                "tcp_user_timeout": 10_000,
                # As with SQLite: a customer must hear something within this time (ms). Kept statements are
                # planned for the values of each run: one plan for all of them reads years of tickets.
                "options": "-c lock_timeout=1500 -c plan_cache_mode=force_custom_plan",
            },
        }
    raise environment.EnvironmentRefused(
        f"DATABASE_URL must begin with sqlite:/// or postgresql://, not {parts.scheme}://"
    )


DATABASES = {"default": database(os.environ.get("DATABASE_URL"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

LIMITS_FILE = VAR / "limits.sqlite3"
"""Requests and guesses of the last seconds, counted by all processes of this machine."""

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "/admin/login/"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
# Behind TLS cookies never travel in the clear; a kiosk on loopback has no TLS.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = JIAOJIAO.url.startswith("https://")

CSRF_FAILURE_VIEW = "lobby.error_pages.page_too_old"

REST_FRAMEWORK = {
    "EXCEPTION_HANDLER": "lobby.problems.exception_handler",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["lobby.parsing.JsonParser"],
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "lobby.staff.authentication.BearerAuthentication",
        "lobby.staff.authentication.PageAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["lobby.staff.permissions.DeviceOrStaff"],
    "DEFAULT_THROTTLE_CLASSES": ["lobby.staff.throttles.RequestThrottle"],
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Jiaojiao lobby API",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "ENUM_NAME_OVERRIDES": {"TicketStateEnum": "lobby.tickets.models.State"},
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "lobby.schema.tell_problems",
    ],
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": JIAOJIAO.log_level},
    # Addresses of requests hold unguessable tokens; bodies hold customers' words.
    "loggers": {
        "django.request": {"level": "ERROR"},
        "httpx": {"level": "WARNING"},
        "httpcore": {"level": "WARNING"},
    },
}

UNFOLD = {
    "SITE_TITLE": "娇娇大堂助理",
    "SITE_HEADER": "娇娇大堂助理",
    "SITE_SUBHEADER": "网点管理",
    "SITE_SYMBOL": "support_agent",
    "SHOW_HISTORY": True,
    "STYLES": [lambda request: static("staff/console.css")],
    "LOGIN": {"form": "lobby.staff.forms.ConsoleLoginForm"},
}
