from django.apps import AppConfig


class ListenConfig(AppConfig):
    name = "bastide.usecases.listen"
    label = "listen"
