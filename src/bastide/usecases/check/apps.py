from django.apps import AppConfig


class CheckConfig(AppConfig):
    name = "bastide.usecases.check"
    label = "check"
