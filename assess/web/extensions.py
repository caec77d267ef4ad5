"""What the app carries for its requests: the settings, the files, the keys, the rate limits."""

from collections.abc import Callable
from typing import Any, cast

from flask import current_app
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from assess.files import FileStore
from assess.keys import KeyRing
from assess.settings import Settings

limiter = Limiter(get_remote_address, headers_enabled=True)


def the_settings() -> Settings:
    return cast("Settings", current_app.extensions["assess_settings"])


def the_map_drawer() -> Callable[[Any], bytes]:
    """Give what draws the map: the parts that read it and that draw do not know each other."""
    return cast("Callable[[Any], bytes]", current_app.extensions["assess_map_drawer"])


def the_files() -> FileStore:
    return cast("FileStore", current_app.extensions["assess_files"])


def the_keys() -> KeyRing:
    return cast("KeyRing", current_app.extensions["assess_keys"])
