from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "bastide.web"
    label = "web"
