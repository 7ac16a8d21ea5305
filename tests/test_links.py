"""The addresses of the course are written from one name, anew as often as one likes; without a name there is none."""

import re
import tomllib

import pytest
import yaml

from tests.links import FIRST, PLACE, ROOT, TEXTS, addresses, cited, linked, main, named, to_stand_alone

OURS, OTHERS = "Ada/one-hidden-layer", "grace/nets"


def read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


@pytest.mark.parametrize("path", [*TEXTS, "CONTRIBUTING.md", "pyproject.toml", "CITATION.cff"])
def test_no_text_holds_a_name_to_be_filled_in(path: str):
    assert not re.search(r"OWNER(?!/NAME)|OWNER/REPOSITORY", read(path))


def test_each_place_in_the_texts_has_an_address_and_each_address_of_a_place_is_used():
    used = {found["name"] for path in TEXTS for found in PLACE.finditer(read(path))}
    assert used | {"repository"} == set(addresses(OURS))


@pytest.mark.parametrize("path", TEXTS)
def test_a_text_gets_its_links_and_another_name_takes_their_place(path: str):
    text = linked(read(path), OURS)
    assert (
        len(re.findall(r"<!--\w+-->\[[^\]]+\]\(https://[^)\s]+\)<!--/-->", text)) == len(PLACE.findall(read(path))) > 0
    )
    assert linked(text, OURS) == text
    assert linked(text, OTHERS) == linked(read(path), OTHERS)
    assert "Ada" not in linked(text, OTHERS)


def test_where_the_readme_stands_alone_its_links_lead_to_the_repository():
    text = to_stand_alone(read("README.md"), OURS, "v1.2.0")
    assert f"](https://github.com/{OURS}/blob/v1.2.0/{FIRST})" in text
    assert f'src="https://raw.githubusercontent.com/{OURS}/v1.2.0/.github/training.webp"' in text
    assert f"<!--binder-->[Binder]({addresses(OURS)['binder']})<!--/-->" in text
    targets = re.findall(r"\]\(([^)]+)\)|src(?:set)?=\"([^\"]+)\"", text)
    assert all(re.match("https://|#", page or file) for page, file in targets)
    files = re.findall(r"/v1\.2\.0/([^)\"#]+)", text)
    assert len(files) >= 14
    assert all((ROOT / file).exists() for file in files)


def test_where_no_repository_is_known_the_readme_alone_has_words_for_links():
    text = to_stand_alone(read("README.md"), "", "v1.2.0")
    assert "| 00 | Start here |" in text
    assert not re.search(r"\]\((?!https:)|src=|<picture>", text)


def test_the_metadata_names_the_repository_once():
    text = named(read("pyproject.toml"), OURS)
    assert tomllib.loads(text)["project"]["urls"] == {
        "Homepage": "https://ada.github.io/one-hidden-layer/",
        "Repository": "https://github.com/Ada/one-hidden-layer",
    }
    assert named(text, OURS) == text
    assert tomllib.loads(named(text, OTHERS))["project"]["urls"]["Repository"] == "https://github.com/grace/nets"


def test_what_is_cited_names_the_repository_once():
    text = cited(read("CITATION.cff"), OURS)
    assert yaml.safe_load(text)["repository-code"] == "https://github.com/Ada/one-hidden-layer"
    assert cited(text, OURS) == text
    assert yaml.safe_load(cited(text, OTHERS))["repository-code"] == "https://github.com/grace/nets"


def test_the_addresses_open_the_first_lesson():
    assert (ROOT / FIRST).exists()
    known = addresses(OURS)
    assert known["binder"] == f"https://mybinder.org/v2/gh/{OURS}/HEAD?urlpath=lab/tree/{FIRST}"
    assert known["colab"] == f"https://colab.research.google.com/github/{OURS}/blob/HEAD/{FIRST}"
    assert known["live"] == "https://ada.github.io/one-hidden-layer/live/lab/index.html?path=00_start_here.ipynb"
    assert "repo=https%3A%2F%2Fgithub.com%2FAda%2Fone-hidden-layer&" in known["nbgitpuller"]


@pytest.mark.parametrize(
    "url", ["https://github.com/Ada/one-hidden-layer.git", "git@github.com:Ada/one-hidden-layer.git"]
)
def test_the_name_is_taken_from_gits_remote(url: str, monkeypatch: pytest.MonkeyPatch):
    told = f"remote.upstream.url https://example.org/x/y\nremote.origin.url {url}\n"
    monkeypatch.setattr("tests.links.subprocess.run", lambda *_, **__: type("Done", (), {"stdout": told}))
    from tests.links import remote

    assert remote() == OURS


def test_without_a_name_it_says_how_to_give_one(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.setattr("tests.links.remote", lambda: "")
    assert main([]) == 2
    assert "python noxfile.py -s links -- OWNER/NAME" in capsys.readouterr().err
