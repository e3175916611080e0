"""Has the jobs that were set aside done again, as an administrator does; says how many."""

from __future__ import annotations

import django

django.setup()

from bastide.jobs.mending import retry  # noqa: E402
from bastide.tenants.models import Organisation  # noqa: E402
from bastide.tenants.scope import scope  # noqa: E402

count = 0
for organisation in Organisation.objects.all():
    with scope(organisation):
        count += len(retry())
print(count)
