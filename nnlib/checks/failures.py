"""Puts an exception of a learner's function into words: what it means, at their line."""

import ast
import builtins
import difflib
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from numbers import Number
from types import ModuleType
from typing import Any

import numpy as np

from nnlib._machinery.calling import likest
from nnlib._machinery.formulas import Formula, parts_of, read
from nnlib._machinery.reading import array_in
from nnlib._machinery.shapes import SHAPES
from nnlib.checks.running import Failure, TooLong
from nnlib.checks.tasks import FORMS
from nnlib.products import Product, explain_shapes
from nnlib.texts import say

OTHER_GRADIENT = re.compile(r"\b([Wb][12])\b(?=[^-]*-[^-]*$)(?!.*\bd\1\b).*\b(d[WbZ][12])\b")
WHOLE_SHAPE = re.compile(r"[-+*/@]\s*\(?([\w.]+\.shape)\b(?!\s*\[)")
PART = re.compile(r"\b(\w+)\[:, (\w+)\]")  # one column, which is flat
SIZE_OF = {"m": ("X", 1), "n0": ("X", 0), "n1": ("W1", 0), "n2": ("W2", 0)}  # of which array, along which axis
CLASH = re.compile(r"matmul|broadcast|shapes .* not aligned|mismatch|inconsistent|dimension")


def explained(failure: Failure) -> str:
    """Say which line failed, how, and what that means; where it is known what was meant, nothing else is advised."""
    error = failure.error
    if isinstance(error, TooLong):
        return say("too_long", seconds=f"{error.seconds:g}", where=_where(failure))
    if not failure.names and isinstance(error, TypeError) and failure.line == 0:
        return say("cached") if "unhashable" in str(error) else say("wrong_call", error=_sentence(error))
    meaning = next((words for kind, of in MEANINGS if isinstance(error, kind) and (words := of(failure))), "")
    if meaning and is_shape_clash(failure):
        return say("shapes_clash", where=_where(failure), meaning=meaning)
    kind = type(error).__name__
    what = f"{kind}: {sentence}" if (sentence := _sentence(error)) else kind
    return f"{say('raised', where=_where(failure), what=what)} {meaning}".rstrip()


def is_shape_clash(failure: Failure) -> bool:
    """Tell whether arrays met whose shapes do not fit."""
    return isinstance(failure.error, ValueError) and CLASH.search(str(failure.error)) is not None


def _where(failure: Failure) -> str:
    if not failure.line:
        return say("nowhere")
    line = say("where", line=failure.line, code=failure.code) if failure.code else say("line", line=failure.line)
    return say("in_another", function=failure.inside, line=line[0].lower() + line[1:]) if failure.inside else line


def _sentence(error: BaseException) -> str:
    """Give Python's own message, as one line; it may be empty."""
    return " ".join(str(error).split()).rstrip(".")


def _shapes(failure: Failure) -> str:
    """Explain the products on the line, in the notes' symbols, where `explain_shapes` can read it."""
    if "to unpack" in str(failure.error):
        return _unpacked(failure)
    if method := _not_called(failure.code):
        return say("method_not_called", method=method)
    if "truth value" in str(failure.error) and re.search(r"(?<![\w.])(max|min)\(", failure.code):
        return say("larger_of_two")
    if "unexpected field names" in str(failure.error):
        return say("field_by_name")
    if key := next((key for words, key in OF_SHAPES.items() if words in str(failure.error)), ""):
        return say(key)
    if not is_shape_clash(failure):
        return ""
    if whole := WHOLE_SHAPE.search(failure.code):
        return say("whole_shape", shape=whole[1])
    updates = any(likest(name, ("learning_rate",)) for name in failure.names)
    if updates and (other := OTHER_GRADIENT.search(failure.code)):
        return say("other_gradient", name=other[1], gradient=other[2])
    if other := other_than_its_field(failure):
        return other
    there = [name for name in re.findall(r"\w+", failure.line_of_code) if name in failure.around]
    around = {name: failure.around[name] for name in there if not isinstance(failure.around[name], Number)}
    for code in (failure.line_of_code, failure.code):  # the whole line says what it is to be
        try:  # a number from outside, such as m, is no size of these arrays
            explanation = explain_shapes(code, around, failure.names, target=failure.wanted)
        except (TypeError, ValueError):  # more than a line of products
            continue
        if clashes := [_advice(product, failure.meant) for product in explanation.products if not product.fits]:
            flat = [
                say("flat_part", part=f"{name}[:, {i}]", whole=f"{name}[:, [{i}]]") for name, i in PART.findall(code)
            ]
            return " ".join([*clashes, *flat[:1]])
    arrays = {name: value for name, value in failure.names.items() if _has_axes(value)}
    there = [name for name in arrays if re.search(rf"\b{name}\b", failure.code)] or list(arrays)
    return say("shapes_there", shapes=", ".join(f"{name} {np.shape(arrays[name])}" for name in there))


