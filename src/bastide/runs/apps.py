from django.apps import AppConfig


class RunsConfig(AppConfig):
    name = "bastide.runs"
    label = "runs"
