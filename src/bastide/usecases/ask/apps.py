from django.apps import AppConfig


class AskConfig(AppConfig):
    name = "bastide.usecases.ask"
    label = "ask"
