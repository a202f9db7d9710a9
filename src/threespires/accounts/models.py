"""A person: someone who holds seats or posts, and may be invited to sign in. Where they are signed in, what they had
typed when they no longer were, and wrong guesses at passwords."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from threespires.kernel.clock import now


class PersonManager(BaseUserManager["Person"]):
    def create_person(self, *, email: str, name: str, **facts: Any) -> "Person":
        """A person who can't sign in until invited."""
        person = self.model(email=self.normalize_email(email).lower(), name=name, **facts)
        person.set_unusable_password()
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """Opens nothing by itself: what a person may do follows from seats and posts held today."""

    NOT_IN_HISTORY = ("password", "last_login", "digest_sent_on", "looked_at", "looked_before")

    class Digest(models.TextChoices):
        DAILY = "daily", "Every working day, when there is something to do"
        WEEKLY = "weekly", "Once a week, when there is something to do"
        OFF = "off", "Never"

    email = models.EmailField("email address", max_length=254, unique=True)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)
    runs_the_system = models.BooleanField(
        "system administrator", default=False, help_text="Manages accounts and configuration. Opens no record."
    )
    invited_at = models.DateTimeField("last invited", null=True, blank=True)
    digest = models.CharField("email about what you owe", max_length=10, choices=Digest, default=Digest.DAILY)
    digest_sent_on = models.DateField("last sent that email", null=True, blank=True)
    looked_at = models.DateTimeField("last looked at home", null=True, blank=True)
    looked_before = models.DateTimeField("looked at home before that", null=True, blank=True)

    objects = PersonManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name"]
        verbose_name = "person"
        verbose_name_plural = "people"
        constraints = [models.UniqueConstraint(Lower("email"), name="accounts_person_one_per_address")]

    def __str__(self) -> str:
        return self.name

    @property
    def has_account(self) -> bool:
        """Has set a password or come in by another way, and may do so again."""
        return self.is_active and (self.has_usable_password() or self.last_login is not None)


class Guess(models.Model):
    """A wrong password, or a request for a link: from where, for which address."""

    class About(models.TextChoices):
        PASSWORD = "password", "wrong password"
        LINK = "link", "link asked for"
        REGISTERING = "register", "link to register asked for"

    about = models.CharField(max_length=10, choices=About)
    address = models.CharField(max_length=254)
    came_from = models.CharField(max_length=45)
    at = models.DateTimeField(default=now)

    class Meta:
        verbose_name_plural = "guesses"
        indexes = [
            models.Index(fields=["address", "at"], name="accounts_guess_at_address"),
            models.Index(fields=["came_from", "at"], name="accounts_guess_from"),
        ]

    def __str__(self) -> str:
        return f"{self.get_about_display()}, {self.at:%d %B %Y}"


class Device(models.Model):
    """A browser in which a person has signed in. It holds a secret, in a cookie, of which the digest stands here."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="devices")
    digest = models.CharField(max_length=64)
    words = models.CharField("which browser it is", max_length=80)
    first_at = models.DateTimeField(default=now)
    last_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "digest"], name="accounts_device_known_once"),
        ]
        indexes = [models.Index(fields=["digest"], name="accounts_device_digest")]

    def __str__(self) -> str:
        return self.words


class SignIn(models.Model):
    """One time of being signed in, in one browser, while its session lasts."""

    device = models.ForeignKey(Device, on_delete=models.CASCADE, related_name="sign_ins")
    session_key = models.CharField(max_length=40, unique=True)
    began_at = models.DateTimeField(default=now)
    active_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["-active_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.device}, {self.began_at:%d %B %Y}"


class KeptForm(models.Model):
    """What a person had typed into a form that was sent when they were signed in no more.

    Sealed with the secret of their browser, which is not here: nobody else reads it, nor they in another browser.
    """

    device = models.ForeignKey(Device, on_delete=models.CASCADE, related_name="kept_forms")
    address = models.CharField(max_length=500)
    sealed = models.BinaryField()
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["device", "address"], name="accounts_kept_form_one_per_address"),
        ]

    def __str__(self) -> str:
        return self.address


class Tally(models.Model):
    """How often somebody asked for one page within a stretch of time."""

    key = models.CharField("page, who, stretch", max_length=200, primary_key=True)
    count = models.PositiveIntegerField(default=0)
    ends = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name_plural = "tallies"

    def __str__(self) -> str:
        return self.key
