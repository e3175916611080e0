"""Who sees a thread: the member who dropped it, who it was handed to, those who may read the
mailbox that it came by. Handed to a service, it is the whole organisation's."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from bastide.tenants.models import Member
from bastide.tenants.rights import ADMINISTER, may
from bastide.usecases.mail.models import Box, Intake, Thread


def member_of(request: HttpRequest) -> Member:
    """The member who asks: the views let in nobody else."""
    assert isinstance(request.user, Member)
    return request.user


def boxes_of(member: Member) -> QuerySet[Box]:
    """The mailboxes whose mails she may read."""
    groups = member.groups.values_list("pk", flat=True)
    found: QuerySet[Box] = Box.objects.filter(
        Q(readers=None) | Q(readers__in=list(groups))
    ).distinct()
    return found


def visible(member: Member) -> QuerySet[Thread]:
    boxes = list(boxes_of(member).values_list("pk", flat=True))
    hers = Q(owner=member) | Q(assignee=member) | Q(box__in=boxes) | ~Q(handed="")
    if may(member, ADMINISTER):  # whose owner or mailbox is gone belongs to nobody else
        hers |= Q(owner=None, box=None)
    found: QuerySet[Thread] = Thread.objects.filter(hers)
    return found


def intakes_of(member: Member) -> QuerySet[Intake]:
    boxes = list(boxes_of(member).values_list("pk", flat=True))
    found: QuerySet[Intake] = Intake.objects.filter(Q(owner=member) | Q(box__in=boxes))
    return found


def thread_or_404(request: HttpRequest, pk: int) -> Thread:
    found: Thread = get_object_or_404(visible(member_of(request)), pk=pk)
    return found
