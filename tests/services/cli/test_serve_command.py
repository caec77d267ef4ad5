import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request

from tests.services.cli.installed import ROOT, Installed


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
        return port


def test_a_port_that_is_taken_is_said_plainly(installed: Installed) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        answer = installed.run("serve", settings={"PORT": port})

    assert (answer.status, answer.out) == (2, "")
    assert answer.err == f"port {port} is in use already: set PORT to another\n"


def test_the_service_answers_once_it_says_so_and_stops_when_it_is_told_to(
    installed: Installed,
) -> None:
    port = free_port()
    service = subprocess.Popen(
        [sys.executable, "-u", "-m", "assess.cli", "serve"],
        cwd=ROOT,
        env=os.environ | {"DATA_DIR": str(installed.folder), "PORT": str(port), "DATABASE_URL": ""},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert service.stdout is not None
        assert f"http://127.0.0.1:{port}" in service.stdout.readline()
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready") as answer:
            assert answer.status == 200
    finally:
        service.send_signal(signal.SIGINT)
        status = service.wait(40)
        if service.stdout is not None:
            service.stdout.close()

    assert status == 0
    assert not is_listening(port)


def is_listening(port: int) -> bool:
    for _ in range(20):
        with socket.socket() as attempt:
            if attempt.connect_ex(("127.0.0.1", port)) != 0:
                return False
        time.sleep(0.1)
    return True
