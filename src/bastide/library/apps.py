from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "bastide.library"
    label = "library"

    def ready(self) -> None:
        from bastide.library import tasks  # noqa: F401  (registers its tasks)
