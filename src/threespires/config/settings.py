"""Settings, all from the environment. What is missing or unsafe is said with its remedy."""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from environs import Env
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from threespires.config.signing_in import *  # noqa: F403

ROOT = Path(__file__).resolve().parents[3]
env = Env()

DEMO = env.bool("THREESPIRES_DEMO", default=False)
DEVELOPMENT = env.bool("THREESPIRES_DEVELOPMENT", default="pytest" in sys.modules)
PRODUCTION = not (DEMO or DEVELOPMENT)
DEBUG = False
CHECKS_A_FILE = sys.argv[1:3] == ["arrangement", "check"]
"""What only reads a file needs neither key nor database."""


def refuse_strangers() -> None:
    """The demonstration lets anyone in as anyone, so nothing of production may stand beside it."""
    for mode in ("THREESPIRES_DEMO", "THREESPIRES_DEVELOPMENT"):
        unsafe = ["THREESPIRES_SECRET_KEY", "THREESPIRES_HOSTS"]
        if mode == "THREESPIRES_DEMO":
            unsafe += ["THREESPIRES_DATABASE_URL", "THREESPIRES_OWNER_URL"]
        beside = [name for name in unsafe if env.str(name, default="")]
        if env.bool(mode, default=False) and beside:
            raise SystemExit(
                f"{mode} lets anyone sign in as anyone, so it can’t stand beside {beside[0]}. In production:\n"
                f"  unset {mode}"
            )


refuse_strangers()

DATA = Path(env.str("THREESPIRES_DATA", default=str(ROOT / "data")))
BUILD = Path(env.str("THREESPIRES_BUILD", default=str(ROOT / "build")))


def clock_set_back() -> timedelta:
    """By how much the clock runs behind: a demonstration may stand on another day."""
    day = env.date("THREESPIRES_AS_OF", default=None)
    if day is None:
        return timedelta(0)
    behind = datetime.now(UTC).date() - day
    if not DEMO or behind < timedelta(0):
        raise SystemExit("THREESPIRES_AS_OF names a day of the past, and only for the demonstration")
    return behind


CLOCK_SET_BACK = clock_set_back()


def secret_key() -> str:
    """The signing key: given in production, of no worth elsewhere."""
    if CHECKS_A_FILE or not PRODUCTION:
        return "not-a-secret-outside-production"
    key = env.str("THREESPIRES_SECRET_KEY", default="")
    if len(key) < 50:
        raise SystemExit(
            "THREESPIRES_SECRET_KEY must be at least 50 characters in production. Make one with:\n"
            "  python -c 'import secrets; print(secrets.token_urlsafe(64))'"
        )
    return key


def postgresql(url: str) -> dict:
    """The database that a PostgreSQL address names, read as PostgreSQL's own programs read it."""
    try:
        named = conninfo_to_dict(url)
    except ProgrammingError as problem:
        raise SystemExit(
            f"THREESPIRES_DATABASE_URL isn’t a PostgreSQL address ({str(problem).strip()}). One looks like\n"
            "  postgres://threespires:PASSWORD@localhost/threespires"
        ) from None
    known = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    return {
        "ENGINE": "django.db.backends.postgresql",
        **{key: named.pop(name, "") for key, name in known.items()},
        # A statement asked again is planned once, and pages ask the same few. Making machine code of a wide one takes
        # PostgreSQL a quarter of a second, and answering it a tenth of that.
        "OPTIONS": {"server_side_binding": True, "prepare_threshold": 3, "options": "-c jit=off", **named},
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


OWNERS_COMMANDS = ("migrate", "backup", "restore", "export", "import")
"""What takes the role that owns the tables: the one that serves people can’t alter them, nor see past the wall."""


def databases() -> dict:
    """PostgreSQL where THREESPIRES_DATABASE_URL names one, else SQLite below the data folder."""
    if CHECKS_A_FILE:
        return {}
    url = env.str("THREESPIRES_DATABASE_URL", default="")
    if sys.argv[1:2] and sys.argv[1] in OWNERS_COMMANDS:
        url = env.str("THREESPIRES_OWNER_URL", default=url)
    if url:
        return {"default": postgresql(url)}
    if PRODUCTION:
        raise SystemExit(
            "THREESPIRES_DATABASE_URL must name a PostgreSQL database in production, such as\n"
            "  postgres://threespires:PASSWORD@localhost/threespires"
        )
    return {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA / "threespires.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
            },
        }
    }


