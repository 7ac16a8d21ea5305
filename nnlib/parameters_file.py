"""Numbers and names in a file that holds nothing else: .npz, without pickle."""

import io
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnlib._machinery.agreement import Arrays
from nnlib._machinery.rules import File
from nnlib.network import Parameters

MOST_BYTES = 50_000_000


def save_parameters(file: File, parameters: Parameters) -> None:
    """Write W1, b1, W2 and b2 into an .npz file, which NumPy reads anywhere.

    They do not tell with which activation and which scaling they were trained: a `Model` does.

    Args:
        file: its path, or a file that is open for writing bytes.
        parameters: W1 (n1, n0), b1 (n1, 1), W2 (n2, n1), b2 (n2, 1).

    Returns:
        Nothing; the file has them.

    Raises:
        OSError: the file cannot be written.
    """
    write_arrays(file, parameters._asdict())


def load_parameters(file: File) -> Parameters:
    """Read what `save_parameters` wrote; no file can do more than hold wrong numbers, for nothing in it is run.

    Args:
        file: its path, or a file that is open for reading bytes.

    Returns:
        Parameters of shapes W1 (n1, n0), b1 (n1, 1), W2 (n2, n1), b2 (n2, 1), in float64.

    Raises:
        ValueError: the file does not hold these four arrays, or they do not belong to one network.
        OSError: there is no such file.
    """
    arrays = read_arrays(file)
    if "mean" in arrays:
        raise ValueError("this file holds a whole model: read it with Model.load(file), whose .parameters these are")
    if set(arrays) != set(Parameters._fields):
        raise ValueError(f"this file holds {_named(arrays)}; expected W1, b1, W2 and b2 alone")
    together = Arrays()
    parameters = together.add_all("parameters", arrays, Parameters)
    together.agree()
    return parameters


def write_arrays(file: Any, arrays: dict[str, Any]) -> None:
    """Write arrays, all at once, so that a run that is stopped leaves no half of a file; a path is taken as it is."""
    out = io.BytesIO()
    np.savez(out, **arrays)  # `allow_pickle` is one more array to NumPy 2.0
    if hasattr(file, "write"):
        file.write(out.getvalue())
    else:
        Path(file).write_bytes(out.getvalue())


def read_arrays(file: Any) -> dict[str, NDArray[Any]]:
    """Read all arrays of an .npz file that is small enough and holds no objects, or refuse it in words."""
    import zipfile  # takes longer to import than is needed elsewhere

    try:
        with zipfile.ZipFile(file) as members:
            names = [member.filename for member in members.infolist()]
            size = sum(member.file_size for member in members.infolist())
    except zipfile.BadZipFile:
        raise ValueError("this is not an .npz file, as save_parameters or Model.save writes one") from None
    if size > MOST_BYTES:
        raise ValueError(f"this file unpacks to {size} bytes; there may be {MOST_BYTES}")
    if len(set(names)) < len(names) or not all(name.endswith(".npy") for name in names):
        raise ValueError(f"this file holds {_named(names)}; expected arrays")
    if hasattr(file, "seek"):
        file.seek(0)
    try:
        with np.load(file, allow_pickle=False) as arrays:
            return {name: _array(arrays[name]) for name in arrays.files}
    except (ValueError, EOFError, KeyError, NotImplementedError, zipfile.BadZipFile) as error:
        raise ValueError(f"this file does not hold arrays of numbers: {error}") from None


def _array(member: Any) -> NDArray[Any]:
    """Give a member of a file as the array that it is; NumPy gives another as its bytes."""
    if isinstance(member, bytes):
        raise ValueError("one of its members is no array")
    return member


def _named(names: Any) -> str:
    return ", ".join(sorted(names))[:80] or "nothing"
