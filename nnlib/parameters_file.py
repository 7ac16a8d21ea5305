"""Parameters in a file that holds numbers and nothing else: .npz, without pickle."""

import os

import numpy as np

from nnlib._machinery.door import checked
from nnlib._machinery.rules import File
from nnlib.network import Parameters, forward

MOST_BYTES = 50_000_000


def save_parameters(file: File, parameters: Parameters) -> None:
    """Write W1, b1, W2 and b2 into an .npz file, which NumPy reads anywhere.

    Args:
        file: its path, or a file that is open for writing bytes.
        parameters: W1 (n1, n0), b1 (n1, 1), W2 (n2, n1), b2 (n2, 1).

    Returns:
        Nothing; the file has them.

    Raises:
        TypeError, ValueError: an argument is of the wrong kind, shape or value.
        OSError: the file cannot be written.
    """
    np.savez(file, allow_pickle=False, **parameters._asdict())


def load_parameters(file: File) -> Parameters:
    """Read what `save_parameters` wrote; no file can do more than hold wrong numbers, for nothing in it is run.

    Args:
        file: its path, or a file that is open for reading bytes.

    Returns:
        Parameters of shapes W1 (n1, n0), b1 (n1, 1), W2 (n2, n1), b2 (n2, 1), in float64.

    Raises:
        TypeError: file is neither a path nor an open file.
        ValueError: the file does not hold these four arrays, or they do not belong to one network.
        OSError: there is no such file.
    """
    import zipfile  # takes longer to import than is needed elsewhere

    try:
        with zipfile.ZipFile(file) as members:
            names = sorted(member.filename for member in members.infolist())
            size = sum(member.file_size for member in members.infolist())
    except zipfile.BadZipFile:
        raise ValueError("this is not an .npz file, as save_parameters writes one") from None
    if names != sorted(f"{name}.npy" for name in Parameters._fields):
        raise ValueError(f"this file holds {', '.join(names)[:80] or 'nothing'}; expected W1, b1, W2 and b2 alone")
    if size > MOST_BYTES:
        raise ValueError(f"this file unpacks to {size} bytes; there may be {MOST_BYTES}")
    if not isinstance(file, (str, os.PathLike)):
        file.seek(0)
    try:
        with np.load(file, allow_pickle=False) as arrays:
            parameters = Parameters(*(np.asarray(arrays[name], np.float64) for name in Parameters._fields))
    except (ValueError, EOFError, zipfile.BadZipFile) as error:
        raise ValueError(f"this file does not hold arrays of numbers: {error}") from None
    n0 = parameters.W1.shape[1] if parameters.W1.ndim == 2 else 1
    checked(forward)(parameters, np.zeros((n0, 1)))  # the door: numbers, and the shapes of one network
    return parameters
