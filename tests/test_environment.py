"""The ways into the course agree: the same packages and bounds for pip, conda and Binder, the same commands for all."""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from rattler import MatchSpec

from tests import release

ROOT = Path(__file__).resolve().parents[1]
LESSONS = "python noxfile.py -s lessons"
TESTS = "python noxfile.py -s tests"

links = pytest.mark.skipif(
    sys.platform == "win32", reason="git on Windows checks out the links in binder/ as text files; Binder runs on Linux"
)


def read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def pyproject() -> dict:
    return tomllib.loads(read("pyproject.toml"))


def declared(*groups: str) -> dict[str, Requirement]:
    """What pyproject.toml asks for, by name: for the lessons, and for these groups."""
    project = pyproject()
    extras = project["project"]["optional-dependencies"]
    lines = project["project"]["dependencies"] + extras["widgets"]
    lines += [line for line in extras["lessons"] if "[widgets]" not in line]
    lines += [line for group in groups for line in project["dependency-groups"][group] if isinstance(line, str)]
    return {canonicalize_name(r.name): r for r in map(Requirement, lines)}


def locked(path: str) -> dict[str, set[str]]:
    """The pins in a requirements file: for each name, its lines without the hashes."""
    pins: dict[str, set[str]] = {}
    for line in re.findall(r"^([a-z0-9].*?)(?: \\)?$", read(path), re.MULTILINE):
        pins.setdefault(canonicalize_name(Requirement(line).name), set()).add(line)
    return pins


def conda() -> dict:
    return yaml.safe_load(read("environment.yml"))


def conda_packages() -> dict[str, str]:
    """The names in environment.yml and the versions that they admit, as conda understands them."""
    specs = [str(MatchSpec(line, strict=True)) for line in conda()["dependencies"] if isinstance(line, str)]
    return {name: version for name, _, version in (spec.partition(" ") for spec in specs)}


def supported_pythons() -> list[str]:
    """The list in noxfile.py, read and not run, since running it would fetch nox."""
    body = ast.parse(read("noxfile.py")).body
    values = [n.value for n in body if isinstance(n, ast.Assign) and ast.unparse(n.targets[0]) == "PYTHONS"]
    return ast.literal_eval(values[0])


def workflow(path: str) -> tuple[str, dict]:
    """The command of a workflow, and the systems and versions that it runs on."""
    job = yaml.safe_load(read(path))["jobs"]["tests"]
    return job["steps"][-1]["run"], job["strategy"]["matrix"]


class TestCommands:
    def test_the_readme_starts_with_exactly_two(self):
        start = read("README.md").split("## Start")[1].split("\n## ")[0]
        assert re.findall(r"^```\n(.*?)\n```$", start, re.MULTILINE | re.DOTALL) == [LESSONS, TESTS]
        assert read("README.md").count("python noxfile.py") == 2

    def test_the_one_for_lessons_opens_the_first_of_them(self):
        (place,) = re.findall(r"LabApp\.default_url=/lab/tree/([^\"]+)", read("noxfile.py"))
        assert place == min(str(path.relative_to(ROOT).as_posix()) for path in ROOT.glob("notebooks/*.ipynb"))

    def test_ci_runs_the_one_for_tests(self):
        script = read(".ci/run")
        assert script.splitlines()[-1] == TESTS
        assert "\nset -euo pipefail\n" in script

    def test_the_workflow_runs_it_on_every_system_and_python(self):
        command, matrix = workflow(".github/workflows/tests.yml")
        assert command == TESTS
        assert matrix == {"system": ["ubuntu", "macos", "windows"], "python": supported_pythons()}

    def test_the_weekly_workflow_runs_the_newest_on_every_system(self):
        command, matrix = workflow(".github/workflows/weekly.yml")
        runs = [(run["versions"], run["system"], run["python"]) for run in matrix["include"]]
        oldest, *_, newest = supported_pythons()
        assert command == 'python noxfile.py -s "matrix(${{ matrix.versions }})"'
        assert runs[:3] == [("newest", system, newest) for system in ("ubuntu", "macos", "windows")]
        assert runs[3:] == [("lowest", "ubuntu", oldest), ("colab", "ubuntu", "3.12")]

    @pytest.mark.skipif(os.name == "nt", reason="files on Windows have no mode that makes them executable")
    @pytest.mark.parametrize("script", [".ci/run", "binder/postBuild"])
    def test_a_script_can_be_run_and_stops_at_its_first_failure(self, script):
        assert os.access(ROOT / script, os.X_OK)
        assert "\nset -euo pipefail\n" in read(script)


