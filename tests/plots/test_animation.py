"""Pictures in a file: one that stands still, and several that move."""

import io
import re

import numpy as np
import pytest
from PIL import Image

from nnlib import draw, draw_side_by_side, make_moons, plot_boundary, plot_cost, save_animation, train
from nnlib.plots.style import CLASS_COLOURS

MOONS = make_moons(30)
RUN = train(MOONS.X, MOONS.Y, hidden_units=3, learning_rate=1.0, iterations=40, checkpoints=range(0, 41, 20))
FRAMES = [draw(plot_boundary, parameters, MOONS) for parameters in RUN.checkpoints.values()]
PAIR = draw_side_by_side(
    lambda ax: plot_boundary(ax, RUN.parameters, MOONS), lambda ax: plot_cost(ax, RUN.costs), size=(9.6, 4.0)
)


def pixels(image):
    return np.asarray(image.convert("RGB"), dtype=float)


def shown(picture):
    return pixels(Image.open(io.BytesIO(picture.png())))


class TestSave:
    def test_png_is_the_picture_in_twice_the_density(self, tmp_path):
        before = PAIR.png()
        PAIR.save(tmp_path / "pair.png")
        with Image.open(tmp_path / "pair.png") as saved:
            assert saved.size == (1920, 800)
            apart = np.abs(pixels(saved.resize((960, 400), Image.Resampling.BOX)) - shown(PAIR))
            assert np.mean(apart) < 4
            assert saved.info["Description"] == PAIR.alt
        assert PAIR.png() == before

    def test_svg_holds_points_boundary_curve_and_words(self, tmp_path):
        PAIR.save(str(tmp_path / "pair.svg"))
        text = (tmp_path / "pair.svg").read_text(encoding="utf-8")
        assert text.count("<image") == 1
        for colour in CLASS_COLOURS:
            assert len(re.findall(rf"<use [^>]*{colour}", text, re.IGNORECASE)) >= 15
        assert 'width="691.2pt" height="288pt"' in text
        assert PAIR.alt.split(";")[0] in text

    @pytest.mark.parametrize(
        ("file", "error", "words"),
        [
            ("pair.jpg", ValueError, "file must end in .svg or .png, got 'pair.jpg'"),
            ("pair", ValueError, "file must end in .svg or .png, got 'pair'"),
            (3, TypeError, "file must be a path, got 3"),
        ],
    )
    def test_another_kind_of_file_is_refused(self, file, error, words):
        with pytest.raises(error, match=words):
            PAIR.save(file)


class TestAnimation:
    @pytest.mark.parametrize("ending", ["gif", "webp"])
    def test_it_holds_each_picture_in_turn_and_stays_at_the_last(self, tmp_path, ending):
        save_animation(tmp_path / f"run.{ending}", FRAMES, milliseconds=50)
        waits = []
        with Image.open(tmp_path / f"run.{ending}") as moving:
            assert moving.n_frames == 3
            for number, picture in enumerate(FRAMES):
                moving.seek(number)
                moving.load()
                waits.append(moving.info["duration"])
                apart = {other.alt: np.mean(np.abs(pixels(moving) - shown(other))) for other in FRAMES}
                assert min(apart, key=apart.get) == picture.alt
        assert waits == [50, 50, 1000]

    @pytest.mark.parametrize(
        ("arguments", "error", "words"),
        [
            (("run.mp4", FRAMES), ValueError, "file must end in .gif or .webp, got 'run.mp4'"),
            (("run.gif", []), ValueError, "pictures must be a list of one or more, got none"),
            (("run.gif", RUN), TypeError, r"pictures\[0\] must be a Picture, as draw\(…\) returns one, got an array"),
            (
                ("run.gif", [PAIR, FRAMES[0]]),
                ValueError,
                r"of one size, got \(640, 400\) and \(960, 400\) pixels",
            ),
        ],
    )
    def test_what_cannot_be_shown_is_refused(self, tmp_path, arguments, error, words, monkeypatch):
        monkeypatch.chdir(tmp_path)
        with pytest.raises(error, match=words):
            save_animation(*arguments)
        assert not list(tmp_path.iterdir())
