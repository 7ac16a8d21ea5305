"""Compares shapes and counts, which are made of n0, n1 and n2 alone, and says of a wrong one what it is made of."""

import itertools
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from nnlib.exercises.comparison import Comparison
from nnlib.exercises.samples import Measured
from nnlib.texts import say

FEW = 2  # cases in which the difference of two terms may be any number
SIZES = ("n0", "n1", "n2", "1")
TERMS: dict[str, Callable[[int, int, int], int]] = {
    "1": lambda n0, n1, n2: 1,
    "n0": lambda n0, n1, n2: n0,
    "n1": lambda n0, n1, n2: n1,
    "n2": lambda n0, n1, n2: n2,
    "n1 n0": lambda n0, n1, n2: n1 * n0,
    "n2 n1": lambda n0, n1, n2: n2 * n1,
    "n2 n0": lambda n0, n1, n2: n2 * n0,
}


class SizesComparison(Comparison):
    """Shapes, as two numbers each, or a count."""

    def against(self, array: str) -> Measured | None:
        """Say what speaks against a shape or a count: what it is made of, or by how much it is off."""
        values = [answer[array] for answer in self.answers]
        if np.ndim(self.cases[0].right[array]) == 0:
            return self._against_count(array, values)
        if others := [value for value in values if value.shape != (2,)]:
            return Measured("no_pair", {"count": others[0].size})
        wrong = self._first_wrong(array)
        its = ", ".join(self._symbol([value[i] for value in values], wrong) for i in range(2))
        value = f"({', '.join(f'{number:g}' for number in values[wrong])})"
        return Measured("sizes", {"its": its, "value": value, "sizes": self._sizes(wrong)})

    def _first_wrong(self, array: str) -> int:
        """Find the first case in which an array is wrong: in others it may be right by chance."""
        return next(i for i in range(len(self.cases)) if not self.fits(i, array))

    def _sizes(self, i: int) -> str:
        return ", ".join(f"{name} = {self.cases[i].known[name]}" for name in SIZES[:3])

    def _symbol(self, numbers: list[float], i: int) -> str:
        """Name the size that a number is in every case; else give the number in one of them."""
        for size in SIZES:
            if numbers == [case.known[size] for case in self.cases]:
                return size
        return f"{numbers[i]:g}"

    def _against_count(self, array: str, values: list[Any]) -> Measured:
        if others := [value for value in values if value.size != 1]:
            return Measured("not_one_number", {"shape": others[0].shape, "count": others[0].size})
        apart = [value.item() - self.cases[i].right[array] for i, value in enumerate(values)]
        for written, term in self._terms():
            for key, signed in (("too_many", term), ("too_few", [-n for n in term])):
                if apart == signed:
                    return Measured("count_apart", {"apart": say(key, apart=written)})
        for (one, more), (other, less) in itertools.permutations(self._terms() if len(apart) > FEW else (), 2):
            if apart == [n - less[i] for i, n in enumerate(more)]:
                both = f"{say('too_many', apart=one)}, {say('too_few', apart=other)}"
                return Measured("count_apart", {"apart": both})
        wrong = self._first_wrong(array)
        return Measured("count", {"value": f"{values[wrong].item():g}", "sizes": self._sizes(wrong)})

    def _terms(self) -> Iterator[tuple[str, list[int]]]:
        """Give each product of sizes, once and twice, with its numbers in the cases."""
        sizes = [[case.known[name] for name in SIZES[:3]] for case in self.cases]
        for times in (1, 2):
            for name, term in TERMS.items():
                yield name if times == 1 else f"{times} · {name}", [times * term(*of) for of in sizes]
