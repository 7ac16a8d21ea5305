"""Functions of one array, on shapes: of each entry, over an axis, into another shape, and a part of it."""

import math

import numpy as np

from nnlib.products.fixes import Fix
from nnlib.products.product import Product
from nnlib.products.symbols import Axis, Dimensions, Operand, listed, may_be, sized

Index = int | slice | list[int] | None


def of_each(code: str, name: str, array: Operand, dimensions: Dimensions) -> Product:
    """Tell what comes of a function that takes each entry by itself: an array of the same shape."""
    result = array._replace(code=code)
    return Product(code, (array,), name, result, f"Each entry by itself. It gives {dimensions.described(result)}.")


def over_axis(
    code: str,
    name: str,
    array: Operand,
    dimensions: Dimensions,
    axis: int | None = None,
    *,
    keepdims: bool = False,
    target: str = "",
) -> Product:
    """Tell what comes of np.sum or np.mean: the axis is gone, or with keepdims it stays, and its size is 1."""
    gone = _axes(code, array, axis)
    if gone is None:
        return Product(code, (array,), name, None, f"{array.shape} has no axis {axis}; the first axis is axis 0.")
    over = listed([f"axis {i}, {sized(array.axes[i], array.shape[i])}" for i in gone]) or "the number"
    result = _kept(code, array, gone) if keepdims else _dropped(code, array, gone)
    words = f"It goes over {over}. It gives {dimensions.described(result)}."
    if fix := _other_axis(name, array, gone, dimensions, target):
        words += f" For {target}, {fix.words}: {fix.result.code} is {dimensions.described(fix.result)}."
        return Product(code, (array,), name, result, words, f"but is not shaped as {target}", (fix,))
    if keepdims or axis is None:
        return Product(code, (array,), name, result, words)
    fix = Fix("keep the axis", _kept(f"{code[:-1]}, keepdims=True)".replace("(, ", "("), array, gone))
    words += f" The axis is gone. Keep it: {fix.result.code} is {dimensions.described(fix.result)}."
    return Product(code, (array,), name, result, words, "an axis is gone", (fix,))


def _other_axis(name: str, array: Operand, gone: list[int], dimensions: Dimensions, target: str) -> Fix | None:
    """Find the axis to go over for the target, if it is another one than the code goes over."""
    for i in range(len(array.shape) if target else 0):
        result = _kept(f"np.{name}({array.code}, axis={i}, keepdims=True)", array, [i])
        if [i] != gone and may_be(result.axes, dimensions.axes(target)):
            return Fix(f"go over axis {i} alone", result)
    return None


def flattened(code: str, name: str, array: Operand, dimensions: Dimensions) -> Product:
    """Tell what comes of ravel or flatten: the same entries along one axis."""
    return reshaped(code, name, array, dimensions, -1)


def part_of(code: str, array: Operand, dimensions: Dimensions, index: tuple[Index, ...]) -> Operand | None:
    """Tell what comes of X[:, [0]]: a number takes its axis away, a slice or a list keeps it, None adds one."""
    try:
        shape = np.broadcast_to(0.0, array.shape)[index].shape
    except IndexError:
        return None
    axes, left = list[Axis](), list(zip(array.axes, array.shape, strict=True))
    for taken in index:
        if taken is None:
            axes.append(("1",))
        else:
            axis, size = left.pop(0)
            if not isinstance(taken, int):
                new = shape[len(axes)]
                axes.append(axis if new == size else dimensions.operand("", (new,)).axes[0])
    return Operand(code, shape, (*axes, *(axis for axis, _ in left)))


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
