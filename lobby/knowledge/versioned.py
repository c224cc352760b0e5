"""Base of the rows that the dialogue knows: no way of changing them misses the knowledge version."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models, transaction

from lobby.knowledge import changes


class VersionedQuerySet(models.QuerySet[Any]):
    """Bulk changes count too."""

    def _kind(self) -> str:
        return str(self.model.knowledge_kind)

    def update(self, **kwargs: Any) -> int:
        with transaction.atomic():
            count = super().update(**kwargs)
            if count:
                changes.record(self._kind())
            return count

    update.alters_data = True  # type: ignore[attr-defined]

    def delete(self) -> tuple[int, dict[str, int]]:
        with transaction.atomic():
            deleted = super().delete()
            if deleted[0]:
                changes.record(self._kind())
            return deleted

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        with transaction.atomic():
            rows = super().bulk_create(objs, *args, **kwargs)
            if rows:
                changes.record(self._kind())
            return rows

    def bulk_update(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> int:
        # Django's own implementation calls update(), which records.
        with changes.together():
            return super().bulk_update(objs, *args, **kwargs)


class Versioned(models.Model):
    """A row whose every save and delete raises the knowledge version in the same transaction."""

    knowledge_kind: ClassVar[str]

    objects = VersionedQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            super().save(*args, **kwargs)
            changes.record(self.knowledge_kind)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        with transaction.atomic():
            deleted = super().delete(*args, **kwargs)
            changes.record(self.knowledge_kind)
            return deleted
