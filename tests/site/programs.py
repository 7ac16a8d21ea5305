"""What the site is built with: packages of npm's, and programs that say why they fail."""

import shutil
import subprocess
import sys
import tarfile
from pathlib import Path


def from_npm(name: str, release: str, folder: Path) -> None:
    """Put a package of npm's into a new folder."""
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("The site needs npm, which is a part of Node.js: install that, then try again")
    folder.mkdir(parents=True)
    run([npm, "pack", "--silent", f"{name}@{release}", "--pack-destination", str(folder)])
    (archive,) = folder.glob("*.tgz")
    with tarfile.open(archive) as package:
        package.extractall(folder, filter="data")
    archive.unlink()
    for file in (folder / "package").iterdir():
        file.rename(folder / file.name)
    (folder / "package").rmdir()


def run(command: list[str], cwd: Path | None = None) -> None:
    """Run a program; where it fails say what it said."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command[:4])} … failed:\n{done.stdout}{done.stderr}")