def refuse_or_mark(name: str) -> str:
    """What is done with files of a doubtful kind."""
    said = env.str(name, default="refuse")
    if said not in ("refuse", "mark"):
        raise SystemExit(f"{name} must be refuse or mark, and is {said}")
    return said


SECRET_KEY = secret_key()
DATABASES = databases()
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
"""Shared by all that serve, so that what is counted is counted once."""
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ALLOWED_HOSTS = env.list("THREESPIRES_HOSTS", default=[] if PRODUCTION else ["localhost", "127.0.0.1", "testserver"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("THREESPIRES_ORIGINS", default=[])
LIMITS = env.int("THREESPIRES_LIMITS", default=1)
"""How many times as often as usual one may ask for pages that cost much, as where many share one address."""
PROXIES = env.int("THREESPIRES_PROXIES", default=1 if PRODUCTION else 0)
ADDRESS = env.str("THREESPIRES_ADDRESS", default="http://localhost:8000")

INSTALLED_APPS = [
    "threespires.history",
    "threespires.law",
    "threespires.vault",
    "threespires.design",
    "threespires.accounts",
    "threespires.approvals",
    "threespires.partnership",
    "threespires.practitioners",
    "threespires.cases",
    "threespires.readings",
    "threespires.concerns",
    "threespires.documents",
    "threespires.search",
    "threespires.leaving",
    "threespires.sheets",
    "threespires.mail",
    "threespires.thread.learning",
    "threespires.thread.priorities",
    "threespires.thread.actions",
    "threespires.thread.walk",
    "threespires.meetings",
    "threespires.papers",
    "threespires.work.assurance",
    "threespires.work.forum",
    "threespires.work.information_requests",
    "threespires.home",
    *(["threespires.demo"] if DEMO or DEVELOPMENT else []),
    "threespires.config",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_q",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]

MIDDLEWARE = [
    "threespires.config.middleware.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    *(["whitenoise.middleware.WhiteNoiseMiddleware"] if not DEVELOPMENT else []),
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "threespires.accounts.middleware.SignedInMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "threespires.cases.wall.middleware.WallMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "threespires.config.middleware.AnswersMiddleware",
    "threespires.config.middleware.HoldersMiddleware",
    "threespires.accounts.limits.LimitsMiddleware",
    "threespires.partnership.as_of.AsOfMiddleware",
    "threespires.meetings.along.AlongMiddleware",
    "threespires.history.once.OnceMiddleware",
    "threespires.config.middleware.RulesMiddleware",
]

ROOT_URLCONF = "threespires.config.urls"
WSGI_APPLICATION = "threespires.config.wsgi.application"
AUTH_USER_MODEL = "accounts.Person"
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "home:home"
SECOND_FACTOR_REQUIRED = PRODUCTION
"""Of whoever belongs to a case group. The invented people of the demonstration have none."""
LOGOUT_REDIRECT_URL = "accounts:sign_in"
PASSWORD_RESET_TIMEOUT = 7 * 24 * 3600
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
if "pytest" in sys.modules:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "threespires.config.templates.environment",
            "context_processors": [
                "threespires.config.context.site",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
FORM_RENDERER = "threespires.design.forms.Renderer"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
DATE_FORMAT = "j F Y"

STATIC_URL = "/static/"
STATICFILES_DIRS = [BUILD / "static"] if (BUILD / "static").exists() else []
STATIC_ROOT = Path(env.str("THREESPIRES_COLLECTED", default=str(BUILD / "collected")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEVELOPMENT
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
MEDIA_ROOT = DATA / "files"
SCANNER = env.str("THREESPIRES_SCANNER", default="")
"""Where ClamAV's daemon is: a Unix socket, or host:port. Files are held until it has found nothing in them."""
MACROS = refuse_or_mark("THREESPIRES_MACROS")
LOCKED_FILES = refuse_or_mark("THREESPIRES_LOCKED_FILES")
"""What becomes of files that hold macros, and of those that a password locks."""
KEYS = Path(env.str("THREESPIRES_KEYS", default=str(DATA / "keys")))
"""What seals and opens case records: never in the database, nor in its backups."""
KEY_STORE = Path(env.str("THREESPIRES_KEY_STORE", default=str(DATA / "case-keys")))
"""The key of each case, wrapped. Neither in the database nor in its backups, so that what is destroyed stays so."""
KEY_STORE_COPIES: list[str] = env.list("THREESPIRES_KEY_STORE_COPIES", default=[])
"""Folders that hold the same keys, in case the store is lost."""
ANCHORS = Path(env.str("THREESPIRES_ANCHORS", default=str(DATA / "anchors")))
"""Where it is written down how far the record of who looked has got: out of reach of who runs the database."""
PROPOSALS_LAPSE_AFTER = env.int("THREESPIRES_PROPOSALS_LAPSE_AFTER", default=14)
"""After how many days what waits for a second person lapses. No source says it: the partnership confirms it."""
FONTS = BUILD / "fonts"
"""What PDFs are set in."""
LIBREOFFICE = env.str("THREESPIRES_LIBREOFFICE", default="soffice")
LIBREOFFICE_SECONDS = env.int("THREESPIRES_LIBREOFFICE_SECONDS", default=60)
"""What turns Office files into pages, and how long it may take over one."""
_IN_MEMORY = Path("/dev") / "shm"
MEMORY = env.str("THREESPIRES_MEMORY", default=str(_IN_MEMORY) if _IN_MEMORY.is_dir() else None)
"""A folder in memory, in which a file lies unsealed while it is turned into pages."""
EXPORTS_KEPT_HOURS = env.int("THREESPIRES_EXPORTS_KEPT_HOURS", default=24)
"""For how many hours what somebody took out waits to be fetched. No source says it: the partnership confirms it."""
LARGEST_REQUEST = 24 * 1024 * 1024
"""All that one form may send, files included."""
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 12_000
DATA_UPLOAD_MAX_NUMBER_FILES = 10
# What is handed in stays in memory until it is kept: no temporary file holds it unsealed.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = LARGEST_REQUEST
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "font-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
DEVICE_COOKIE = "device"
"""By which a browser is known again in which somebody has signed in."""
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "threespires.config.views.form_expired"
SECURE = env.bool("THREESPIRES_SECURE", default=PRODUCTION)
"""Whether people come by HTTPS alone."""
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = SECURE
if PRODUCTION:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
if SECURE:
    # Browsers take cookies of this name only by HTTPS, and only from this very host.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME, DEVICE_COOKIE = "__Host-session", "__Host-csrf", "__Host-device"
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    # Whether browsers know by heart that the whole domain speaks HTTPS is for the domain's owner to say.
    SILENCED_SYSTEM_CHECKS = ["security.W021"]

EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if env.str("THREESPIRES_MAIL_HOST", default="")
    else "django.core.mail.backends.dummy.EmailBackend"
)
EMAIL_HOST = env.str("THREESPIRES_MAIL_HOST", default="")
EMAIL_PORT = env.int("THREESPIRES_MAIL_PORT", default=25)
EMAIL_HOST_USER = env.str("THREESPIRES_MAIL_USER", default="")
EMAIL_HOST_PASSWORD = env.str("THREESPIRES_MAIL_PASSWORD", default="")
EMAIL_USE_TLS = env.bool("THREESPIRES_MAIL_TLS", default=False)
DEFAULT_FROM_EMAIL = env.str("THREESPIRES_MAIL_FROM", default="threespires@localhost")

Q_CLUSTER = {
    "name": "threespires",
    "orm": "default",
    "workers": 1,
    "timeout": 240,
    "retry": 300,
    "max_attempts": 5,
    "catch_up": False,
    "poll": 1.0,
    "save_limit": 500,
    "label": "Jobs",
    "sync": "pytest" in sys.modules,
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.str("THREESPIRES_LOG_LEVEL", default="WARNING")},
}
