"""Settings of the test suite: a quick hasher, its own home folder and, unless DATABASE_URL is set, SQLite."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_home = Path(tempfile.mkdtemp(prefix="thuocdo-test-"))
atexit.register(shutil.rmtree, _home, ignore_errors=True)
os.environ["THUOCDO_HOME"] = str(_home)
os.environ["THUOCDO_SECRET_KEY"] = "for tests only, never served"

from thuocdo.config.settings import *  # noqa: E402, F403
from thuocdo.config.settings import DATABASES, MIDDLEWARE  # noqa: E402

TESTING = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AXES_ENABLED = False
MIDDLEWARE = [m for m in MIDDLEWARE if "axes" not in m]
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
if "sqlite" in str(DATABASES["default"]["ENGINE"]):
    # A file, not memory: the live server's threads and the tests must see the same rows.
    DATABASES["default"]["TEST"] = {"NAME": str(_home / "test.sqlite3")}