class TestReadme:
    def test_every_lesson_is_in_its_table_with_the_title_and_the_minutes_that_the_lesson_gives(self):
        rows = re.findall(r"^\| (\d\d) \| \[(.+?)\]\((.+?)\) \| .+ \| (\d+) \|$", read("README.md"), re.MULTILINE)
        assert [path for *_, path, _ in rows] == sorted(f"notebooks/{p.name}" for p in ROOT.glob("notebooks/*.ipynb"))
        for number, title, path, minutes in rows:
            opening = "".join(json.loads(read(path))["cells"][0]["source"])
            assert opening.startswith(f"# {number} · {title}\n")
            assert f"**Time:** {minutes} minutes." in opening

    @pytest.mark.parametrize("path", ["README.md", "CONTRIBUTING.md", ".github/TEACHING.md"])
    def test_its_links_lead_to_files(self, path):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", read(path)):
            assert ((ROOT / path).parent / target).exists(), target
        for lesson in re.findall(r"notebooks/\w+\.ipynb", read(path)):
            assert (ROOT / lesson).exists(), lesson

    def test_each_place_where_it_runs_names_the_test_that_tries_it(self):
        rows = read("README.md").split("## Where it runs")[1].split("\n\n")[1].splitlines()[2:]
        assert len(rows) > 8
        for row in rows:
            place, works, tried, _ = [part.strip() for part in row.strip("|").split("|")]
            named = re.findall(r"`(tests/[\w/.]+|matrix\(\w+\))", tried)
            assert all([place, works, named]), row
            assert all((ROOT / name).exists() for name in named if name.startswith("tests/")), row

    def test_the_versions_where_it_runs_are_those_that_are_tried(self):
        named = re.findall(
            r"^\| .*?(JupyterLab|Notebook|Voilà|nbgrader).* \| ([\d.]+) \|$", read("README.md"), re.MULTILINE
        )
        tried = dict(re.findall(r"\b([a-z]+)==(\d+\.\d+)", read("requirements-tests.txt") + read("noxfile.py")))
        assert len(named) == 4
        assert {name: tried[name.lower().replace("à", "a")] for name, _ in named} == dict(named)


class TestContributing:
    def test_it_has_every_command_and_no_other(self):
        named = re.findall(r"^\| `python noxfile\.py -s (\w+)", read("CONTRIBUTING.md"), re.MULTILINE)
        functions = [node for node in ast.parse(read("noxfile.py")).body if isinstance(node, ast.FunctionDef)]
        sessions = [f.name for f in functions if any("nox.session" in ast.unparse(d) for d in f.decorator_list)]
        assert sorted(set(named)) == sorted(sessions)


class TestTeaching:
    def rows(self) -> list[list[str]]:
        table = read(".github/TEACHING.md").split("| Lesson | Minutes | Watch for |")[1].split("\n\n")[0]
        return [[part.strip() for part in row.strip("|").split("|")] for row in table.splitlines()[2:]]

    def test_its_lessons_and_minutes_are_those_of_the_readme(self):
        listed = re.findall(r"^\| \d\d \| \[(.+?)\].+ \| (\d+) \|$", read("README.md"), re.MULTILINE)
        assert [(lesson, minutes) for lesson, minutes, *_ in self.rows()] == listed
        assert f"{sum(int(minutes) for _, minutes in listed)} in all" in read(".github/TEACHING.md")

    def test_what_it_says_of_mistakes_is_in_the_catalogue(self):
        words = tomllib.loads(read("nnlib/texts/en/mistakes.toml"))
        titles = {entry["title"] for entry in words.values() if isinstance(entry, dict)}
        said = [title.strip() for row in self.rows() if row[2] for title in row[2].split(";")]
        assert len(said) > 15
        assert [title for title in said if title not in titles] == []

    def test_its_playground_can_be_made(self):
        code = read(".github/TEACHING.md").split("```python\n")[1].split("```")[0]
        namespace: dict[str, Any] = {}
        exec(code.replace("\nexplore", "\nwidget = explore"), namespace)
        assert "widget" in namespace


class TestNoxfile:
    def test_the_oldest_python_is_the_same_everywhere(self):
        oldest = supported_pythons()[0]
        assert pyproject()["project"]["requires-python"] == f">={oldest}"
        assert f'# requires-python = ">={oldest}"' in read("noxfile.py")
        assert f"sys.version_info < ({oldest.replace('.', ', ')})" in read("noxfile.py")
        assert pyproject()["tool"]["ruff"]["target-version"] == "py" + oldest.replace(".", "")

    def test_an_old_python_can_read_it_far_enough_to_say_that_it_is_too_old(self):
        ast.parse(read("noxfile.py"), feature_version=(3, 7))

    def test_without_pip_it_says_in_one_sentence_what_to_do(self, tmp_path):
        shutil.copy(ROOT / "noxfile.py", tmp_path)
        command = [sys.executable, "-I", "-S", "noxfile.py", "-s", "tests"]
        run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert run.returncode == 1
        assert run.stderr.splitlines() == [
            "This Python has no pip: install it (on Debian: sudo apt install python3-pip), then try again"
        ]


