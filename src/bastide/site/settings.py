"""Django's settings, all derived from `config.py`."""

from pathlib import Path

from bastide.providers import broker
from bastide.providers.openid.declared import read_providers
from bastide.site.config import config
from bastide.site.databases import cache_at, default_database
from bastide.site.objects import storages_for

_config = config()
_package = Path(__file__).resolve().parent.parent

SECRET_KEY = _config.signing_key()
DEBUG = _config.debug
ALLOWED_HOSTS = _config.hosts
DATA_DIR = _config.data
DEMO = _config.demo

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "bastide.site",
    "bastide.web",
    "bastide.tenants",
    "bastide.jobs",
    "bastide.endpoints",
    "bastide.library",
    "bastide.records",
    "bastide.runs",
    "bastide.languages",
    "bastide.usecases.ask",
    "bastide.usecases.check",
    "bastide.usecases.listen",
    "bastide.usecases.mail",
    "bastide.usecases.minutes",
    "bastide.usecases.redact",
    "bastide.usecases.translate",
]

MIDDLEWARE = [
    "bastide.site.watching.Watching",
    "django.middleware.security.SecurityMiddleware",
    "bastide.web.middleware.CompressedStatic",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "bastide.web.middleware.SecurityHeaders",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "bastide.web.middleware.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "bastide.site.limits.Limits",
    "bastide.tenants.middleware.OrganisationScope",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "bastide.site.urls"
WSGI_APPLICATION = "bastide.site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "bastide.web.context.page",
            ],
        },
    },
]

DATABASES = {"default": default_database(_config.database_url, _config.data)}
JOBS = _config.jobs
BROKER_URL = _config.broker_url
BROKER_QUEUE = broker.queue_of(SECRET_KEY)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": cache_at(_config.cache, _config.data)}

AUTH_USER_MODEL = "tenants.Member"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "bastide.tenants.signin.LocalAccounts",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "sign-in"

# Five wrong passwords for an account from one address: a quarter of an hour of patience.
# The form calls the address « username »; axes would look for the model's « email », find nothing
# and never hold anyone back.
AXES_USERNAME_FORM_FIELD = "username"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "bastide.tenants.signin.locked_out"
AXES_CLIENT_IP_CALLABLE = "bastide.tenants.signin.address_of"
AXES_VERBOSE = False
TRUSTED_PROXIES = _config.trusted_proxies

LANGUAGE_CODE = _config.language
LANGUAGES = [("fr", "Français"), ("en", "English")]
LOCALE_PATHS = [_package / "locale"]
TIME_ZONE = _config.timezone
USE_I18N = True
USE_TZ = True

MEDIA_ROOT = _config.data / "files"
STORAGES = storages_for(_config.files, _config.files_key, _config.files_secret)
STATIC_URL = "/static/"
STATIC_ROOT = _config.data / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_TEMP_DIR = None
UPLOAD_MAX_BYTES = _config.upload_megabytes * 1024 * 1024

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if _config.https:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^health/", r"^metrics$"]  # asked beside the proxy
    SECURE_HSTS_SECONDS = 31536000
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

CSRF_FAILURE_VIEW = "bastide.web.views.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "text": {"format": "{asctime} {levelname} {name} {message}", "style": "{"},
        "json": {"()": "bastide.site.logs.JsonLines"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": _config.log}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "bastide": {"level": "INFO"},
        "axes": {"level": "ERROR"},
        "psycopg.pool": {"level": "ERROR"},
    },
}
LOG = _config.log
OTEL = _config.otel
SLOW_MS = _config.slow_ms
SLOW_SQL_MS = _config.slow_sql_ms
METRICS_TOKEN = _config.metrics_token
RATE_PERSON = _config.rate_person
RATE_ORGANISATION = _config.rate_organisation
RATE_ADDRESS = _config.rate_address

READ_SECONDS = _config.read_seconds
READ_BYTES = _config.read_megabytes * 1024 * 1024
OPEN_INDEXES = _config.open_indexes
VECTORS_BYTES = _config.vectors_megabytes * 1024 * 1024
WEB_PRIVATE_HOSTS = _config.web_private_hosts
SOURCE_FOLDERS = _config.folders
MODEL_PRIVATE_HOSTS = _config.model_private_hosts
MODEL_SECRETS = _config.model_secrets
MODEL_SECRETS_FOLDER = _config.model_secrets_folder
MAIL_PRIVATE_HOSTS = _config.mail_private_hosts
OPENID_PROVIDERS = read_providers(_config.oidc)
OPENID_PRIVATE_HOSTS = _config.oidc_private_hosts
LOCAL_SIGN_IN = _config.local_sign_in
RETRIEVER = _config.retriever
LIBRETRANSLATE_URL = _config.libretranslate_url
LIBRETRANSLATE_KEY = _config.libretranslate_key
TRUST_TEST_AUTHORITY = _config.trust_test_authority
