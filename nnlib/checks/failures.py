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
from nnlib._machinery.formulas import Formula, leaves, parts_of, read
from nnlib._machinery.reading import array_in
from nnlib._machinery.shapes import SHAPES
from nnlib.checks.running import Failure, TooLong
from nnlib.checks.tasks import FORMS
from nnlib.products import Product, explain_shapes
from nnlib.texts import say

OTHER_GRADIENT = re.compile(r"\b([Wb][12])\b(?=[^-]*-[^-]*$)(?!.*\bd\1\b).*\b(d[WbZ][12])\b")
WHOLE_SHAPE = re.compile(r"[-+*/@]\s*\(?([\w.]+\.shape)\b(?!\s*\[)")
PART = re.compile(r"\b(\w+)\[:, (\w+)\]")  # one column, which is flat
NAME = re.compile(r"(?<![\w.])[A-Za-z]\w*")
SIZE_OF = {"m": ("X", 1), "n0": ("X", 0), "n1": ("W1", 0), "n2": ("W2", 0)}  # of which array, along which axis
CLASH = re.compile(r"matmul|broadcast|shapes .* not aligned|mismatch|inconsistent|dimension")


def explained(
    failure: Failure, given: Mapping[str, Any], meant: Sequence[Formula] = (), wanted: tuple[int, ...] | None = None
) -> str:
    """Say which line failed, how, and what that means, in a function that was given these quantities.

    Where the right line is known, as it may be `meant`, nothing else is advised; `wanted` is the shape of its result.
    """
    error = failure.error
    if isinstance(error, TooLong):
        return say("too_long", seconds=f"{error.seconds:g}", where=_where(failure))
    if not failure.names and isinstance(error, TypeError) and failure.line == 0:
        return say("cached") if "unhashable" in str(error) else say("wrong_call", error=_sentence(error))
    if is_shape_clash(failure):
        meaning = _meaning(failure) or _shapes(failure, given, meant, wanted)
        return say("shapes_clash", where=_where(failure), meaning=meaning)
    kind, sentence = type(error).__name__, _sentence(error)
    what = f"{kind}: {sentence}" if sentence else kind
    return f"{say('raised', where=_where(failure), what=what)} {_meaning(failure)}".rstrip()


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


def _meaning(failure: Failure) -> str:
    """Say what Python's message means, by what stands there, else by its words alone."""
    of_its_kind = next(
        (words for kind, of in MEANINGS if isinstance(failure.error, kind) and (words := of(failure))), ""
    )
    text = str(failure.error)
    said = (key for kind, words, key in SAYINGS if isinstance(failure.error, kind) and re.search(words, text))
    return of_its_kind or next(map(say, said), "")


# Shapes that do not fit.


def _shapes(
    failure: Failure, given: Mapping[str, Any], meant: Sequence[Formula], wanted: tuple[int, ...] | None
) -> str:
    """Explain the products on the line, in the notes' symbols, where `explain_shapes` can read it."""
    if whole := WHOLE_SHAPE.search(failure.code):
        return say("whole_shape", shape=whole[1])
    updates = any(likest(name, ("learning_rate",)) for name in failure.names)
    its_own = {leaf for form in meant for leaf in leaves(form)}
    if updates and (other := OTHER_GRADIENT.search(failure.code)) and other[2] not in its_own:
        return say("other_gradient", name=other[1], gradient=other[2])
    if other := other_than_given(failure, given):
        return other
    there = [name for name in re.findall(r"\w+", failure.line_of_code) if name in failure.around]
    around = {name: failure.around[name] for name in there if not isinstance(failure.around[name], Number)}
    for code in (failure.line_of_code, failure.code):  # the whole line says what it is to be
        try:  # a number from outside, such as m, is no size of these arrays
            explanation = explain_shapes(code, around, failure.names, target=wanted)
        except (TypeError, ValueError):  # more than a line of products
            continue
        if clashes := [_advice(product, meant) for product in explanation.products if not product.fits]:
            flat = [
                say("flat_part", part=f"{name}[:, {i}]", whole=f"{name}[:, [{i}]]") for name, i in PART.findall(code)
            ]
            return " ".join([*clashes, *flat[:1]])
    arrays = {name: np.shape(value) for name, value in failure.names.items() if np.ndim(array_in(value)) > 0}
    there = [name for name in arrays if re.search(rf"\b{name}\b", failure.code)] or list(arrays)
    return say("shapes_there", shapes=", ".join(f"{name} {arrays[name]}" for name in there))


