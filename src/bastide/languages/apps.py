from django.apps import AppConfig


class LanguagesConfig(AppConfig):
    name = "bastide.languages"
    label = "languages"
