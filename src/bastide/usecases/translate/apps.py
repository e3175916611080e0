from django.apps import AppConfig


class TranslateConfig(AppConfig):
    name = "bastide.usecases.translate"
    label = "translate"
