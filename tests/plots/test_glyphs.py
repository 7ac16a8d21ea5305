"""Print from masks looks as matplotlib's own, and stands where it stands."""

import io

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from nnlib.plots.glyphs import Canvas, Number

WORDS = {"a number": "−12.345", "digits": "0.74", "words": "learning rate α, g1", "lines": "W1 (n1, n0)\n= (4, 2)"}


def drawn(kind, text, **options):
    """The darkness of each pixel, 0 on the white page, from the top."""
    figure = Figure(figsize=(2, 0.6), dpi=100)
    canvas = kind(figure)
    figure.text(0.5, 0.5, text, ha="center", va="center", **options)
    canvas.draw()
    return 255 - np.asarray(canvas.buffer_rgba())[..., :3].astype(float)


@pytest.mark.parametrize("text", WORDS.values(), ids=WORDS)
@pytest.mark.parametrize("options", [{}, {"fontsize": 8.64}, {"fontweight": "bold", "color": "#0b5394"}])
def test_print_looks_like_matplotlibs_and_stands_within_a_pixel_of_it(text, options):
    ours, theirs = (drawn(kind, text, **options) for kind in (Canvas, FigureCanvasAgg))
    assert ours.sum() == pytest.approx(theirs.sum(), rel=0.05)
    assert ours.max(axis=(0, 1)) == pytest.approx(theirs.max(axis=(0, 1)), abs=12)
    for axis in (0, 1):
        across = [np.flatnonzero(image.sum(axis=(axis, 2)) > 60)[[0, -1]] for image in (ours, theirs)]
        assert np.abs(across[0] - across[1]).max() <= 1
    assert alike(ours, theirs) > max(0.7, alike(ours[::-1], theirs) + 0.05), "the right way up"


def alike(one, other):
    """The correlation of two images, where one is moved by a pixel at the most."""
    shifts = [(i, j) for i in (-1, 0, 1) for j in (-1, 0, 1)]
    return max(np.corrcoef(np.roll(one, shift, (0, 1)).ravel(), other.ravel())[0, 1] for shift in shifts)


@pytest.mark.parametrize("options", [{"rotation": 90}, {"rotation": 30}])
def test_print_at_an_angle_and_formulas_are_matplotlibs_own(options):
    for text in ("0.5", "$W^{[1]}$"):
        assert (drawn(Canvas, text, **options) == drawn(FigureCanvasAgg, text, **options)).all()


@pytest.mark.parametrize("paper", [0, 0.7])
@pytest.mark.parametrize("digits", ["−12.345", "0.74"])
def test_a_number_of_the_axes_looks_as_a_text_in_its_place(digits, paper):
    frames = []
    for own in (True, False):
        figure = Figure(figsize=(2, 1), dpi=100)
        canvas, ax = Canvas(figure), figure.add_axes((0, 0, 1, 1), facecolor="#6b3fa0", xticks=[], yticks=[])
        if own:
            Number(ax, 0.5, 0.5, paper=paper).set_text(digits)
        else:
            sheet = {"facecolor": "white", "edgecolor": "none", "pad": 1.5, "alpha": paper}
            ax.text(0.5, 0.5, digits, ha="center", va="center", bbox=sheet if paper else None)
        canvas.draw()
        frames.append(255 - np.asarray(canvas.buffer_rgba())[..., :3].astype(float))
    assert alike(*frames) > 0.9
    across = [np.flatnonzero((frame != frame[0, 100]).any(axis=(0, 2)))[[0, -1]] for frame in frames]
    assert np.abs(across[0] - across[1]).max() <= 2


def test_a_number_is_as_wide_as_it_is_drawn():
    figure = Figure(figsize=(2, 0.6), dpi=100)
    canvas = Canvas(figure)
    text = figure.text(0.1, 0.5, "−0.123")
    dark = np.flatnonzero(drawn(Canvas, "−0.123").sum(axis=(0, 2)))
    assert text.get_window_extent(canvas.get_renderer()).width == pytest.approx(np.ptp(dark), abs=4)


def test_a_figure_of_another_size_or_density_gets_another_renderer():
    figure = Figure(figsize=(2, 1), dpi=100)
    canvas = Canvas(figure)
    first = canvas.get_renderer()
    assert canvas.get_renderer() is first
    figure.set_dpi(200)
    assert (canvas.get_renderer().width, canvas.get_renderer().height) == (400, 200)
    out = io.BytesIO()
    figure.savefig(out, format="png", dpi=50)
    assert out.getvalue().startswith(b"\x89PNG")
