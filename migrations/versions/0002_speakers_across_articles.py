"""Speakers across articles: personas, what people decide about speakers, authority files."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "speaker_correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("other", sa.Text(), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("decided_at", sa.Text(), nullable=False),
        sa.Column("undone_at", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "action IN ('merge', 'split', 'rename', 'alias', 'link', 'confirm', 'import')",
            name=op.f("ck_speaker_correction_action"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_speaker_correction")),
    )
    op.create_table(
        "authority",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("correction_id", sa.Integer(), nullable=False),
        sa.Column("identifier", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("wikidata_id", sa.Text(), nullable=True),
        sa.Column("speaker_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("kind IN ('person', 'organization', 'unknown', 'document')", name=op.f("ck_authority_kind")),
        sa.ForeignKeyConstraint(
            ["correction_id"], ["speaker_correction.id"], name=op.f("fk_authority_correction_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["speaker_id"], ["speaker.id"], name=op.f("fk_authority_speaker_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_authority")),
    )
    op.create_index(op.f("ix_authority_correction_id"), "authority", ["correction_id"], unique=False)
    op.create_index(op.f("ix_authority_speaker_id"), "authority", ["speaker_id"], unique=False)

    op.create_table(
        "persona",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("signature", sa.Text(), nullable=False),
        sa.Column("block", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("names", sa.Text(), nullable=False),
        sa.Column("heads", sa.Text(), nullable=False),
        sa.Column("organization", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("division", sa.Text(), nullable=False),
        sa.Column("apart", sa.Integer(), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.Column("speaker_id", sa.Integer(), nullable=True),
        sa.Column("doubt", sa.Text(), nullable=True),
        sa.Column("candidates", sa.Text(), nullable=True),
        sa.CheckConstraint("kind IN ('person', 'organization', 'unknown', 'document')", name=op.f("ck_persona_kind")),
        sa.ForeignKeyConstraint(
            ["speaker_id"], ["speaker.id"], name=op.f("fk_persona_speaker_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_persona")),
        sa.UniqueConstraint("signature", name=op.f("uq_persona_signature")),
    )
    op.create_index(op.f("ix_persona_block"), "persona", ["block"], unique=False)
    op.create_index(op.f("ix_persona_speaker_id"), "persona", ["speaker_id"], unique=False)

    op.create_table(
        "authority_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("block", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_authority_name_authority_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_authority_name")),
        sa.UniqueConstraint("authority_id", "name", name=op.f("uq_authority_name_authority_id_name")),
    )
    op.create_index(op.f("ix_authority_name_block"), "authority_name", ["block"], unique=False)

    op.create_table(
        "authority_role",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("organization", sa.Text(), nullable=True),
        sa.Column("jurisdiction", sa.Text(), nullable=True),
        sa.Column("division", sa.Text(), nullable=True),
        sa.Column("since", sa.Text(), nullable=True),
        sa.Column("until", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_authority_role_authority_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_authority_role")),
    )
    op.create_index(op.f("ix_authority_role_authority_id"), "authority_role", ["authority_id"], unique=False)

    op.create_table(
        "speaker_anchor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("correction_id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=True),
        sa.Column("block", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_speaker_anchor_article_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["correction_id"],
            ["speaker_correction.id"],
            name=op.f("fk_speaker_anchor_correction_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_speaker_anchor")),
    )
    op.create_index(op.f("ix_speaker_anchor_article_id"), "speaker_anchor", ["article_id"], unique=False)
    op.create_index(op.f("ix_speaker_anchor_block"), "speaker_anchor", ["block"], unique=False)
    op.create_index(op.f("ix_speaker_anchor_correction_id"), "speaker_anchor", ["correction_id"], unique=False)

    op.create_table(
        "appearance",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("persona_id", sa.Integer(), nullable=False),
        sa.Column("names", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_appearance_revision_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["persona_id"], ["persona.id"], name=op.f("fk_appearance_persona_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("revision_id", "persona_id", name=op.f("pk_appearance")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_appearance_persona_id"), "appearance", ["persona_id"], unique=False)

    op.add_column("passage", sa.Column("persona_id", sa.Integer(), nullable=True))
    op.add_column("passage", sa.Column("role_method", sa.Text(), nullable=True))

    op.add_column("passage_speaker", sa.Column("persona_id", sa.Integer(), nullable=True))

    op.add_column("statement", sa.Column("persona_id", sa.Integer(), nullable=True))
    op.add_column("statement", sa.Column("role_method", sa.Text(), nullable=True))

    op.add_column("statement_speaker", sa.Column("persona_id", sa.Integer(), nullable=True))

    op.add_column("tenure", sa.Column("since", sa.Text(), nullable=True))
    op.add_column("tenure", sa.Column("until", sa.Text(), nullable=True))
