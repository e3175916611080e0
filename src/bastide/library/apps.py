from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "bastide.library"
    label = "library"
