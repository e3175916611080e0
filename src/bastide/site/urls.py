"""Every address, put together from the rooms' own tables."""

from importlib import import_module

from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

from bastide.site import health, metrics, operations
from bastide.usecases.usecase import discovered

urlpatterns: list[URLPattern | URLResolver] = [
    path("", RedirectView.as_view(pattern_name="ask", permanent=False), name="home"),
    path("health/live", health.live, name="health-live"),
    path("health/ready", health.ready, name="health-ready"),
    path("metrics", metrics.metrics, name="metrics"),
    path("organisation/exploitation/", operations.operations, name="operations"),
    path("organisation/exploitation/relancer/", operations.retry_all, name="jobs-retry"),
    path("organisation/exploitation/<int:pk>/relancer/", operations.retry, name="job-retry"),
    path("organisation/exploitation/<int:pk>/ecarter/", operations.set_aside, name="job-aside"),
    path("", include("bastide.web.urls")),
    path("", include("bastide.tenants.urls")),
    path("base/", include("bastide.library.urls")),
    path("donnees/", include("bastide.records.urls")),
    path("registre/", include("bastide.runs.urls")),
    path("organisation/modeles/", include("bastide.endpoints.urls")),
]
for _usecase in discovered():
    import_module(f"bastide.usecases.{_usecase.slug}.urls")
    urlpatterns.append(
        path(_usecase.address.lstrip("/"), include(f"bastide.usecases.{_usecase.slug}.urls"))
    )
    if _usecase.open_address:
        urlpatterns.append(
            path(
                _usecase.open_address.lstrip("/"),
                include(f"bastide.usecases.{_usecase.slug}.urls_open"),
            )
        )

handler400 = "bastide.web.views.bad_request"
handler403 = "bastide.web.views.forbidden"
handler404 = "bastide.web.views.not_found"
handler500 = "bastide.web.views.server_error"
