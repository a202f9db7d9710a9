"""Builders of records for tests. They walk the real operations, so no impossible record is made."""

from tests.make.partnership import Partnership, agency, partnership, person

__all__ = ["Partnership", "agency", "partnership", "person"]
