"""The playground as a widget: what the page asks for, what it is told, and when it stops playing."""

import asyncio
import io
import itertools
import time

import numpy as np
import pytest
from PIL import Image, ImageSequence

from nnlib import explore_playground, forward, load_breast_cancer, load_penguins, make_moons, save_parameters
from nnlib.widgets.playground import still
from nnlib.widgets.playground.frame import BINS, EVERY, GRID, SKETCHED, plane_of, shown, sketches_of
from nnlib.widgets.playground.playing import MOST_UNDER_WAY, Player
from nnlib.widgets.playground.setup import as_trained
from nnlib.widgets.playground.state import Steps, replay
from nnlib.widgets.playground.widget import Playground


class Told:
    """Listens to what a playground tells its page, and asks it for things as the page does."""

    def __init__(self, playground: Playground, monkeypatch) -> None:
        self.playground, self.messages = playground, []
        monkeypatch.setattr(playground, "send", lambda told, buffers=(): self.messages.append((told, buffers)))

    def ask(self, what: str, *buffers: bytes, **given) -> None:
        self.playground._hear(None, {"do": what, **given}, list(buffers))

    def last(self, kind: str):
        return next(told for told, _ in reversed(self.messages) if told["kind"] == kind)


@pytest.fixture
def told(monkeypatch) -> Told:
    return Told(explore_playground("moons", m=60, hidden_units=3), monkeypatch)


def test_a_page_that_comes_is_told_all(told):
    told.ask("hello", view="a")
    assert [message["kind"] for message, _ in told.messages] == ["setup", "pins", "picture"]
    for message, (content,) in told.messages:
        sizes = [int(np.prod(shape)) for shape in message["shapes"].values()]
        assert len(content) == 4 * sum(sizes)
    assert told.last("setup")["counts"] == [44, 16]


def test_the_picture_has_the_networks_numbers(told):
    state = told.playground.state
    seen = shown(state, plane_of(state.data)).arrays
    x, y = np.linspace(state.data.low, state.data.high, GRID).T
    place = as_trained(state.data, np.array([[x[7]], [y[31]]]))
    cache = forward(state.parameters, place)
    assert seen["Z2"][31, 7] == pytest.approx(cache.Z2[0, 0], rel=1e-4)
    even = as_trained(state.data, np.array([[x[8]], [y[30]]]))
    assert seen["A1"][:, 30 // EVERY, 8 // EVERY] == pytest.approx(forward(state.parameters, even).A1[:, 0], rel=1e-4)


def test_more_features_show_how_the_predictions_spread():
    state = explore_playground(load_breast_cancer(), hidden_units=4).state
    seen = shown(state, plane_of(state.data)).arrays
    assert plane_of(state.data) is None
    assert (seen["A1"].shape, seen["Z2"].shape) == ((4, 2, BINS), (2, BINS))
    assert seen["Z2"].max() == 1


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"what": "step", "count": 0}, "count must be a whole number from 1"),
        ({"what": "step", "count": "1"}, "count must be a whole number, got '1'"),
        ({"what": "set", "name": "learning_rate", "value": None}, "learning_rate must be a number"),
        ({"what": "set", "name": "__class__", "value": 1}, "there is no setting"),
        ({"what": "set", "name": "dataset", "value": "given"}, "pass it as dataset"),
        ({"what": "weight", "symbol": "W3", "row": 0, "column": 0, "value": 1}, "one of W1, b1, W2, b2"),
        ({"what": "weight", "symbol": "W1", "row": 9, "column": 0, "value": 1}, "there is no W1[9, 0]"),
        ({"what": "speed", "count": 7}, "the speed must be one of"),
        ({"what": "stop_at", "iteration": 0}, "Stop at iteration must be a whole number from 1 to 999999, got 0"),
        ({"what": "back", "place": 5}, "place must be a whole number from 0 to 0"),
        ({"what": "unpin", "which": 0}, "which must be a whole number from 0 to -1"),
        ({"what": "take_text", "text": "x"}, "this is not the text of a playground's state"),
        ({"what": "points", "points": [[0, 0]]}, "points[0] must be [x1, x2, label]"),
    ],
)
def test_what_cannot_be_done_is_said_in_words(told, asked, words):
    before = told.playground.state
    told.ask(asked.pop("what"), **asked)
    assert words in told.last("error")["words"]
    assert told.playground.state is before


