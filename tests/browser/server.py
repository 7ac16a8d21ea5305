"""JupyterLab on a free port, with settings of its own, which is always stopped again."""

import json
import os
import secrets
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

START_SECONDS = 240
STOP_SECONDS = 15
FOLDERS = {
    "JUPYTER_CONFIG_DIR": "config",
    "JUPYTER_DATA_DIR": "data",
    "JUPYTER_RUNTIME_DIR": "runtime",
    "JUPYTERLAB_SETTINGS_DIR": "settings",
    "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
    "IPYTHONDIR": "ipython",
}
TEACHERS_EXTENSIONS = {"@jupyter/nbgrader": True}
TEACHERS_SERVICES = ("formgrader", "validate_assignment", "assignment_list", "course_list")


class Server(NamedTuple):
    """A running JupyterLab: its address, the token that opens it, and the folder that it shows."""

    url: str
    token: str
    folder: Path


@contextmanager
def jupyterlab(folder: Path, home: Path) -> Iterator[Server]:
    """Run JupyterLab on a folder; it keeps what is its own in `home`, and knows the kernel of this Python."""
    token = secrets.token_hex()
    log = home / "server.log"
    _turn_off_what_learners_do_not_have(home / FOLDERS["JUPYTER_CONFIG_DIR"])
    environment = {**os.environ, **{name: str(home / part) for name, part in FOLDERS.items()}}
    environment |= {"JUPYTER_TOKEN": token, "JUPYTER_PREFER_ENV_PATH": "1"}
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1", "--port=0"]
    command += [f"--{app}.expose_app_in_browser=True" for app in ("LabApp", "JupyterNotebookApp")]
    command += [f"--ServerApp.root_dir={folder}"]
    with log.open("w", encoding="utf-8") as out:
        process = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=out)
    try:
        url = _wait_for_address(process, home / FOLDERS["JUPYTER_RUNTIME_DIR"], log)
        yield Server(url, token, folder)
        _ask_to_stop(url, token)
    finally:
        _stop(process)


def _turn_off_what_learners_do_not_have(config: Path) -> None:
    path = config / "labconfig" / "page_config.json"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps({"disabledExtensions": TEACHERS_EXTENSIONS}), encoding="utf-8")
    services = {f"nbgrader.server_extensions.{name}": False for name in TEACHERS_SERVICES}
    settings = {"ServerApp": {"jpserver_extensions": services}}
    (config / "jupyter_server_config.json").write_text(json.dumps(settings), encoding="utf-8")


def _wait_for_address(process: subprocess.Popen[bytes], runtime: Path, log: Path) -> str:
    """Wait for the file in which a running server says where it listens."""
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        for path in runtime.glob("jpserver-*.json"):
            text = path.read_text(encoding="utf-8")
            if text.rstrip().endswith("}"):
                return json.loads(text)["url"]
        time.sleep(0.05)
    raise RuntimeError("JupyterLab does not start:\n" + log.read_text(encoding="utf-8"))


def _ask_to_stop(url: str, token: str) -> None:
    """Have the server shut down its kernels and then itself, on every system in the same way."""
    headers = {"Authorization": f"token {token}"}
    with urllib.request.urlopen(urllib.request.Request(f"{url}api/shutdown", b"", headers), timeout=STOP_SECONDS):
        pass


def _stop(process: subprocess.Popen[bytes]) -> None:
    """See to it that the process ends; SIGTERM shuts down the kernels too, where the server could not be asked."""
    for end in (None, process.terminate, process.kill):
        if end:
            end()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            continue
        return
