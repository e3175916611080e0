from django.apps import AppConfig


class RedactConfig(AppConfig):
    name = "bastide.usecases.redact"
    label = "redact"
