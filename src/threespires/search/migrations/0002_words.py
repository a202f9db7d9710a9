"""What the database itself keeps beside the entries: stems to search, and three-letter pieces for typing errors.

On SQLite, triggers keep them. A later migration that remakes a table there drops its triggers: make them again.
"""

from django.db import migrations

from threespires.kernel.database import suited

# Marks that would make one word of several are read as spaces, as SQLite reads them.
_POSTGRESQL = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    """
    ALTER TABLE search_searchentry ADD COLUMN words tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('english', translate(title, '-–—/._@:&<>', '           ')), 'A') ||
        setweight(to_tsvector('english', translate(text, '-–—/._@:&<>', '           ')), 'C') ||
        setweight(to_tsvector('simple', refs), 'A')
    ) STORED
    """,
    "CREATE INDEX search_entry_words ON search_searchentry USING gin (words)",
    "CREATE INDEX search_word_pieces ON search_searchword USING gist (word gist_trgm_ops)",
)
_POSTGRESQL_BACK = (
    "DROP INDEX search_word_pieces",
    "ALTER TABLE search_searchentry DROP COLUMN words",
)

_SQLITE = (
    """
    CREATE VIRTUAL TABLE search_fts USING fts5(
        title, text, refs, content='search_searchentry', content_rowid='id',
        tokenize="porter unicode61 remove_diacritics 2"
    )
    """,
    """
    CREATE TRIGGER search_entry_added AFTER INSERT ON search_searchentry BEGIN
        INSERT INTO search_fts (rowid, title, text, refs) VALUES (new.id, new.title, new.text, new.refs);
    END
    """,
    """
    CREATE TRIGGER search_entry_gone AFTER DELETE ON search_searchentry BEGIN
        INSERT INTO search_fts (search_fts, rowid, title, text, refs)
        VALUES ('delete', old.id, old.title, old.text, old.refs);
    END
    """,
    """
    CREATE TRIGGER search_entry_changed AFTER UPDATE ON search_searchentry BEGIN
        INSERT INTO search_fts (search_fts, rowid, title, text, refs)
        VALUES ('delete', old.id, old.title, old.text, old.refs);
        INSERT INTO search_fts (rowid, title, text, refs) VALUES (new.id, new.title, new.text, new.refs);
    END
    """,
    "CREATE VIRTUAL TABLE search_pieces USING fts5(word, tokenize='trigram')",
    # Blanks round the word let its first and last letters count, as they do in pg_trgm.
    """
    CREATE TRIGGER search_word_added AFTER INSERT ON search_searchword BEGIN
        INSERT INTO search_pieces (rowid, word) VALUES (new.id, '  ' || new.word || ' ');
    END
    """,
    """
    CREATE TRIGGER search_word_gone AFTER DELETE ON search_searchword BEGIN
        DELETE FROM search_pieces WHERE rowid = old.id;
    END
    """,
)
_SQLITE_BACK = (
    "DROP TRIGGER search_word_gone",
    "DROP TRIGGER search_word_added",
    "DROP TABLE search_pieces",
    "DROP TRIGGER search_entry_changed",
    "DROP TRIGGER search_entry_gone",
    "DROP TRIGGER search_entry_added",
    "DROP TABLE search_fts",
)


def begin(apps, schema_editor):
    for statement in suited(postgresql=_POSTGRESQL, sqlite=_SQLITE):
        schema_editor.execute(statement)


def end(apps, schema_editor):
    for statement in suited(postgresql=_POSTGRESQL_BACK, sqlite=_SQLITE_BACK):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_begin")]
    operations = [migrations.RunPython(begin, end)]
