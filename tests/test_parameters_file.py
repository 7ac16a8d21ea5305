"""Parameters go through a file unchanged, and a stranger's file is refused in words."""

import io
import pickle
import zipfile

import numpy as np
import pytest

from nnlib import Parameters, initialize_parameters, load_parameters, save_parameters


def as_file(**arrays):
    file = io.BytesIO()
    np.savez(file, **arrays)
    return io.BytesIO(file.getvalue())


def test_they_come_back_to_the_last_digit(tmp_path):
    parameters = initialize_parameters(3, 5, rng=1)
    save_parameters(tmp_path / "p.npz", parameters)
    again = load_parameters(tmp_path / "p.npz")
    assert isinstance(again, Parameters)
    assert all(np.array_equal(a, b) for a, b in zip(again, parameters, strict=True))


FITS = initialize_parameters(2, 3, rng=0)._asdict()


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (io.BytesIO(b""), "not an .npz file"),
        (io.BytesIO(b"no file"), "not an .npz file"),
        (io.BytesIO(pickle.dumps(FITS)), "not an .npz file"),
        (as_file(W1=FITS["W1"]), "holds W1; expected W1, b1, W2 and b2 alone"),
        (as_file(**FITS, more=np.ones(3)), "expected W1, b1, W2 and b2 alone"),
        (as_file(**{**FITS, "b1": np.ones((4, 1))}), "b1"),
        (as_file(**{**FITS, "b1": np.full((3, 1), np.nan)}), "b1 contains NaN"),
        (as_file(**{**FITS, "W1": np.array([{"a": 1}], dtype=object)}), "does not hold arrays of numbers"),
        (as_file(**{**FITS, "W1": np.zeros((3000, 3000))}), "there may be 50000000"),
    ],
    ids=range(9),
)
def test_other_files_are_refused(file, words):
    with pytest.raises(ValueError, match=words):
        load_parameters(file)


def test_a_member_that_is_no_array_is_refused():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as members:
        for name in ("W1", "b1", "W2", "b2"):
            members.writestr(f"{name}.npy", b"nothing")
    with pytest.raises(ValueError, match="does not hold arrays of numbers"):
        load_parameters(file)
