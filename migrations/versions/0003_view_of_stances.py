"""A view of stances. Views are made anew after every upgrade (quotes/views.py), so there is nothing to do here.

Revision ID: 0003
Revises: 0002
"""

from __future__ import annotations

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The tables stay as they are."""
