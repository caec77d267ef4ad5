"""A process of its own, with little memory and time, for a file that a stranger made.

A script of ours is run as `python -I SCRIPT …`, limits itself, opens the file and prints one
line of JSON: whatever a hostile file does to the libraries, it does there. A script imports
nothing else of the service.
"""

import json
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

MEMORY = 1024 * 1024 * 1024
SECONDS = 15
PATIENCE = 30


class ChildError(Exception):
    """The process that opened the file failed, ran out of memory or of time."""


def run_child(script: Path, *arguments: str) -> dict[str, Any]:
    """Run a script on a file and give what it says of it."""
    try:
        done = subprocess.run(  # noqa: S603 (our own script; the paths are ones we made)
            [sys.executable, "-I", str(script), *arguments],
            capture_output=True,
            timeout=PATIENCE,
            check=True,
            env={"MALLOC_ARENA_MAX": "1", "OMP_NUM_THREADS": "1"},
        )
        answer: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as failed:
        raise ChildError(str(failed)) from failed
    return answer


def limit_this_process() -> None:
    """Called by the script, before it opens anything."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