def test_a_control_that_is_locked_does_nothing(monkeypatch):
    told = Told(explore_playground("moons", lock=["learning_rate", "weights"], hide=["take"]), monkeypatch)
    told.ask("set", name="learning_rate", value=1.0)
    told.ask("weight", symbol="W1", row=0, column=0, value=1.0)
    told.ask("text", form="code")
    assert [message["words"] for message, _ in told.messages] == ["this control is locked"] * 3
    told.ask("set", name="hidden_units", value=2)
    assert told.playground.state.hidden_units == 2
    assert told.playground.state.learning_rate == 0.3


def test_reset_keeps_hidden_units_and_rate_and_begins_anew(told):
    told.ask("step", count=5)
    told.ask("set", name="hidden_units", value=6)
    told.ask("set", name="learning_rate", value=2.0)
    told.ask("reset")
    state, fresh = told.playground.state, explore_playground("moons", m=60, hidden_units=6).state
    assert (state.iteration, state.learning_rate) == (0, 2.0)
    assert np.array_equal(state.parameters.W1, fresh.parameters.W1)


def test_another_data_set_brings_its_own_noise(told):
    told.ask("points", points=[[0, 0, 1]])
    told.ask("set", name="dataset", value="spiral")
    assert told.playground.state.setup.noise == 0.1
    assert told.playground.state.data.points == ()
    assert told.last("setup")["classes"] == ("first arm", "second arm")


def test_data_of_ones_own_are_called_by_their_name_in_the_menu(told):
    made = ["flower", "moons", "circles", "xor", "spiral", "blank"]
    assert list(told.playground._about["settings"]["dataset"]["names"]) == made
    own = explore_playground(load_penguins(), hidden_units=2)._about
    assert list(own["settings"]["dataset"]["names"]) == [*made, "given"]
    assert own["given"] == "Palmer penguins"


def test_each_data_set_is_chosen_by_a_picture_of_some_of_its_examples(told):
    drawn = sketches_of(told.playground.state.data)
    assert list(drawn) == ["flower", "moons", "circles", "xor", "spiral"]
    for places in (array[:2] for array in drawn.values()):
        assert (places.min(axis=1) == 0).all()
        assert (places.max(axis=1) == 1).all()
    own = load_penguins()
    places, labels = np.split(sketches_of(explore_playground(own).state.data)["given"], [2])
    assert np.array_equal(labels, own.Y[:, :SKETCHED])
    assert np.corrcoef(places[0], own.X[0, :SKETCHED])[0, 1] == pytest.approx(1)
    assert "given" not in sketches_of(explore_playground(load_breast_cancer()).state.data)


def test_it_speaks_the_language_that_is_asked_for(monkeypatch):
    monkeypatch.setenv("NNLIB_LANGUAGE", "de")
    told = Told(explore_playground("moons", lock=["weights"], learning_rate=100), monkeypatch)
    assert told.playground._about["phrases"]["Hidden units"] == "Verdeckte Einheiten"
    told.ask("weight", symbol="W1", row=0, column=0, value=1.0)
    assert told.last("error")["words"] == "dieser Regler ist gesperrt"
    told.ask("step", count=10)
    assert told.last("picture")["why"][0] == "Die Kosten stiegen zuerst bei Schritt 1, mit der Lernrate 100."


def test_one_goes_back_and_on_from_there(told):
    for _ in range(120):
        told.ask("step", count=1)
    assert told.last("picture")["back"] == [100, 100]
    told.ask("back", place=40)
    assert told.playground.state.iteration == 60
    told.ask("step", count=2)
    assert told.playground.state.iteration == 62
    assert told.last("picture")["back"] == [41, 41]


def test_five_runs_are_kept_and_no_more(told):
    for _ in range(6):
        told.ask("pin")
    assert len(told.playground.pins) == 5
    assert "remove one of them first" in told.last("error")["words"]
    told.ask("unpin", which=4)
    assert len(told.last("pins")["pins"]) == 4


