from django.apps import AppConfig
from django.db.models.signals import m2m_changed


class TenantsConfig(AppConfig):
    name = "bastide.tenants"
    label = "tenants"
    verbose_name = "Organisations"

    def ready(self) -> None:
        from bastide.tenants.scope import refuse_strangers_in_sets

        m2m_changed.connect(refuse_strangers_in_sets, dispatch_uid="tenants.scope")