class TestLocks:
    @pytest.mark.parametrize("path", ["requirements.txt", "requirements-tests.txt"])
    def test_every_pin_has_hashes_and_no_address(self, path):
        pins = re.split(r"\n(?=[a-z0-9])", read(path))[1:]
        assert len(pins) > 50
        for pin in pins:
            assert re.fullmatch(r"\S+==\S+( ; [^\n]*)? \\\n( {4}--hash=sha256:[0-9a-f]{64}( \\\n|\n?))+", pin), pin
        assert "/" not in read(path)

    @pytest.mark.parametrize(
        ("path", "groups"), [("requirements.txt", ["build"]), ("requirements-tests.txt", ["build", "tests"])]
    )
    def test_every_requirement_is_pinned_within_its_bounds(self, path, groups):
        pins = locked(path)
        for name, requirement in declared(*groups).items():
            assert name in pins, f"{name} is not in {path}: run the lock command"
            for line in pins[name]:
                version = str(Requirement(line).specifier).removeprefix("==")
                assert requirement.specifier.contains(version), f"{line} in {path}, and {requirement} in pyproject.toml"

    def test_a_constraint_is_a_pin_as_an_installation_with_hashes_asks(self):
        for constraint in map(Requirement, pyproject()["tool"]["uv"]["constraint-dependencies"]):
            assert [pin.operator for pin in constraint.specifier] == ["=="]
            for path in ("requirements.txt", "requirements-tests.txt"):
                assert constraint.specifier in [Requirement(line).specifier for line in locked(path)[constraint.name]]

    def test_the_build_system_is_pinned_with_its_own_bounds(self):
        assert pyproject()["dependency-groups"]["build"] == pyproject()["build-system"]["requires"]

    def test_the_tests_run_with_the_lessons_own_versions(self):
        lessons, tests = locked("requirements.txt"), locked("requirements-tests.txt")
        for name, lines in lessons.items():
            pinned_for_lessons = {Requirement(line).specifier for line in lines}
            assert {Requirement(line).specifier for line in tests[name]} >= pinned_for_lessons


class TestConda:
    def test_it_has_the_lessons_packages_and_nbval_within_the_same_bounds(self):
        expected = {**declared(), "nbval": declared("tests")["nbval"]}
        packages = conda_packages()
        assert packages.pop("pip") == ""
        assert packages.pop("python") in [f"{python}.*" for python in supported_pythons()]
        assert packages == {name: str(requirement.specifier) for name, requirement in expected.items()}

    def test_pip_installs_the_library_itself_and_nothing_else(self):
        assert [line for line in conda()["dependencies"] if isinstance(line, dict)] == [{"pip": ["-e ."]}]
        assert conda()["channels"] == ["conda-forge", "nodefaults"]


@links
class TestBinder:
    def test_it_reads_the_same_environment_takes_its_python_and_runs_post_build(self):
        command = [sys.executable, "-m", "repo2docker", "--no-build", "--debug", "."]
        run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        python = conda_packages()["python"].removesuffix(".*")
        assert f"Building conda environment for python={python}\n" in run.stderr
        assert '--file "binder/environment.yml"' in run.stderr + run.stdout
        assert "RUN ./binder/postBuild" in run.stderr + run.stdout

    @pytest.mark.parametrize("name", ["environment.yml", "pyproject.toml", "README.md", "nnlib"])
    def test_its_files_are_links_to_the_roots(self, name):
        assert (ROOT / "binder" / name).readlink() == Path("..", name)

    @pytest.mark.parametrize("folder", ["binder", "."])
    def test_an_editable_install_succeeds_where_conda_runs_it_and_where_post_build_does(self, folder, tmp_path):
        """The first must not fail, and points to binder/; the second, from the root, finds the library."""
        build = "import sys, hatchling.build as build; print(build.build_editable(sys.argv[1]))"
        command = [sys.executable, "-c", build, str(tmp_path)]
        run = subprocess.run(command, cwd=ROOT / folder, capture_output=True, text=True, check=True)
        with zipfile.ZipFile(tmp_path / run.stdout.strip()) as wheel:
            assert wheel.read("_one_hidden_layer.pth").decode().strip() == str((ROOT / folder).resolve())


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Iterator[zipfile.ZipFile]:
    build = "import sys, hatchling.build as build; print(build.build_wheel(sys.argv[1]))"
    place = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-c", build, str(place)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    with zipfile.ZipFile(place / run.stdout.strip()) as wheel:
        yield wheel


