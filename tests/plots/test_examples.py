"""The examples of a data set as points, each class with its own marker."""

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from nnlib import (
    draw,
    initialize_parameters,
    load_breast_cancer,
    load_penguins,
    make_moons,
    plot_boundary,
    plot_examples,
    train_test_split,
)
from nnlib.plots.style import CLASS_COLOURS, CLASS_LINES, CLASS_MARKERS

PENGUINS = load_penguins()


def test_every_example_is_a_point_with_its_classes_marker():
    drawing = draw(plot_examples, PENGUINS).drawings[0]
    for label, points in enumerate(drawing.artists):
        assert_array_equal(points.get_data(), PENGUINS.X[:, PENGUINS.Y[0] == label])
        assert points.get_marker() == CLASS_MARKERS[label]
        assert points.get_color() == CLASS_COLOURS[label]
        assert points.get_label() == PENGUINS.class_names[label]


def test_a_boundarys_held_out_points_are_hollow_and_the_others_filled():
    trained_on, held_out = train_test_split(PENGUINS, seed=0)
    parameters = initialize_parameters(2, 3, rng=0)
    drawing = draw(plot_boundary, parameters, trained_on, held_out=held_out, reference=trained_on.X).drawings[0]
    points = [line for line in drawing.ax.lines if len(line.get_xdata())]
    parts = [(part, label) for part in (trained_on, held_out) for label in (0, 1)]
    for line, (part, label) in zip(points, parts, strict=True):
        hollow = part is held_out
        assert_array_equal(line.get_data(), part.X[:, part.Y[0] == label])
        assert line.get_marker() == CLASS_MARKERS[label]
        assert line.get_markerfacecolor() == ("white" if hollow else CLASS_COLOURS[label])
        assert not hollow or line.get_markeredgecolor() == CLASS_LINES[label]


def test_axes_hold_all_points_and_are_named():
    ax = draw(plot_examples, PENGUINS).drawings[0].ax
    assert (ax.get_xlabel(), ax.get_ylabel()) == PENGUINS.feature_names
    for (low, high), values in zip((ax.get_xlim(), ax.get_ylim()), PENGUINS.X, strict=True):
        assert low < values.min()
        assert values.max() < high


def test_words_tell_the_counts_and_the_ranges():
    alt = draw(plot_examples, PENGUINS).alt
    assert alt.startswith("68 points for Chinstrap and 123 for Gentoo: ")
    assert f"from {PENGUINS.X[1].min():.4g} to {PENGUINS.X[1].max():.4g}." in alt


def test_update_shows_what_a_new_drawing_shows_with_the_same_artists():
    drawing, fresh = (draw(plot_examples, make_moons(seed=seed)).drawings[0] for seed in (0, 1))
    before = [id(artist) for artist in drawing.artists]
    assert drawing.update(make_moons(seed=1))
    assert [id(artist) for artist in drawing.artists] == before
    assert drawing.alt == fresh.alt
    assert drawing.ax.get_xlim() == fresh.ax.get_xlim()
    assert not drawing.update(make_moons(seed=1))


def test_more_than_two_features_are_refused():
    with pytest.raises(ValueError, match="n0 = 30 features; the plane of a picture has two"):
        draw(plot_examples, load_breast_cancer())


def test_a_point_below_zero_is_told_with_a_minus():
    assert f"−{np.abs(make_moons().X[0].min()):.4g}" in draw(plot_examples, make_moons()).alt
