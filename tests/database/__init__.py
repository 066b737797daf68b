"""Tests of the database: opening and upgrading it, and what is stored in it."""
