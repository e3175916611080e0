from django.apps import AppConfig
from django.db.backends.signals import connection_created


class SiteConfig(AppConfig):
    name = "bastide.site"
    label = "site"

    def ready(self) -> None:
        from bastide.site.logs import watch_statements

        connection_created.connect(watch_statements, dispatch_uid="bastide.slow.sql")