class TestRelease:
    def test_the_version_is_the_same_wherever_it_is_written(self):
        assert pyproject()["tool"]["hatch"]["version"]["path"] == "nnlib/__init__.py"
        assert yaml.safe_load(read("CITATION.cff"))["version"] == release.version()
        assert re.search(r"^## (\S+),", read("CHANGELOG.md"), re.MULTILINE)[1] == release.version()

    def test_two_builds_are_the_same_byte_for_byte_also_of_files_with_other_times(self, tmp_path):
        first = release.build(tmp_path / "first")
        module = ROOT / "nnlib" / "network.py"
        before = module.stat().st_mtime
        os.utime(module, (before + 1000, before + 1000))
        try:
            second = release.build(tmp_path / "second")
        finally:
            os.utime(module, (before, before))
        assert sorted(first) == [
            f"one_hidden_layer-{release.version()}{end}" for end in ("-py3-none-any.whl", ".tar.gz")
        ]
        assert first == second

    def test_a_tag_of_another_version_and_one_without_a_date_in_the_changes_are_refused(self, tmp_path, monkeypatch):
        monkeypatch.setattr(release, "ROOT", tmp_path)
        (tmp_path / "nnlib").mkdir()
        (tmp_path / "nnlib" / "__init__.py").write_text('__version__ = "1.2.0"\n', encoding="utf-8")
        (tmp_path / "CHANGELOG.md").write_text("## 1.2.0, not yet released\n", encoding="utf-8")
        assert "the tag is v1.1.0" in release.unready("v1.1.0")
        assert "CHANGELOG.md has no heading" in release.unready("v1.2.0")
        (tmp_path / "CHANGELOG.md").write_text("## 1.2.0, 2027-01-31\n", encoding="utf-8")
        assert release.unready("v1.2.0") == ""

    def test_the_workflow_publishes_without_a_password_and_only_from_a_tag(self):
        jobs = yaml.safe_load(read(".github/workflows/release.yml"))
        assert jobs[True] == {"push": {"tags": ["v*"]}}  # YAML reads "on" as true
        assert jobs["jobs"]["publish"]["permissions"] == {"id-token": "write"}
        assert "password" not in str(jobs["jobs"])
        assert "secrets." not in str(jobs["jobs"])


class TestSite:
    def test_the_workflow_publishes_what_the_command_has_built_and_tried(self):
        jobs = yaml.safe_load(read(".github/workflows/site.yml"))["jobs"]
        assert jobs["build"]["steps"][2]["run"] == "python noxfile.py -s site -- public"
        assert jobs["build"]["steps"][3]["with"] == {"path": "public"}
        assert jobs["publish"]["needs"] == "build"


class TestWheel:
    def test_it_has_every_file_of_the_library_and_says_that_it_is_typed(self, wheel):
        tracked = subprocess.run(["git", "ls-files", "nnlib"], cwd=ROOT, capture_output=True, text=True, check=True)
        assert {*tracked.stdout.split(), "nnlib/py.typed"} <= set(wheel.namelist())

    def test_it_is_described_by_the_readme(self, wheel):
        (metadata,) = (wheel.read(name).decode() for name in wheel.namelist() if name.endswith("dist-info/METADATA"))
        assert metadata.replace("\r\n", "\n").endswith(read("README.md"))

    def test_jupyterlab_finds_its_settings_the_listener_for_keys_and_the_style_of_pictures(self, wheel):
        shared = f"one_hidden_layer-{release.version()}.data/data/share/jupyter/"
        settings = json.loads(wheel.read(f"{shared}lab/settings/overrides.d/one-hidden-layer.json"))
        assert settings["@jupyterlab/apputils-extension:notification"]["fetchNews"] == "false"
        extension = f"{shared}labextensions/one-hidden-layer"
        package = json.loads(wheel.read(f"{extension}/package.json"))
        assert (package["name"], package["version"]) == ("one-hidden-layer", release.version())
        assert f"{extension}/{package['jupyterlab']['_build']['load']}" in wheel.namelist()
        assert wheel.read(f"{extension}/static/keys.js").decode() == read("nnlib/widgets/keys.js")
        assert wheel.read(f"{extension}/static/picture.css").decode() == read("nnlib/plots/picture.css")

    def test_voila_finds_its_template(self, wheel):
        template = f"one_hidden_layer-{release.version()}.data/data/share/jupyter/voila/templates/one-hidden-layer/"
        assert json.loads(wheel.read(f"{template}conf.json")) == {"base_template": "lab"}
        assert f"{template}index.html.j2" in wheel.namelist()
