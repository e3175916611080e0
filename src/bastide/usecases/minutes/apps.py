from django.apps import AppConfig


class MinutesConfig(AppConfig):
    name = "bastide.usecases.minutes"
    label = "minutes"
