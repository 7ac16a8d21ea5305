"""Two settings side by side, each under its title; and a boundary that is watched while it trains."""

import inspect
import re
from itertools import islice

import pytest

import nnlib
from nnlib import draw, draw_side_by_side, make_moons, plot_cost, train
from tests.pictures import faults
from tests.plots.states import STATES

PUBLIC = {name: getattr(nnlib, name) for name in nnlib.__all__}
MOONS = make_moons(20)
FEW, MANY = (train(MOONS.X, MOONS.Y, hidden_units=n1, learning_rate=1, iterations=5) for n1 in (2, 20))


def example_in(function):
    """The indented lines of the docstring's first example."""
    return re.search(r":\n\n((?:    .*\n)+)", inspect.getdoc(function))[1].replace("\n    ", "\n")[4:]


def test_two_settings_side_by_side_in_one_call_with_titles():
    names = {"few": FEW, "many": MANY, "moons": MOONS}
    picture = eval(example_in(draw_side_by_side), PUBLIC | names)
    drawn = {text.get_text(): text for drawing in picture.drawings for text in drawing.ax.texts}
    assert {"2 hidden units", "20 hidden units"} <= {*drawn}
    picture.png()
    for title in ("2 hidden units", "20 hidden units"):
        names = drawn[title].axes.get_legend().get_window_extent()
        assert drawn[title].get_window_extent().y0 >= names.y1 - 1
    assert re.match(r"2 hidden units: x2 over x1, 20 .* 20 hidden units: x2 over x1, 20 ", picture.alt)


@pytest.mark.parametrize("state", ["landscape", "check", "activation tanh", "step", "loss", "boundary held out"])
def test_a_title_stands_on_nothing(monkeypatch, state):
    monkeypatch.setattr("tests.plots.states.draw", with_a_title)
    assert faults(STATES[state]()) == []


def with_a_title(plot, *data, size=(6.4, 4.0), **options):
    return draw_side_by_side(lambda ax: plot(ax, *data, **options), size=size, titles=["The title"])


def test_a_title_is_drawn_as_it_is_written():
    picture = draw_side_by_side(lambda ax: plot_cost(ax, [0.5, 0.25]), titles=["$5_a"])
    assert [text.get_text() for text in picture.drawings[0].ax.texts if "5" in text.get_text()][-1] == r"\$5_a"


def test_titles_of_other_plots_are_refused():
    with pytest.raises(ValueError, match=r"titles has 2 texts; expected one a plot, 1"):
        draw_side_by_side(lambda ax: plot_cost(ax, [0.5]), titles=["a", "b"])
    with pytest.raises(TypeError, match=r"titles must be a list, got 'a': pass \[titles\]"):
        draw_side_by_side(lambda ax: plot_cost(ax, [0.5]), titles="a")


def test_a_boundary_is_watched_while_it_trains():
    """In a notebook each picture takes the place of the one before."""
    shown = []

    def display(picture, *, clear):
        shown.append((picture.alt, clear))

    start = nnlib.initialize_parameters(2, 4, rng=0)
    names = {"display": display, "islice": islice, "start": start, "moons": MOONS}
    exec(example_in(draw), PUBLIC | names)
    assert len({alt for alt, _ in shown}) > 1
    assert len(shown) == 11
    assert all(clear for _, clear in shown)
