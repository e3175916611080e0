from django.apps import AppConfig


class TenantsConfig(AppConfig):
    name = "bastide.tenants"
    label = "tenants"
    verbose_name = "Organisations"

    def ready(self) -> None:
        from bastide.tenants.rights import rights_of
        from bastide.web.context import menu_rights

        if rights_of not in menu_rights:
            menu_rights.append(rights_of)
