"""Write the addresses at which the course can be opened: `python -m tests.links OWNER/NAME`, or as git's remote says.

In a text `<!--binder-->Binder<!--/-->` becomes a link to what the comment names, and can be written anew.  Until then
it is a plain word, so no text leads to an address that is not there.
"""

import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[1]
TEXTS = ("README.md", ".github/TEACHING.md")
FIRST = "notebooks/00_start_here.ipynb"
PLACE = re.compile(r"<!--(?P<name>\w+)-->(?:\[(?P<linked>[^\]]*)\]\([^)]*\)|(?P<plain>[^<\[]*))<!--/-->")
REMOTE = re.compile(r"github\.com[:/](?P<owner>[\w.-]+)/(?P<name>[\w.-]+?)(?:\.git)?/?$")
RELATIVE = re.compile(
    r'\[(?P<words>[^\]]+)\]\((?!\w+:|#)(?P<page>[^)]+)\)|(?P<of>src|srcset)="(?!\w+:)(?P<file>[^"]+)"'
)
PICTURE = re.compile(r"<picture>.*?</picture>\n*", re.DOTALL)
URLS = re.compile(r"\[project\.urls\]\n(?:.+\n)+\n")
BEFORE_URLS = "[project.optional-dependencies]\n"
CODE = re.compile(r"^repository-code: .*\n|(?=^license:)", re.MULTILINE)


def addresses(repository: str) -> dict[str, str]:
    """Give the address of each place for a repository of GitHub's, such as `owner/name`."""
    owner, name = repository.split("/")
    code = f"https://github.com/{repository}"
    pages = f"https://{owner.lower()}.github.io/{name}"
    pulled = urlencode({"repo": code, "urlpath": f"lab/tree/{name}/{FIRST}"})
    return {
        "repository": code,
        "pages": f"{pages}/",
        "live": f"{pages}/live/lab/index.html?path={Path(FIRST).name}",
        "binder": f"https://mybinder.org/v2/gh/{repository}/HEAD?urlpath=lab/tree/{FIRST}",
        "colab": f"https://colab.research.google.com/github/{repository}/blob/HEAD/{FIRST}",
        "nbgitpuller": f"https://YOUR.HUB/hub/user-redirect/git-pull?{pulled}",
    }


def linked(text: str, repository: str) -> str:
    """Make a link of each named place in a text."""
    known = addresses(repository)

    def link(found: re.Match[str]) -> str:
        words = found["linked"] or found["plain"]
        return f"<!--{found['name']}-->[{words}]({known[found['name']]})<!--/-->"

    return PLACE.sub(link, text)


def to_stand_alone(text: str, repository: str, revision: str) -> str:
    """Let a text stand apart from the repository's files: its links lead there; with no repository they are words."""
    if not repository:
        return PICTURE.sub("", RELATIVE.sub(lambda found: found["words"] or "", text))

    def link(found: re.Match[str]) -> str:
        if found["words"]:
            return f"[{found['words']}](https://github.com/{repository}/blob/{revision}/{found['page']})"
        return f'{found["of"]}="https://raw.githubusercontent.com/{repository}/{revision}/{found["file"]}"'

    return RELATIVE.sub(link, linked(text, repository))


def named(pyproject: str, repository: str) -> str:
    """Name the repository and the site in the project's metadata."""
    known = addresses(repository)
    urls = f'[project.urls]\nHomepage = "{known["pages"]}"\nRepository = "{known["repository"]}"\n\n'
    return URLS.sub("", pyproject).replace(BEFORE_URLS, urls + BEFORE_URLS, 1)


def cited(citation: str, repository: str) -> str:
    """Name the repository in what is cited."""
    return CODE.sub(f'repository-code: "{addresses(repository)["repository"]}"\n', citation, count=1)


def remote() -> str:
    """Read the repository from git's remote; empty where there is none at GitHub."""
    command = ["git", "config", "--get-regexp", r"^remote\..*\.url$"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout
    found = [match for line in told.splitlines() if (match := REMOTE.search(line))]
    return f"{found[0]['owner']}/{found[0]['name']}" if found else ""


def main(arguments: list[str]) -> int:
    repository = arguments[0] if arguments else remote()
    if not re.fullmatch(r"[\w.-]+/[\w.-]+", repository):
        print(
            "Which repository? Git knows no remote at GitHub: python noxfile.py -s links -- OWNER/NAME", file=sys.stderr
        )
        return 2
    writers = {**dict.fromkeys(TEXTS, linked), "pyproject.toml": named, "CITATION.cff": cited}
    for path, write in writers.items():
        text = (ROOT / path).read_text(encoding="utf-8")
        (ROOT / path).write_text(write(text, repository), encoding="utf-8", newline="\n")
        print(f"{path}: {repository}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
