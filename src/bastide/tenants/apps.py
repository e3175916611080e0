from django.apps import AppConfig
from django.db.models.signals import m2m_changed


class TenantsConfig(AppConfig):
    name = "bastide.tenants"
    label = "tenants"
    verbose_name = "Organisations"

    def ready(self) -> None:
        from bastide.tenants.rights import rights_of
        from bastide.tenants.scope import refuse_strangers_in_sets
        from bastide.web.context import menu_rights

        m2m_changed.connect(refuse_strangers_in_sets, dispatch_uid="tenants.scope")
        if rights_of not in menu_rights:
            menu_rights.append(rights_of)
