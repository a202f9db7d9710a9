from uuid import uuid4

from django.db import migrations, models

from threespires.vault import sealing, store


def seal_names(apps, schema_editor):
    """Each name is sealed under the key of its file. What was kept before files were sealed gets a key here; what it
    holds the clock seals with it later."""
    for document in apps.get_model("documents", "Document").objects.all().iterator():
        document.is_sealed = document.key is not None
        if not document.is_sealed:
            document.key = uuid4()
            store.make(document.key)
        place = f"documents.document:{document.key}:name"
        document.sealed_name = sealing.seal(store.key_of(document.key), document.name.encode(), place=place)
        document.save(update_fields=["key", "is_sealed", "sealed_name"])


def open_names(apps, schema_editor):
    for document in apps.get_model("documents", "Document").objects.all().iterator():
        place = f"documents.document:{document.key}:name"
        opened = sealing.unseal(store.key_of(document.key), bytes(document.sealed_name), place=place)
        document.name = opened.decode()
        document.save(update_fields=["name"])


def take_names_out_of_history(apps, schema_editor):
    events = apps.get_model("history", "Event").objects.filter(kind="documents.document")
    for event in events.iterator():
        event.title = "Document"
        for left_out in ("name", "sealed_under", "has_own_key"):
            event.changes.pop(left_out, None)
        event.save(update_fields=["title", "changes"])


class Migration(migrations.Migration):
    """What files are called is sealed, with what they hold."""

    dependencies = [("documents", "0003_sealed"), ("history", "0002_forms_by_what_was_sent")]

    operations = [
        migrations.RenameField("document", "sealed_under", "key"),
        migrations.RenameField("document", "has_own_key", "is_sealed"),
        migrations.AddField("document", "sealed_name", models.BinaryField(null=True, editable=True)),
        migrations.AlterField("document", "name", models.CharField(max_length=200, default="")),
        migrations.RunPython(seal_names, open_names),
        migrations.RunPython(take_names_out_of_history, migrations.RunPython.noop),
        migrations.RemoveField("document", "name"),
        migrations.RenameField("document", "sealed_name", "name"),
        migrations.AlterField("document", "name", models.BinaryField(editable=True)),
        migrations.AlterField(
            "document", "key", models.UUIDField(editable=False, verbose_name="name of the key that seals it")
        ),
        migrations.AlterField(
            "document",
            "is_sealed",
            models.BooleanField(default=False, verbose_name="whether what it holds lies sealed, as its name does"),
        ),
    ]