def test_parameters_go_to_a_file_and_come_back(told):
    told.ask("step", count=30)
    trained = told.playground.state.parameters
    told.ask("parameters")
    (content,) = told.messages[-1][1]
    told.ask("reset")
    told.ask("take_parameters", content)
    assert all(np.array_equal(a, b) for a, b in zip(told.playground.state.parameters, trained, strict=True))
    other = io.BytesIO()
    save_parameters(other, explore_playground(load_breast_cancer(), hidden_units=2).state.parameters)
    told.ask("take_parameters", other.getvalue())
    assert "n0 = 30 inputs; the data set has 2" in told.last("error")["words"]


def test_a_run_becomes_a_file_that_moves(told):
    told.ask("step", count=100)
    told.ask("weight", symbol="W1", row=0, column=0, value=3.0)
    told.ask("step", count=100)
    told.ask("animation")
    (content,) = told.messages[-1][1]
    image = Image.open(io.BytesIO(content))
    assert image.n_frames > 10
    assert len(content) < 3_000_000
    frames = [np.asarray(frame.convert("L"), dtype=float) for frame in ImageSequence.Iterator(image)]
    assert all(np.abs(later - before).max() > 50 for before, later in itertools.pairwise(frames[:-1]))
    end = np.asarray(Image.open(io.BytesIO(told.playground.picture.png())).convert("L"), dtype=float)
    assert np.abs(frames[-1] - end).mean() < 2 < np.abs(frames[0] - end).mean()


def test_the_states_of_a_moving_file_are_those_of_the_run(told):
    told.ask("step", count=50)
    told.ask("set", name="learning_rate", value=2.0)
    told.ask("step", count=50)
    state = told.playground.state
    for past in still._on_the_way(state)[:-1]:
        fresh = replay(state.setup, 0.3, (Steps(min(past.iteration, 50), 0.3),))
        assert past.cost == (replay(state.setup, 0.3, past.moves).cost if past.iteration > 50 else fresh.cost)


def test_data_of_ones_own():
    moons = make_moons(m=40)
    by_arrays = explore_playground((moons.X, moons.Y[0]), hidden_units=2).state
    assert np.array_equal(by_arrays.data.X, explore_playground(moons, hidden_units=2).state.data.X)
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"bill": moons.X[0], "flipper": moons.X[1], "species": moons.Y[0]})
    by_frame = explore_playground(frame, hidden_units=2).state
    assert by_frame.data.training.feature_names == ("bill", "flipper")
    assert np.array_equal(by_frame.data.X, by_arrays.data.X)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"dataset": "flour"}, "dataset must be one of 'flower'"),
        ({"dataset": 7}, "dataset must be one of"),
        ({"dataset": (np.ones((2, 5)), np.arange(5))}, "labels must be 0 or 1"),
        ({"hidden_units": 0}, "hidden_units must be a whole number from 1 to 50, got 0"),
        ({"learning_rate": 0}, "learning_rate must be"),
        ({"noise": -1}, "noise must be"),
        ({"start": "zero"}, "start must be one of 'random', 'zeros', 'constant', got 'zero'"),
        ({"hide": ["nothing"]}, "hide names 'nothing'; the controls are play"),
        ({"lock": "play"}, "lock must be a list"),
        ({"state": "nnlib1."}, "this is not the text"),
    ],
)
def test_wrong_arguments_are_refused_in_words(given, words):
    with pytest.raises((TypeError, ValueError)) as refused:
        explore_playground(**given)
    assert words in str(refused.value)


def test_without_a_kernel_the_picture_is_there():
    playground = explore_playground(load_penguins(), hidden_units=2)
    playground.step(50)
    data, _ = playground._repr_mimebundle_()
    assert data["text/html"].count('<img class="nnlib-picture" alt="') >= 1
    assert "Curves of the cost: training, 50 iterations from" in data["text/plain"]


def test_the_still_draws_held_out_examples_hollow_and_ones_own_points_filled(told):
    told.ask("points", points=[[0, 0, 1], [1, 1, 0]])
    _, boundary, _ = told.playground.picture.drawings
    assert [part.m for part in boundary._parts] == [44 + 2, 16]
    assert "Of 16 more, held out and drawn hollow" in told.playground.picture.alt


class Page:
    """A player whose pictures are drawn at once, until somebody closes the page."""

    def __init__(self, last: int = 10**9) -> None:
        self.last, self.shown, self.left = last, 0, 0
        self.there = True
        self.player = Player(self.picture, self.leave)

    def picture(self) -> bool:
        self.shown += 1
        number = self.player.next_number()
        if self.there:
            self.player.drawn(number)
        return self.shown < self.last

    def leave(self) -> None:
        self.left += 1