def _advice(product: Product, meant: Sequence[Formula]) -> str:
    """Say which shapes met that do not fit, and what would fit; where the right line is known, only if it has that."""
    advised = [read(fix.result.code) for fix in product.fixes]
    right = not meant or {part for formula in meant for part in parts_of(formula)} & set(advised)
    return product.words if right else product.clash


def _not_called(code: str) -> str:
    """Find a method of an array that stands in a formula without brackets behind it: `A1.transpose`."""
    try:
        tree = ast.parse(code.strip())
    except SyntaxError:
        return ""
    called = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    attributes = (node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node not in called)
    methods = (node for node in attributes if callable(getattr(np.ndarray, node.attr, None)))
    return next((ast.unparse(node) for node in methods), "")


def _unpacked(failure: Failure) -> str:
    """Say which named tuple has another number of fields than there are names left of the `=`."""
    expected = re.search(r"expected (\d+)(?:, got (\d+))?", str(failure.error))
    wanted, got = map(int, (expected[1], expected[2] or 0)) if expected else (0, 0)
    for name, value in failure.names.items():
        fields: tuple[str, ...] = getattr(value, "_fields", ())
        if fields and re.search(rf"\b{name}\b", failure.line_of_code) and (len(fields) == got or len(fields) > wanted):
            meant = next((field for field in fields if re.search(rf"\b{field}\b", failure.line_of_code)), fields[0])
            return say("unpacked_fields", name=name, fields=", ".join(fields), meant=meant)
    return say("unpacked", count=wanted)


def other_than_its_field(failure: Failure) -> str:
    """Say which name on the line has another shape than the array of this name in a named tuple: b1 is W2, say."""
    wholes = {key: value for key, value in failure.names.items() if hasattr(value, "_asdict")}
    for name in re.findall(r"(?<![\w.])[A-Za-z]\w*", failure.code):
        own = array_in(failure.names.get(name))
        for whole, value in wholes.items():
            field = array_in(getattr(value, name, None))
            if own is not None and field is not None and own.shape != field.shape:
                return say("other_than_field", name=name, shape=own.shape, field=f"{whole}.{name}", right=field.shape)
    return ""


def _has_axes(value: Any) -> bool:
    array = array_in(value)
    return array is not None and array.ndim > 0


def _name(failure: Failure) -> str:
    missing = getattr(failure.error, "name", "") or ""
    if missing in _of_the_library():
        return say("library_import_missing", name=missing)
    own = difflib.get_close_matches(missing, list(failure.names), n=1)
    close = own or difflib.get_close_matches(missing, dir(builtins), n=1, cutoff=0.8)
    if missing in SIZE_OF:
        code = code_for(missing, failure.names)
        return say("size_missing", name=missing, code=code) if code else say("size_nowhere", name=missing)
    if missing in SHAPES:
        return say("array_missing", name=missing)
    if hasattr(np, missing) and not own:
        return say("did_you_mean", name=f"np.{missing}")
    if missing == "np" or (missing in sys.stdlib_module_names and not own):
        return say("import_missing", code="import numpy as np" if missing == "np" else f"import {missing}")
    if close:
        return say("did_you_mean", name=close[0])
    known = ", ".join(name for name in failure.names if name.isidentifier())
    return say("name_missing", name=missing, known=known) if known else say("name_nowhere", name=missing)


def _of_the_library() -> Sequence[str]:
    """List what nnlib offers by name."""
    return sys.modules["nnlib"].__all__


def code_for(size: str, names: Mapping[str, Any]) -> str:
    """Write how to get a size from an array that is there; nothing if none has it."""
    array, axis = SIZE_OF[size]
    if array in names or any(hasattr(value, "_fields") for value in names.values()):
        return f"{array}.shape[{axis}]"
    there = ((name, FORMS[name].index(size)) for name in names if size in FORMS.get(name, ()))
    return next((f"{name}.shape[{place}]" for name, place in there), "")


