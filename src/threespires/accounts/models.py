"""A person: someone who holds seats or posts, and may be invited to sign in."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower


class PersonManager(BaseUserManager):
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

    email = models.EmailField("email address", max_length=254, unique=True)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)
    runs_the_system = models.BooleanField(
        "system administrator", default=False, help_text="Manages accounts and configuration. Opens no record."
    )
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
