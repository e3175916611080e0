from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "bastide.records"
    label = "records"
