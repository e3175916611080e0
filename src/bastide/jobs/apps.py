from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "bastide.jobs"
    label = "jobs"
