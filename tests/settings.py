"""Django settings for the tests: the real ones, with a folder of their own for everything written."""

import atexit
import os
import shutil
import tempfile

if "JIAOJIAO_VAR" not in os.environ:
    _var = tempfile.mkdtemp(prefix="jiaojiao-tests-")
    os.environ["JIAOJIAO_VAR"] = _var
    atexit.register(shutil.rmtree, _var, ignore_errors=True)

from lobby.settings import *  # noqa: F403

# Hashing passwords slowly is for attackers, not for tests.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Each worker's database is in its own memory; pytest-django would look for a file of the worker's name.
if DATABASES["default"]["ENGINE"] == "lobby.fair_sqlite":  # noqa: F405
    DATABASES["default"]["TEST"] = {"NAME": ":memory:"}  # noqa: F405