def _advice(product: Product, meant: Sequence[Formula]) -> str:
    """Say which shapes met that do not fit, and what would fit; where the right line is known, only if it has that."""
    advised = [read(fix.result.code) for fix in product.fixes]
    right = not meant or {part for formula in meant for part in parts_of(formula)} & set(advised)
    return product.words if right else product.clash


def other_than_given(failure: Failure, given: Mapping[str, Any]) -> str:
    """Say which name on the line has another shape than the array of this name that was given: b1 is W2, say."""
    wholes = {key: value for key, value in failure.names.items() if hasattr(value, "_asdict")}
    for name in NAME.findall(failure.code):
        own = array_in(failure.names.get(name))
        written = next((f"{key}.{name}" for key, whole in wholes.items() if hasattr(whole, name)), "")
        right = array_in(given.get(name))
        if own is None or right is None or own.shape == right.shape:
            continue
        if written:
            return say("other_than_field", name=name, shape=own.shape, field=written, right=right.shape)
        if not failure.inside:  # in another function the name may stand for another array
            return say("other_than_given", name=name, shape=own.shape, right=right.shape)
    return ""


def _not_called(failure: Failure) -> str:
    """Say which method of an array stands in a formula without brackets behind it: `A1.transpose`."""
    try:
        nodes = list(ast.walk(ast.parse(failure.code.strip())))
    except SyntaxError:
        return ""
    called = [node.func for node in nodes if isinstance(node, ast.Call)]
    attributes = (node for node in nodes if isinstance(node, ast.Attribute) and node not in called)
    methods = (ast.unparse(node) for node in attributes if callable(getattr(np.ndarray, node.attr, None)))
    return next((say("method_not_called", method=method) for method in methods), "")


# What else Python says.


def _value(failure: Failure) -> str:
    if "to unpack" in str(failure.error):
        return _unpacked(failure)
    if "truth value" in str(failure.error) and re.search(r"(?<![\w.])(max|min)\(", failure.code):
        return say("larger_of_two")
    return _not_called(failure)


def _unpacked(failure: Failure) -> str:
    """Say which named tuple has another number of fields than there are names left of the `=`."""
    targets, value = _assigned(failure.line_of_code)
    names, call = NAME.findall(targets), re.match(r"(?:nnlib\.)?(\w+)\(", value)
    function = (failure.around.get(call[1]) or getattr(sys.modules["nnlib"], call[1], None)) if call else None
    holder = getattr(function, "__annotations__", {}).get("return") if call else failure.names.get(value)
    fields: tuple[str, ...] = getattr(holder, "_fields", ())  # of Cache, say, or of parameters
    meant = next((field for field in fields if field in names), next(iter(fields), ""))
    if not fields:
        expected = re.search(r"expected (\d+)", str(failure.error))
        return say("unpacked", count=expected[1] if expected else len(names))
    if call:
        kind = getattr(holder, "__name__", "")
        about = {
            "function": call[1],
            "kind": kind,
            "code": f"{kind.lower()} = {value}",
            "read": f"{kind.lower()}.{meant}",
        }
        return say("unpacked_call", fields=", ".join(fields), **about)
    return say("unpacked_fields", name=value, fields=", ".join(fields), meant=meant)


def _assigned(line: str) -> tuple[str, str]:
    """Give what stands on the left and on the right of a `=`; nothing where there is none."""
    try:
        nodes = ast.parse(line).body
    except SyntaxError:
        return "", ""
    pairs = [(ast.unparse(node.targets[0]), ast.unparse(node.value)) for node in nodes if isinstance(node, ast.Assign)]
    return pairs[0] if pairs else ("", "")


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
    wanted, of = str(getattr(failure.error, "name", "")), getattr(failure.error, "obj", None)
    if fields := getattr(of, "_fields", None):
        return say("has_fields", fields=", ".join(fields))
    if isinstance(of, ModuleType) and wanted in _of_the_library():
        return say("library_has", module=of.__name__, name=wanted)
    if isinstance(of, ModuleType) and of.__name__ == "numpy":
        return _of_numpy(wanted)
    if isinstance(of, np.random.Generator) and wanted in OF_GENERATORS:
        return say("did_you_mean", name=OF_GENERATORS[wanted])
    if of is None or "set attribute" in str(failure.error):
        return ""
    return _close_to(wanted, [name for name in dir(of) if not name.startswith("_")])


