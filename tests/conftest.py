"""What the tests share."""

from hypothesis import settings

# The machines that run these tests are slow at times: a deadline would fail them for that alone.
settings.register_profile("quotes", deadline=None)
settings.load_profile("quotes")
