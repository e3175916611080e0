from django.apps import AppConfig


class TenantsConfig(AppConfig):
    name = "bastide.tenants"
    label = "tenants"
    verbose_name = "Organisations"