def _of_numpy(wanted: str) -> str:
    """Say what a name that NumPy has not, or has no more, is called there."""
    name = OF_NUMPY.get(wanted) or next((one for one in dir(np) if one.lower() == wanted.lower()), "")
    close = [name] if name else difflib.get_close_matches(wanted, dir(np), n=1)
    return say("did_you_mean", name=f"np.{close[0]}") if close else ""


def _close_to(wanted: str, names: Sequence[str]) -> str:
    return next((say("did_you_mean", name=name) for name in difflib.get_close_matches(wanted, names, n=1)), "")


def _type(failure: Failure) -> str:
    text = str(failure.error)
    if method := _not_called(failure):
        return method
    if "not callable" in text and re.search(r"\.T\s*\(", failure.code):
        return say("T_is_no_method")
    if unknown := re.search(r"unexpected keyword argument '(\w+)'", text):
        elsewhere = KEYWORDS_ELSEWHERE.get(unknown[1])
        return say("did_you_mean", name=elsewhere) if elsewhere else _close_to(unknown[1], KEYWORDS)
    return ""


def _key(failure: Failure) -> str:
    """Say which keys there are."""
    key = _sentence(failure.error)
    found = re.search(r"(\w+)\[[^\[]*$", failure.code)
    held = failure.names.get(found[1]) if found else None
    keys = f" {say('has_fields', fields=', '.join(map(str, held)))}" if isinstance(held, Mapping) and held else ""
    return say("key_missing", key=key) + keys if key else ""


# What Python and NumPy say, and the key of what it means; the first that is found speaks.
SAYINGS: tuple[tuple[type[BaseException], str, str], ...] = (
    (UnboundLocalError, "", "unset"),
    (RecursionError, "", "calls_itself"),
    (AttributeError, "set attribute", "fields_stay"),
    (AttributeError, "NoneType", "none_has_nothing"),
    (ValueError, "unexpected field names", "field_by_name"),
    (ValueError, "truth value", "ambiguous"),
    (ValueError, "enough dimensions", "no_array_in_product"),
    (ValueError, "setting an array element", "array_into_one_place"),
    (IndexError, "", "index_beyond"),
    (TypeError, "NoneType|ellipsis|got None|got Ellipsis", "none_in_formula"),
    (TypeError, "tuple indices", "fields_by_dot"),
    (TypeError, "not subscriptable", "not_subscriptable"),
    (TypeError, "not callable", "not_callable"),
    (TypeError, "boolean subtract", "truth_values_subtracted"),
    (TypeError, r"bitwise_xor|for \^:", "power"),
    (TypeError, "operand type.*(function|method|ufunc)", "not_called"),
    (TypeError, "integer scalar arrays", "array_for_a_number"),
    (TypeError, "missing .*argument", "argument_missing"),
    (TypeError, "as a data type", "shape_in_brackets"),
    (TypeError, "to Python scalars", "array_for_one_number"),
    (TypeError, r"^'(int|float|numpy.\w+)' object is not iterable", "number_in_for"),
    (AssertionError, "", "own_assertion"),
)
OF_GENERATORS = {"randn": "standard_normal", "rand": "random", "randint": "integers"}  # NumPy's older names
OF_NUMPY = {  # names of elsewhere, and those that NumPy has no more
    "mat": "array", "matrix": "array", "Infinity": "inf", "infty": "inf", "float": "float64", "int": "int64",
    "ln": "log", "pow": "power", "cat": "concatenate", "mm": "matmul", "size_of": "size", "mul": "multiply",
}  # fmt: skip
KEYWORDS_ELSEWHERE = {"dim": "axis", "keepdim": "keepdims"}
KEYWORDS = ("axis", "keepdims", "dtype", "size")  # of NumPy's functions, which do not name the closest themselves
MEANINGS: tuple[tuple[type[BaseException], Callable[[Failure], str]], ...] = (  # what stands there tells more
    (NameError, lambda failure: "" if isinstance(failure.error, UnboundLocalError) else _name(failure)),
    (AttributeError, _attribute),
    (ValueError, _value),
    (KeyError, _key),
    (TypeError, _type),
)
