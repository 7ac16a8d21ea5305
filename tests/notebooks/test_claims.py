"""The claims command counts, names the seeds, and fails where a claim holds too seldom."""

from pathlib import Path

import pytest

from tests.notebooks.claims import __main__ as claims

LESSONS = sorted(claims.FOLDER.glob("lesson_*.py"))


def written(folder: Path, *, failing: int, says: str = '"""It is so."""') -> Path:
    path = folder / "lesson_42.py"
    path.write_text(f"def claim_it(seed: int) -> bool:\n    {says}\n    return seed >= {failing}\n", encoding="utf-8")
    return path


def test_a_claim_that_holds_18_times_of_20_passes(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert claims.try_lesson(written(tmp_path, failing=2))
    shown = capsys.readouterr().out
    assert shown.startswith("✓ 18 of 20  42  It is so.")
    assert shown.rstrip().endswith("not with the seeds [0, 1]")


def test_one_that_holds_17_times_fails_the_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    written(tmp_path, failing=3)
    monkeypatch.setattr(claims, "FOLDER", tmp_path)
    assert claims.main(["42"]) == 1
    assert capsys.readouterr().out.startswith("✗ 17 of 20")
    written(tmp_path, failing=0, says='"""It is so, now."""')  # as long as before, it would be taken as compiled before
    assert claims.main([]) == 0
    assert "not with" not in capsys.readouterr().out


def test_a_lesson_without_claims_is_named(capsys: pytest.CaptureFixture[str]):
    assert claims.main(["99"]) == 2
    assert "99" in capsys.readouterr().err


def test_a_claim_without_its_sentence_is_refused(tmp_path: Path):
    with pytest.raises(ValueError, match="claim_it has no docstring"):
        claims.try_lesson(written(tmp_path, failing=0, says="pass"))


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_every_claim_has_its_sentence(path: Path):
    found = claims.claims_in(path)
    assert found
    assert all(claims.sentence(claim).endswith(".") for claim in found)
