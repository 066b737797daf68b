"""The tables, and an index of the statements' words."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Datasette finds the index by the double quotes around the name of its table.
SQLITE_INDEX = """
CREATE VIRTUAL TABLE statement_fts USING fts5(
    content, cue, source, content="statement", content_rowid="id", tokenize="porter unicode61 remove_diacritics 2"
)
"""

POSTGRESQL_INDEX = """
CREATE INDEX ix_statement_fts ON statement USING gin (
    to_tsvector('english', content || ' ' || coalesce(cue, '') || ' ' || coalesce(source, ''))
)
"""


def upgrade() -> None:
    create_tables()
    op.execute(SQLITE_INDEX if op.get_context().dialect.name == "sqlite" else POSTGRESQL_INDEX)


def create_tables() -> None:
    op.create_table(
        "jurisdiction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("division", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["jurisdiction.id"], name=op.f("fk_jurisdiction_parent_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jurisdiction")),
        sa.UniqueConstraint("division", name=op.f("uq_jurisdiction_division")),
    )
    op.create_index(op.f("ix_jurisdiction_name"), "jurisdiction", ["name"], unique=False)
    op.create_index(op.f("ix_jurisdiction_parent_id"), "jurisdiction", ["parent_id"], unique=False)
    op.create_table(
        "outlet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outlet")),
        sa.UniqueConstraint("name", name=op.f("uq_outlet_name")),
    )
    op.create_table(
        "speaker",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("wikidata_id", sa.Text(), nullable=True),
        sa.CheckConstraint("kind IN ('person', 'organization', 'unknown', 'document')", name=op.f("ck_speaker_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_speaker")),
        sa.UniqueConstraint("wikidata_id", name=op.f("uq_speaker_wikidata_id")),
    )
    op.create_index("ix_speaker_key_kind", "speaker", ["key", "kind"], unique=False)
    op.create_table(
        "topic",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("gloss", sa.Text(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topic")),
        sa.UniqueConstraint("name", name=op.f("uq_topic_name")),
    )
    op.create_table(
        "article",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("outlet_id", sa.Integer(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("external_id", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("byline", sa.Text(), nullable=True),
        sa.Column("dateline", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["outlet_id"], ["outlet.id"], name=op.f("fk_article_outlet_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article")),
        sa.UniqueConstraint("url", name=op.f("uq_article_url")),
    )
    op.create_index(op.f("ix_article_outlet_id"), "article", ["outlet_id"], unique=False)
    op.create_index(op.f("ix_article_published"), "article", ["published"], unique=False)
    op.create_table(
        "tenure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("speaker_id", sa.Integer(), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("organization", sa.Text(), nullable=True),
        sa.Column("jurisdiction_id", sa.Integer(), nullable=True),
        sa.Column("on_behalf_of", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "coalesce(role, organization, on_behalf_of) IS NOT NULL OR jurisdiction_id IS NOT NULL",
            name=op.f("ck_tenure_known"),
        ),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"], ["jurisdiction.id"], name=op.f("fk_tenure_jurisdiction_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["speaker_id"], ["speaker.id"], name=op.f("fk_tenure_speaker_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tenure")),
    )
    op.create_index(op.f("ix_tenure_jurisdiction_id"), "tenure", ["jurisdiction_id"], unique=False)
    op.create_index(op.f("ix_tenure_organization"), "tenure", ["organization"], unique=False)
    op.create_index(op.f("ix_tenure_role"), "tenure", ["role"], unique=False)
    op.create_index(op.f("ix_tenure_speaker_id"), "tenure", ["speaker_id"], unique=False)
    op.create_table(
        "topic_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("polarity", sa.Integer(), nullable=False),
        sa.CheckConstraint("polarity IN (-1, 1)", name=op.f("ck_topic_name_polarity")),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name=op.f("fk_topic_name_topic_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topic_name")),
        sa.UniqueConstraint("topic_id", "name", name=op.f("uq_topic_name_topic_id_name")),
    )
    op.create_table(
        "revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("added_at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_revision_article_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision")),
        sa.UniqueConstraint("sha256", name=op.f("uq_revision_sha256")),
    )
    op.create_index("ix_revision_article_id_current", "revision", ["article_id", "current"], unique=False)
    op.create_table(
        "parse_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("parser", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=True),
        sa.Column("parsed_at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_parse_run_revision_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parse_run")),
        sa.UniqueConstraint("revision_id", name=op.f("uq_parse_run_revision_id")),
    )
    op.create_table(
        "speaker_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("speaker_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_speaker_name_revision_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["speaker_id"], ["speaker.id"], name=op.f("fk_speaker_name_speaker_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_speaker_name")),
        sa.UniqueConstraint(
            "speaker_id", "name", "revision_id", name=op.f("uq_speaker_name_speaker_id_name_revision_id")
        ),
    )
    op.create_index(op.f("ix_speaker_name_revision_id"), "speaker_name", ["revision_id"], unique=False)
    op.create_table(
        "statement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("cue", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("speaker_id", sa.Integer(), nullable=True),
        sa.Column("tenure_id", sa.Integer(), nullable=True),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("speaker_method", sa.Text(), nullable=False),
        sa.Column("speaker_confidence", sa.Double(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=True),
        sa.CheckConstraint("kind IN ('direct', 'mixed', 'indirect')", name=op.f("ck_statement_kind")),
        sa.CheckConstraint("place IN ('headline', 'byline', 'caption', 'body')", name=op.f("ck_statement_place")),
        sa.CheckConstraint("verdict IN ('confirmed', 'rejected')", name=op.f("ck_statement_verdict")),
        sa.CheckConstraint("confidence BETWEEN 0 AND 1", name=op.f("ck_statement_confidence")),
        sa.CheckConstraint("speaker_confidence BETWEEN 0 AND 1", name=op.f("ck_statement_speaker_confidence")),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_statement_revision_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["speaker_id"], ["speaker.id"], name=op.f("fk_statement_speaker_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["tenure_id"], ["tenure.id"], name=op.f("fk_statement_tenure_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_statement_revision_id_position", "statement", ["revision_id", "position"], unique=False)
    op.create_index(op.f("ix_statement_speaker_id"), "statement", ["speaker_id"], unique=False)
    op.create_index(op.f("ix_statement_tenure_id"), "statement", ["tenure_id"], unique=False)
    op.create_table(
        "correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("statement_id", sa.Integer(), nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("start_char", sa.Integer(), nullable=False),
        sa.Column("end_char", sa.Integer(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=True),
        sa.Column("speaker_id", sa.Integer(), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("was", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("decided_at", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "field IN ('verdict', 'speaker', 'role', 'organization', 'jurisdiction', 'on_behalf_of', 'stance')",
            name=op.f("ck_correction_field"),
        ),
        sa.CheckConstraint("0 <= start_char AND start_char <= end_char", name=op.f("ck_correction_forward")),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_correction_article_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["speaker_id"], ["speaker.id"], name=op.f("fk_correction_speaker_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statement.id"], name=op.f("fk_correction_statement_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name=op.f("fk_correction_topic_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction")),
    )
    op.create_index(op.f("ix_correction_article_id"), "correction", ["article_id"], unique=False)
    op.create_index(op.f("ix_correction_speaker_id"), "correction", ["speaker_id"], unique=False)
    op.create_index(op.f("ix_correction_statement_id"), "correction", ["statement_id"], unique=False)
    op.create_index(op.f("ix_correction_topic_id"), "correction", ["topic_id"], unique=False)
    op.create_table(
        "passage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("statement_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("start_char", sa.Integer(), nullable=False),
        sa.Column("end_char", sa.Integer(), nullable=False),
        sa.Column("inner_start_char", sa.Integer(), nullable=False),
        sa.Column("inner_end_char", sa.Integer(), nullable=False),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("continued", sa.Boolean(), nullable=False),
        sa.Column("speaker_id", sa.Integer(), nullable=True),
        sa.Column("tenure_id", sa.Integer(), nullable=True),
        sa.Column("speaker_method", sa.Text(), nullable=False),
        sa.Column("speaker_confidence", sa.Double(), nullable=False),
        sa.CheckConstraint(
            "0 <= inner_start_char AND inner_start_char <= inner_end_char", name=op.f("ck_passage_forward_inner")
        ),
        sa.CheckConstraint("0 <= start_char AND start_char <= end_char", name=op.f("ck_passage_forward")),
        sa.CheckConstraint("speaker_confidence BETWEEN 0 AND 1", name=op.f("ck_passage_speaker_confidence")),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_passage_revision_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["speaker_id"], ["speaker.id"], name=op.f("fk_passage_speaker_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statement.id"], name=op.f("fk_passage_statement_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["tenure_id"], ["tenure.id"], name=op.f("fk_passage_tenure_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passage")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_passage_revision_id_position", "passage", ["revision_id", "position"], unique=False)
    op.create_index(op.f("ix_passage_speaker_id"), "passage", ["speaker_id"], unique=False)
    op.create_index(op.f("ix_passage_statement_id"), "passage", ["statement_id"], unique=False)
    op.create_index(op.f("ix_passage_tenure_id"), "passage", ["tenure_id"], unique=False)
    op.create_table(
        "stance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("evidence_start_char", sa.Integer(), nullable=True),
        sa.Column("evidence_end_char", sa.Integer(), nullable=True),
        sa.CheckConstraint("label IN ('support', 'oppose', 'neutral', 'unclear')", name=op.f("ck_stance_label")),
        sa.CheckConstraint("level IN ('statement', 'speaker', 'camp')", name=op.f("ck_stance_level")),
        sa.CheckConstraint(
            "0 <= evidence_start_char AND evidence_start_char <= evidence_end_char",
            name=op.f("ck_stance_forward_evidence"),
        ),
        sa.CheckConstraint("score BETWEEN 0 AND 1", name=op.f("ck_stance_score")),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statement.id"], name=op.f("fk_stance_statement_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name=op.f("fk_stance_topic_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stance")),
        sa.UniqueConstraint("statement_id", "topic_id", "method", name=op.f("uq_stance_statement_id_topic_id_method")),
    )
    op.create_index(op.f("ix_stance_topic_id"), "stance", ["topic_id"], unique=False)
    op.create_table(
        "statement_span",
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("start_char", sa.Integer(), nullable=False),
        sa.Column("end_char", sa.Integer(), nullable=False),
        sa.CheckConstraint("part IN ('content', 'cue', 'source')", name=op.f("ck_statement_span_part")),
        sa.CheckConstraint("0 <= start_char AND start_char <= end_char", name=op.f("ck_statement_span_forward")),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statement.id"], name=op.f("fk_statement_span_statement_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("statement_id", "part", "position", name=op.f("pk_statement_span")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "statement_speaker",
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("speaker_id", sa.Integer(), nullable=False),
        sa.Column("tenure_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["speaker_id"], ["speaker.id"], name=op.f("fk_statement_speaker_speaker_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statement.id"], name=op.f("fk_statement_speaker_statement_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["tenure_id"], ["tenure.id"], name=op.f("fk_statement_speaker_tenure_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("statement_id", "position", name=op.f("pk_statement_speaker")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_statement_speaker_speaker_id"), "statement_speaker", ["speaker_id"], unique=False)
    op.create_index(op.f("ix_statement_speaker_tenure_id"), "statement_speaker", ["tenure_id"], unique=False)
    op.create_table(
        "passage_speaker",
        sa.Column("passage_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("speaker_id", sa.Integer(), nullable=False),
        sa.Column("tenure_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["passage_id"], ["passage.id"], name=op.f("fk_passage_speaker_passage_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["speaker_id"], ["speaker.id"], name=op.f("fk_passage_speaker_speaker_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["tenure_id"], ["tenure.id"], name=op.f("fk_passage_speaker_tenure_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("passage_id", "position", name=op.f("pk_passage_speaker")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_passage_speaker_speaker_id"), "passage_speaker", ["speaker_id"], unique=False)
    op.create_index(op.f("ix_passage_speaker_tenure_id"), "passage_speaker", ["tenure_id"], unique=False)
    op.create_index(
        "uq_tenure",
        "tenure",
        [
            sa.text("coalesce(speaker_id, 0)"),
            sa.text("coalesce(role, '')"),
            sa.text("coalesce(organization, '')"),
            sa.text("coalesce(jurisdiction_id, 0)"),
            sa.text("coalesce(on_behalf_of, '')"),
        ],
        unique=True,
    )
