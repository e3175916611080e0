from django.apps import AppConfig


class EndpointsConfig(AppConfig):
    name = "bastide.endpoints"
    label = "endpoints"