def in_a_loop(play):
    async def run():
        return await play()

    return asyncio.run(run())


def test_it_plays_until_it_is_stopped_and_others_have_their_turn():
    async def play():
        page = Page()
        page.player.start()
        for _ in range(20):
            await asyncio.sleep(0.01)
        page.player.stop()
        shown_then = page.shown
        await asyncio.sleep(0.1)
        assert page.shown == shown_then > 2
        page.player.start()
        await asyncio.sleep(0.1)
        assert page.shown > shown_then
        page.player.stop()

    in_a_loop(play)


def test_it_ends_when_there_is_nothing_left_to_do():
    async def play():
        page = Page(last=3)
        page.player.start()
        await asyncio.sleep(0.3)
        assert (page.shown, page.player.at_work) == (3, False)

    in_a_loop(play)


def test_no_more_pictures_are_under_way_than_a_page_draws(monkeypatch):
    monkeypatch.setattr("nnlib.widgets.playground.playing.PATIENCE", 0.2)

    async def play():
        page = Page()
        page.there = False
        page.player.start()
        while page.player.at_work:
            await asyncio.sleep(0.01)
        assert (page.player.at_work, page.left, page.shown) == (False, 1, MOST_UNDER_WAY)

    in_a_loop(play)


def test_it_stops_when_its_last_view_goes(monkeypatch):
    async def play():
        told = Told(explore_playground("moons", m=60, hidden_units=2), monkeypatch)
        told.ask("hello", view="a")
        told.ask("hello", view="b")
        told.ask("play")
        told.ask("goodbye", view="a")
        assert told.playground.playing
        told.ask("goodbye", view="b")
        assert not told.playground.playing

    in_a_loop(play)


def test_it_stops_when_it_is_closed_and_when_the_cost_is_not_finite(monkeypatch):
    async def play():
        wild = explore_playground("flower", m=60, hidden_units=3, activation="relu", learning_rate=1000.0)
        told = Told(wild, monkeypatch)
        told.ask("speed", count=100)
        told.ask("play")
        await asyncio.sleep(0.3)
        assert not wild.playing
        assert told.last("picture")["diverged"] == wild.state.iteration + 1
        calm = explore_playground("moons", m=60, hidden_units=2)
        calm.play()
        calm.close()
        assert not calm.playing

    in_a_loop(play)


@pytest.mark.parametrize("speed", [30, 0])
def test_it_stops_at_the_iteration_that_is_asked_for_and_goes_on_when_that_is_cleared(monkeypatch, speed):
    async def play():
        told = Told(explore_playground("moons", m=60, hidden_units=2), monkeypatch)

        async def until(reached):
            async with asyncio.timeout(60):
                while not reached():
                    await asyncio.sleep(0.01)
                    told.ask("drawn", number=told.last("picture")["number"])

        told.ask("speed", count=speed)
        told.ask("stop_at", iteration=100)
        told.ask("play")
        await until(lambda: not told.playground.playing)
        assert told.playground.state.moves == (Steps(100, 0.3),)
        assert (told.last("picture")["stop_at"], told.last("picture")["playing"]) == (100, False)
        told.ask("play")
        assert told.last("error")["words"] == "This run is at iteration 100: clear “Stop at iteration” to go on."
        told.ask("stop_at", iteration=None)
        told.ask("play")
        await until(lambda: told.playground.state.iteration > 100)
        told.ask("pause")

    in_a_loop(play)


def test_pause_is_answered_at_once(monkeypatch):
    async def play():
        told = Told(explore_playground(hidden_units=8), monkeypatch)
        told.ask("speed", count=0)
        told.ask("play")
        for _ in range(10):
            await asyncio.sleep(0.02)
            told.ask("drawn", number=told.last("picture")["number"])
        began = time.perf_counter()
        told.ask("pause")
        print(f"paused after {1000 * (time.perf_counter() - began):.1f} ms")
        iteration = told.playground.state.iteration
        await asyncio.sleep(0.1)
        assert told.playground.state.iteration == iteration > 0

    in_a_loop(play)


def test_without_an_event_loop_it_says_what_to_do():
    with pytest.raises(RuntimeError, match=r"take steps with step\(count\)"):
        explore_playground().play()
