"""The pages of the use case, under /pieces/.

Names begin by `check-` (`check-cases`, `check-case`, `check-letter`…): no namespace, as elsewhere.
"""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
