"""Names that people bear online: « @lea.b13 », addresses of profiles, names to sign in with."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bastide.engine.personal.kinds import Span

# No rule of style sheets, no tag of code.
_MENTION = re.compile(
    r"(?<![\w@./+-])@(?!(?:media|import|font|charset|param|return|see|override)\b)"
    r"[A-Za-z](?:[\w]|[.](?=\w)){2,29}(?![\w@])(?!\.\w)"
)
_HOSTS = (
    r"(?:(?:www\.|m\.|fr\.)?(?:facebook|instagram|twitter|tiktok|snapchat|linkedin|pinterest|twitch"
    r"|youtube)\.(?:com|fr|net|example)|fb\.com|fb\.me|m\.me|t\.me|wa\.me|x\.com)"
)
# What stands in the place of a name in an address, and is none.
_PAGES = (
    r"(?:groups|pages|events|watch|hashtag|share|sharer|search|explore|company|school|help|login"
    r"|about|policies|privacy|channel|playlist|intent|home)\b"
)
_ADDRESS = re.compile(
    rf"(?i)(?<![\w.-]){_HOSTS}/(?:in/|user/|add/|u/|@)?(?P<who>(?!{_PAGES})[\w.%-]{{3,60}})"
)
# « login : lbernard »: a word that a colon gives.
_GIVEN = re.compile(
    r"(?i)(?<!\w)(?:login|user(?:name)?|nom[ ]d'utilisateur|utilisateur|identifiant(?:[ ](?:de[ ])?"
    r"(?:connexion|portail|compte|session))?|session|pseudo)[ ]?[:=][ ]?(?:«[ ]?)?"
    r"(?P<who>(?-i:[a-z][a-z0-9._-]{3,30}))(?![\w@/']|[ ][a-zà-ÿ])"
)
_LABELLED = re.compile(
    r"(?i)(?<!\w)(?:login|user(?:name)?|utilisateur|session|vinted|leboncoin|strava|fb|facebook"
    r"|identifiant(?:[ ](?:de[ ])?(?:connexion|portail|compte))?|compte|id[ ]franceconnect|pseudo"
    r"|nom d'utilisateur|skype|telegram|whatsapp|snap(?:chat)?"
    r"|insta(?:gram)?|tiktok|messenger|discord|compte (?:facebook|twitter|insta))"
    r"(?:[ ]?(?:est|c'est|:|=|«)){0,2}[ ]?"
    r"(?P<who>(?=[\w.:-]{0,30}[\d_.])(?!\d+(?!\w))[A-Za-z](?:[\w]|[.:-](?=\w)){3,30})(?![\w@/])"
)


def profiles(view: str) -> Iterator[Span]:
    """Every one; they may overlap. `view`: see `view`."""
    for found in _MENTION.finditer(view):
        yield Span(found.start(), found.end(), "profile")
    for pattern in (_ADDRESS, _LABELLED, _GIVEN):
        for found in pattern.finditer(view):
            end = found.start("who") + len(found["who"].rstrip(".%-"))
            own = pattern is _ADDRESS and found[0].lower().startswith(("m.me", "t.me", "wa.me"))
            yield Span(found.start() if own else found.start("who"), end, "profile")
