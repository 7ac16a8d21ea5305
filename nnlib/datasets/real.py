"""Real data, shipped with the package; `data/README.md` says where each table comes from."""

import csv
import gzip
from typing import Annotated, Literal

import numpy as np

from nnlib._machinery.rules import integer
from nnlib.datasets.dataset import Dataset

Species = Literal["Adelie", "Chinstrap", "Gentoo"]
Measurement = Literal["bill length", "bill depth", "flipper length", "body mass"]

UNITS: dict[Measurement, str] = {"bill length": "mm", "bill depth": "mm", "flipper length": "mm", "body mass": "g"}


def load_penguins(
    *,
    species: tuple[Species, Species] = ("Chinstrap", "Gentoo"),
    measurements: tuple[Measurement, ...] = ("bill length", "bill depth"),
) -> Dataset:
    """Load two species of the Palmer penguins, with what was measured of each bird.

    Chinstrap against Gentoo by their bills teaches best.  A straight line gets 6 of the 191 birds wrong, the curve of
    four hidden units 1 to 3; and the curve is better on birds kept aside too (96.9 % against 96.2 %, the mean of 100
    splits).  A line tells Adelie from Gentoo without a mistake, and Adelie from Chinstrap as well as any curve.

    Two birds of which nothing was measured, an Adelie and a Gentoo, are left out.

    Args:
        species: the two classes, first the one with label 0: "Adelie", "Chinstrap" or "Gentoo".
        measurements: the features, in this order: "bill length", "bill depth", "flipper length" in mm, "body mass"
            in g.

    Returns:
        A Dataset with X (n0, m), n0 the number of measurements, and Y (1, m).  Of Chinstrap there are 68 birds, of
        Gentoo 123, of Adelie 151.
    """
    columns = {name: f"{name.replace(' ', '_')}_{unit}" for name, unit in UNITS.items()}
    complete = [row for row in _table("penguins.csv") if "NA" not in map(row.get, columns.values())]
    birds = [row for row in complete if row["species"] in species]
    return Dataset(
        X=np.array([[float(bird[columns[name]]) for bird in birds] for name in measurements]),
        Y=np.array([[float(bird["species"] == species[1]) for bird in birds]]),
        feature_names=tuple(f"{name} ({UNITS[name]})" for name in measurements),
        class_names=species,
        description="Palmer penguins",
        source="Horst, Hill and Gorman (2020), palmerpenguins, https://doi.org/10.5281/zenodo.3960218",
        licence="CC0-1.0",
    )


def load_breast_cancer() -> Dataset:
    """Load the Wisconsin breast cancer data: 569 tumours by 30 measurements of their cell nuclei.

    Label 1 is malignant, the one that is looked for, so that A2 is the probability of cancer.  (In scikit-learn's
    copy it is 0.)  The 30 are ten properties, such as radius and texture, each as a mean, its standard error, and the
    mean of the three worst nuclei.  Standardise them: their standard deviations differ by a factor of
    215,000.

    Returns:
        A Dataset with X (30, 569), the source gives no units, and Y (1, 569): 357 benign, 212 malignant.
    """
    rows = _table("breast_cancer.csv")
    names = tuple(rows[0])[:-1]
    return Dataset(
        X=np.array([[float(row[name]) for row in rows] for name in names]),
        Y=np.array([[float(row["diagnosis"] == "malignant") for row in rows]]),
        feature_names=names,
        class_names=("benign", "malignant"),
        description="Wisconsin breast cancer",
        source="Wolberg, Mangasarian, Street and Street (1995), UCI repository, https://doi.org/10.24432/C5DW2B",
        licence="CC-BY-4.0",
    )


def load_digits(*, digit: Annotated[int, integer(0, 9)] = 8) -> Dataset:
    """Load 1797 handwritten digits of 8 × 8 pixels, one digit against all others.

    8 is the hardest to tell from the rest: one hidden unit gets 95 % of the images kept aside right, sixteen 98 %,
    where for each other digit one unit is enough for 98 %.  Always to answer "not an 8" gets 90 %.  Three pixels are
    paper in every image.

    Args:
        digit: the class with label 1, from 0 to 9.

    Returns:
        A Dataset with X (64, 1797), a column an image, row by row, in ink from 0 (paper) to 16, and Y (1, 1797).
        `X[:, i].reshape(8, 8)` is a picture again.
    """
    rows = _table("digits.csv.gz")
    pixels = tuple(rows[0])[:-1]
    return Dataset(
        X=np.array([[float(row[pixel]) for row in rows] for pixel in pixels]),
        Y=np.array([[float(row["digit"] == str(digit)) for row in rows]]),
        feature_names=tuple("pixel row {1} column {2} (ink, 0 to 16)".format(*p.split("_")) for p in pixels),
        class_names=("other digit", f"digit {digit}"),
        description="handwritten digits",
        source="Alpaydin and Kaynak (1998), UCI repository, https://doi.org/10.24432/C50P49",
        licence="CC-BY-4.0",
    )


def _table(file: str) -> list[dict[str, str]]:
    """Read a table from the package, wherever that lies: in a folder, in a zip, or in the browser."""
    from importlib import resources  # takes longer to import than all of nnlib, and few calls need it

    content = resources.files("nnlib.datasets").joinpath("data", file).read_bytes()
    text = gzip.decompress(content) if file.endswith(".gz") else content
    return list(csv.DictReader(text.decode("utf-8").splitlines()))