def _attribute(failure: Failure) -> str:
    error = failure.error
    wanted, of = getattr(error, "name", ""), getattr(error, "obj", None)
    fields = getattr(of, "_fields", None)
    if fields:
        return say("has_fields", fields=", ".join(fields))
    if "set attribute" in str(error):
        return say("fields_stay")
    if isinstance(of, ModuleType) and wanted in _of_the_library():
        return say("library_has", module=of.__name__, name=wanted)
    if isinstance(of, ModuleType) and of.__name__ == "numpy":
        return _of_numpy(str(wanted))
    if of is None and "NoneType" in str(error):
        return say("none_has_nothing")
    if isinstance(of, np.random.Generator) and wanted in OF_GENERATORS:
        return say("did_you_mean", name=OF_GENERATORS[wanted])
    close = difflib.get_close_matches(str(wanted), [n for n in dir(of) if not n.startswith("_")], n=1)
    return say("did_you_mean", name=close[0]) if close else ""


def _of_numpy(wanted: str) -> str:
    """Say what a name that NumPy has not, or has no more, is called there."""
    name = OF_NUMPY.get(wanted) or next((one for one in dir(np) if one.lower() == wanted.lower()), "")
    close = [name] if name else difflib.get_close_matches(wanted, dir(np), n=1)
    return say("did_you_mean", name=f"np.{close[0]}") if close else ""


def _type(failure: Failure) -> str:
    text = str(failure.error)
    if method := _not_called(failure.code):
        return say("method_not_called", method=method)
    if re.search(r"\.T\s*\(", failure.code) and "not callable" in text:
        return say("T_is_no_method")
    if unknown := re.search(r"unexpected keyword argument '(\w+)'", text):
        close = [KEYWORDS_ELSEWHERE[unknown[1]]] if unknown[1] in KEYWORDS_ELSEWHERE else []
        close = close or difflib.get_close_matches(unknown[1], KEYWORDS, n=1)
        return say("did_you_mean", name=close[0]) if close else ""
    return next((say(key) for words, key in OF_TYPES.items() if re.search(words, text)), "")


def _recursion(_: Failure) -> str:
    return say("calls_itself")


def _unset(_: Failure) -> str:
    return say("unset")


def _key(failure: Failure) -> str:
    key = _sentence(failure.error)
    return say("key_missing", key=key) if key else ""


def _index(_: Failure) -> str:
    return say("index_beyond")


def _assertion(_: Failure) -> str:
    return say("own_assertion")


# What Python and NumPy say, and the key of what it means; the first that is found speaks.
OF_SHAPES = {
    "truth value": "ambiguous",
    "enough dimensions": "no_array_in_product",
    "setting an array element": "array_into_one_place",
}
OF_TYPES = {
    "NoneType|ellipsis|got None|got Ellipsis": "none_in_formula",
    "tuple indices": "fields_by_dot",
    "not subscriptable": "not_subscriptable",
    "not callable": "not_callable",
    "boolean subtract": "truth_values_subtracted",
    r"bitwise_xor|for \^:": "power",
    "operand type.*(function|method|ufunc)": "not_called",
    "integer scalar arrays": "array_for_a_number",
    "missing .*argument": "argument_missing",
    "as a data type": "shape_in_brackets",
    "to Python scalars": "array_for_one_number",
    r"^'(int|float|numpy.\w+)' object is not iterable": "number_in_for",
}
OF_GENERATORS = {"randn": "standard_normal", "rand": "random", "randint": "integers"}  # NumPy's older names
OF_NUMPY = {  # names of elsewhere, and those that NumPy has no more
    "mat": "array", "matrix": "array", "Infinity": "inf", "infty": "inf", "float": "float64", "int": "int64",
    "ln": "log", "pow": "power", "cat": "concatenate", "mm": "matmul", "size_of": "size", "mul": "multiply",
}  # fmt: skip
KEYWORDS_ELSEWHERE = {"dim": "axis", "keepdim": "keepdims"}
KEYWORDS = ("axis", "keepdims", "dtype", "size")  # of NumPy's functions, which do not name the closest themselves

# The first that has words speaks; a class stands before the one that it is a kind of.
MEANINGS: tuple[tuple[type[BaseException], Callable[[Failure], str]], ...] = (
    (UnboundLocalError, _unset),
    (NameError, _name),
    (AttributeError, _attribute),
    (ValueError, _shapes),
    (RecursionError, _recursion),
    (KeyError, _key),
    (IndexError, _index),
    (TypeError, _type),
    (AssertionError, _assertion),
)
