"""What an erasure does to jobs: one that names the person goes."""

from __future__ import annotations

from bastide.jobs.models import Job
from bastide.tenants.erasure import EVERY, Rule

ERASURE = (Rule(Job, "tâches", about=EVERY),)
