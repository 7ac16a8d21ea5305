"""Functions of one array, on shapes: of each entry, over an axis, and into another shape."""

import math

from nnlib.products.fixes import Fix
from nnlib.products.product import Product
from nnlib.products.symbols import Dimensions, Operand, listed, sized


def of_each(code: str, name: str, array: Operand, dimensions: Dimensions) -> Product:
    """Tell what comes of a function that takes each entry by itself: an array of the same shape."""
    result = array._replace(code=code)
    return Product(code, (array,), name, result, f"Each entry by itself. It gives {dimensions.described(result)}.")


def over_axis(
    code: str, name: str, array: Operand, dimensions: Dimensions, axis: int | None = None, *, keepdims: bool = False
) -> Product:
    """Tell what comes of np.sum or np.mean: the axis is gone, or with keepdims it stays, and its size is 1."""
    gone = _axes(code, array, axis)
    if gone is None:
        return Product(code, (array,), name, None, f"{array.shape} has no axis {axis}; the first axis is axis 0.")
    over = listed([f"axis {i}, {sized(array.axes[i], array.shape[i])}" for i in gone]) or "the number"
    result = _kept(code, array, gone) if keepdims else _dropped(code, array, gone)
    words = f"It goes over {over}. It gives {dimensions.described(result)}."
    if keepdims or axis is None:
        return Product(code, (array,), name, result, words)
    fix = Fix("keep the axis", _kept(f"{code[:-1]}, keepdims=True)".replace("(, ", "("), array, gone))
    words += f" The axis is gone. Keep it: {fix.result.code} is {dimensions.described(fix.result)}."
    return Product(code, (array,), name, result, words, "an axis is gone", (fix,))


def reshaped(code: str, name: str, array: Operand, dimensions: Dimensions, *sizes: int | tuple[int, ...]) -> Product:
    """Tell what comes of reshape: the same entries in rows of another length; the size −1 is whatever is left."""
    wanted = tuple(size for group in sizes for size in (group if isinstance(group, tuple) else (group,)))
    total, known = math.prod(array.shape), math.prod(size for size in wanted if size != -1)
    shape = tuple(total // max(known, 1) if size == -1 else size for size in wanted)
    if len(wanted) > 2:
        raise ValueError(f"{code} has {len(wanted)} axes; expected at most two")
    if wanted.count(-1) > 1 or min(wanted, default=1) < -1 or math.prod(shape) != total:
        words = f"The {total} entries of {array.shape} do not go into {wanted}."
        return Product(code, (array,), name, None, words)
    result = dimensions.operand(code, shape)
    return Product(code, (array,), name, result, f"The same entries. It gives {dimensions.described(result)}.")


def _axes(code: str, array: Operand, axis: int | None) -> list[int] | None:
    rank = len(array.shape)
    if isinstance(axis, tuple):
        raise ValueError(f"{code} cannot be read: axis must be one number")
    if axis is None:
        return list(range(rank))
    if rank == 0 and axis in (0, -1):  # NumPy lets it pass
        return []
    return [axis % rank] if -rank <= axis < rank else None


def _kept(code: str, array: Operand, gone: list[int]) -> Operand:
    shape = tuple(1 if i in gone else size for i, size in enumerate(array.shape))
    return Operand(code, shape, tuple(("1",) if i in gone else symbols for i, symbols in enumerate(array.axes)))


def _dropped(code: str, array: Operand, gone: list[int]) -> Operand:
    left = [i for i in range(len(array.shape)) if i not in gone]
    return Operand(code, tuple(array.shape[i] for i in left), tuple(array.axes[i] for i in left))
