"""JupyterLite with the lessons, nnlib and all that they need, which runs them in the browser: a server has files alone.

Python for the browser, and each package in plain Python, is part of the site.  Five packages are compiled for the
browser, `numpy`, `matplotlib` and three that it needs.  They are on no package index: the browser loads them from the
address of Pyodide's makers when a cell first imports nnlib.
"""

import hashlib
import json
import shutil
import sys
import zipfile
from importlib.metadata import version
from pathlib import Path

from jupyterlite_pyodide_kernel.constants import PYODIDE_CDN_URL, PYODIDE_VERSION
from packaging.metadata import Metadata
from packaging.utils import canonicalize_name

from tests.site.programs import from_npm, run

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(sys.prefix, "share", "jupyter", "labextensions")
OURS = "one-hidden-layer"
PLAIN = "-none-any.whl"
STARTED_WITH = ("micropip", "ipython", "jedi")  # what Pyodide's kernel itself installs when it starts
ADDED = (  # which Pyodide's makers do not have
    "anywidget",
    "comm",
    "ipython-pygments-lexers",
    "ipywidgets",
    "jupyterlab-widgets",
    "psygnal",
)
EXTENSIONS = (
    "@jupyter-widgets/jupyterlab-manager",
    "@jupyterlite/pyodide-kernel-extension",
    "anywidget",
    "jupyterlab_pygments",
    OURS,
)
SETTINGS = {  # with the program in the page's hands, as the browser tests have it
    "jupyter-lite-schema-version": 0,
    "jupyter-config-data": {"appName": "One hidden layer", "exposeAppInBrowser": True},
}
_BUILD_WHEEL = "import sys, hatchling.build as build; print(build.build_wheel(sys.argv[1]))"


def build(folder: Path, work: Path) -> None:
    """Write JupyterLite with the lessons into a folder; what is needed to do so is put into an empty one."""
    pyodide = work / "static" / "pyodide"
    from_npm("pyodide", PYODIDE_VERSION, pyodide)
    add_packages(pyodide)
    (work / "files").mkdir()
    (work / "jupyter-lite.json").write_text(json.dumps(SETTINGS), encoding="utf-8")
    for lesson in ROOT.glob("notebooks/*.ipynb"):
        shutil.copy(lesson, work / "files")
    options = [f"--LiteBuildConfig.federated_extensions={SHARED / name}" for name in EXTENSIONS]
    options += [f"--lite-dir={work}", f"--output-dir={folder}", "--ignore-sys-prefix", "--no-sourcemaps"]
    run([sys.executable, "-m", "jupyterlite_core", "build", *options], cwd=work)


def add_packages(pyodide: Path) -> None:
    """Put nnlib and what it needs beside Pyodide, where an `import` finds it and loads what that one needs in turn.

    Raises:
        KeyError: a package needs another that is neither there nor at Pyodide's makers.
    """
    lock = json.loads((pyodide / "pyodide-lock.json").read_text(encoding="utf-8"))
    packages = {canonicalize_name(name): package for name, package in lock["packages"].items()}
    fetch({name: version(name) for name in ADDED}, pyodide)
    run([sys.executable, "-c", _BUILD_WHEEL, str(pyodide)], cwd=ROOT)
    shutil.copy(max((SHARED / EXTENSIONS[1] / "static" / "pypi").glob("widgetsnbextension-*.whl")), pyodide)
    packages |= entries(pyodide)
    wanted = [packages[name] for name in needed(packages, [*STARTED_WITH, OURS])]
    absent = [package for package in wanted if not (pyodide / package["file_name"]).exists()]
    fetch({item["name"]: item["version"] for item in absent if item["file_name"].endswith(PLAIN)}, pyodide)
    packages |= entries(pyodide)
    needed(packages, [*STARTED_WITH, OURS])
    for package in packages.values():
        if not (pyodide / package["file_name"]).exists():
            package["file_name"] = f"{PYODIDE_CDN_URL}/{package['file_name']}"
    (pyodide / "pyodide-lock.json").write_text(json.dumps(lock | {"packages": packages}), encoding="utf-8")


def entries(folder: Path) -> dict[str, dict]:
    """Describe all wheels of a folder, by name."""
    return {entry["name"]: entry for entry in map(entry_of, sorted(folder.glob("*.whl")))}


def needed(packages: dict[str, dict], names: list[str]) -> set[str]:
    """Give these names and those of all that they need, and that these need in turn."""
    found, waiting = set[str](), [*names]
    while waiting:
        name = canonicalize_name(waiting.pop())
        if name not in found:
            found.add(name)
            waiting += packages[name]["depends"]
    return found


def entry_of(wheel: Path) -> dict:
    """Describe a wheel as Pyodide's list of packages does; the pictures and widgets of nnlib count as needed."""
    with zipfile.ZipFile(wheel) as archive:
        (place,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        about = Metadata.from_email(archive.read(place), validate=False)
        inside = {name.split("/")[0].removesuffix(".py") for name in archive.namelist() if name.endswith(".py")}
    circumstances = {"platform_system": "Emscripten", "sys_platform": "emscripten", "extra": "widgets"}
    circumstances |= {"python_version": "3.14", "python_full_version": "3.14.2", "os_name": "posix"}
    asked = [item for item in about.requires_dist or () if not item.marker or item.marker.evaluate(circumstances)]
    return {
        "name": canonicalize_name(about.name),
        "version": str(about.version),
        "file_name": wheel.name,
        "install_dir": "site",
        "package_type": "package",
        "sha256": hashlib.sha256(wheel.read_bytes()).hexdigest(),
        "imports": sorted(name for name in inside if name.isidentifier()),
        "depends": sorted({canonicalize_name(item.name) for item in asked} - {OURS}),
    }


def fetch(releases: dict[str, str], folder: Path) -> None:
    """Fetch wheels that hold nothing compiled from the package index."""
    options = ["--no-deps", "--only-binary=:all:", "--platform=any", "--implementation=py", "--abi=none"]
    command = [sys.executable, "-m", "pip", "download", "--disable-pip-version-check", *options]
    pins = [f"{name}=={release}" for name, release in releases.items()]
    run([*command, "--python-version=3.14", f"--dest={folder}", *pins])
