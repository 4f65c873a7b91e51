"""Django settings; every environment variable read here is described in docs/settings.md."""

from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from thuocdo.foundation import env

PACKAGE = Path(__file__).resolve().parent.parent
TESTING = False

THUOCDO_HOME = env.folder("THUOCDO_HOME", "thuocdo-data")
SECRET_KEY_FILE = THUOCDO_HOME / "secret-key"
SECRET_KEY = env.secret("THUOCDO_SECRET_KEY", SECRET_KEY_FILE)
DEBUG = env.flag("THUOCDO_DEBUG", default=False)
ALLOWED_HOSTS = env.words("THUOCDO_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.words("THUOCDO_ORIGINS", [])
HTTPS = env.flag("THUOCDO_HTTPS", default=False)
UPLOAD_LIMIT_MB = env.whole("THUOCDO_UPLOAD_LIMIT_MB", default=50)
INTAKE_LIMIT_MB = env.whole("THUOCDO_INTAKE_LIMIT_MB", default=500)
UNUSED_FILES_DAYS = env.whole("THUOCDO_UNUSED_FILES_DAYS", default=7)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "django_htmx",
    "thuocdo.demo",
    "thuocdo.portal",
    "thuocdo.desk",
    "thuocdo.distribution",
    "thuocdo.scoreboards",
    "thuocdo.review",
    "thuocdo.overlap",
    "thuocdo.tasks",
    "thuocdo.directives",
    "thuocdo.programmes",
    "thuocdo.accounts",
    "thuocdo.organisations",
    "thuocdo.interface",
    "thuocdo.foundation",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "thuocdo.config.language.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "thuocdo.accounts.middleware.SignedInMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "thuocdo.config.urls"
WSGI_APPLICATION = "thuocdo.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "thuocdo.config.navigation.navigation",
            ],
        },
    }
]


ENGINES = ("django.db.backends.sqlite3", "django.db.backends.postgresql")


def database(url: str) -> dict[str, object]:
    """Django's description of the database that `url` names, with what each kind needs to be quick and safe."""
    try:
        found = dict(dj_database_url.parse(url))
    except ValueError as error:  # neither the address nor the password in it is repeated
        raise ImproperlyConfigured("DATABASE_URL must be sqlite:///FILE or postgres://USER@HOST/NAME") from error
    if found["ENGINE"] not in ENGINES:
        raise ImproperlyConfigured("DATABASE_URL must be sqlite:///FILE or postgres://USER@HOST/NAME")
    if "sqlite" in str(found["ENGINE"]):
        found["OPTIONS"] = {
            "timeout": 30,
            "transaction_mode": "IMMEDIATE",
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
                " PRAGMA cache_size=-65536; PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY"
            ),
        }
    else:
        found["OPTIONS"] = {"pool": {"min_size": 1, "max_size": 8, "timeout": 20}}
    return found


DATABASES = {"default": database(env.text("DATABASE_URL", f"sqlite:///{THUOCDO_HOME / 'thuocdo.sqlite3'}"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "full_name", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "accounts:sign-in"
LOGIN_REDIRECT_URL = "desk:my-work"
LOGOUT_REDIRECT_URL = "portal:home"

AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_LOCKOUT_CALLABLE = "thuocdo.accounts.views.locked_out"

SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Tiếng Việt")), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATICFILES_DIRS = [PACKAGE / "static"] if (PACKAGE / "static").is_dir() else []
STATIC_ROOT = THUOCDO_HOME / "static"
WHITENOISE_USE_FINDERS = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

LOG_LEVELS = ("CRITICAL", "ERROR", "WARNING", "INFO", "DEBUG")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.choice("THUOCDO_LOG_LEVEL", LOG_LEVELS, "WARNING")},
}
