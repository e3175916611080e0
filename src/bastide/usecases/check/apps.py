from django.apps import AppConfig


class CheckConfig(AppConfig):
    name = "bastide.usecases.check"
    label = "check"

    def ready(self) -> None:
        from bastide.usecases.check import tasks  # noqa: F401  (registers its tasks)
