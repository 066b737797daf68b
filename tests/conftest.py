"""What the tests share."""

import os

from hypothesis import settings

# The machines that run these tests are slow at times: a deadline would fail them for that alone.
settings.register_profile("quotes", deadline=None)
# A check in continuous integration tells of the change it is for, not of an example nobody has met before.
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "quotes")
