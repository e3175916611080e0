from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "bastide.usecases.mail"
    label = "mail"
