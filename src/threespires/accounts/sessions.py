"""Where a person is signed in, and when that ends: after a while of nothing, at the latest after some hours.

How long it lasts is told by the machine's own clock: a story told on another day makes no session longer.
"""

import hashlib
import secrets
import time
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from threespires.accounts import notices
from threespires.accounts.browsers import in_words
from threespires.accounts.models import Device, Person, SignIn
from threespires.kernel.clock import now

NOTED_EVERY = timedelta(minutes=1).total_seconds()
REMEMBERED = int(timedelta(days=400).total_seconds())
_BEGAN, _ACTIVE, _ROW, _ROW_KEY = "began", "active", "sign_in", "sign_in_key"


def seconds() -> float:
    return time.time()


# ------------------------------------------------------------------------------------------------ limits


def over(request: HttpRequest) -> str:
    """Why the session of whoever is signed in lasts no longer, as a person reads it; nothing while it does."""
    began, active = request.session.get(_BEGAN), request.session.get(_ACTIVE)
    if began is None or active is None:
        return ""
    if seconds() - began > settings.SESSION_LIMIT.total_seconds():
        return f"You had been signed in for {say(settings.SESSION_LIMIT)}, so you were signed out."
    if seconds() - active > settings.IDLE_LIMIT.total_seconds():
        return f"Nothing had happened for {say(settings.IDLE_LIMIT)}, so you were signed out."
    return ""


def say(limit: timedelta) -> str:
    """ "30 minutes", "12 hours"."""
    minutes = int(limit.total_seconds() // 60)
    if minutes % 60 == 0:
        return f"{minutes // 60} hour{'' if minutes == 60 else 's'}"
    return f"{minutes} minute{'' if minutes == 1 else 's'}"


# ------------------------------------------------------------------------------------------------ noting


def note(request: HttpRequest) -> bool:
    """The person is here: writes down once a minute that they still are; that they came, where nobody has yet. Gives
    whether that was now."""
    if _BEGAN not in request.session:
        _begin(request)
        return True
    if not _asks_by_itself(request) and seconds() - request.session[_ACTIVE] > NOTED_EVERY:
        request.session[_ACTIVE] = seconds()
        SignIn.objects.filter(pk=request.session[_ROW]).update(active_at=now())
    return False


def _asks_by_itself(request: HttpRequest) -> bool:
    """A page that looks how far some work is, while nobody need be there."""
    return request.method == "GET" and request.headers.get("Sec-Fetch-Dest") == "empty"


def _begin(request: HttpRequest) -> None:
    person: Any = request.user
    secret = secret_of(request)
    if not secret:
        secret = request.new_device = secrets.token_urlsafe(32)  # type: ignore[attr-defined]
    device = _device(person, secret, in_words(request.headers.get("User-Agent", "")))
    if request.session.session_key is None:
        request.session.save()
    key = request.session.session_key
    row, _ = SignIn.objects.update_or_create(
        session_key=key, defaults={"device": device, "began_at": now(), "active_at": now()}
    )
    request.session.update({_BEGAN: seconds(), _ACTIVE: seconds(), _ROW: row.pk, _ROW_KEY: key})


def _device(person: Person, secret: str, words: str) -> Device:
    """The person's browser, known again or new; if it is new and not their first, they are told."""
    device = Device.objects.filter(person=person, digest=digest_of(secret)).first()
    if device:
        device.words, device.last_at = words, now()
        device.save(update_fields=["words", "last_at"])
        return device
    is_first = not Device.objects.filter(person=person).exists()
    if not is_first:
        notices.new_device(person, words)
    return Device.objects.create(person=person, digest=digest_of(secret), words=words)


def follow(request: HttpRequest, answer: HttpResponse) -> bool:
    """Keeps up with a session: one that begins with this answer is written down before any page is opened, so that it
    can be ended; one whose key was changed keeps its row; a new browser is given its secret. Gives whether somebody
    came with this answer."""
    session = request.session
    came = SESSION_KEY in session and _BEGAN not in session
    if came:
        _begin(request)
    if hasattr(request, "new_device"):
        answer.set_cookie(
            settings.DEVICE_COOKIE,
            request.new_device,
            max_age=REMEMBERED,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    if _ROW in session and SESSION_KEY in session and session.session_key != session[_ROW_KEY]:
        SignIn.objects.filter(pk=session[_ROW]).update(session_key=session.session_key)
        session[_ROW_KEY] = session.session_key
    return came


def secret_of(request: HttpRequest) -> str:
    """The secret that this browser holds, if it holds one."""
    return request.COOKIES.get(settings.DEVICE_COOKIE, "")[:100]


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


# ------------------------------------------------------------------------------------------------ looking and ending


def sign_ins(person: Person) -> QuerySet[SignIn]:
    """Where the person is signed in, the latest first."""
    lasting = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    return SignIn.objects.filter(
        device__person=person, session_key__in=lasting, active_at__gt=now() - settings.IDLE_LIMIT
    ).select_related("device")


def is_this(request: HttpRequest, sign_in: SignIn) -> bool:
    return sign_in.pk == request.session.get(_ROW)


def end(found: QuerySet[SignIn]) -> int:
    """Signs out wherever these are; gives how many they were."""
    keys = list(found.values_list("session_key", flat=True))
    for key in keys:
        SessionStore(key).delete()
    SignIn.objects.filter(session_key__in=keys).delete()
    return len(keys)


def end_all(person: Person, *, but: str | None = None) -> int:
    """Signs the person out everywhere, but for the session whose key is named."""
    return end(SignIn.objects.filter(device__person=person).exclude(session_key=but or ""))


def forget() -> int:
    """Sign-ins whose session is over say nothing more, nor do browsers whose cookie is over. Gives the number
    forgotten."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    over = SignIn.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()[0]
    return over + Device.objects.filter(last_at__lt=now() - timedelta(seconds=REMEMBERED)).delete()[0]
