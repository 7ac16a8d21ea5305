// @ts-check
// What is drawn on a canvas, from a layout, a theme and the numbers of one picture.

const FONT = "12px system-ui, sans-serif", SMALL_FONT = "11px system-ui, sans-serif", HEADING = "600 12px system-ui, sans-serif";
const SIDE = 16, RAMP = Float32Array.from({ length: SIDE * SIDE }, (_, k) => (k % SIDE) / (SIDE - 1));  // a field that rises to the right
const RAMP_UP = Float32Array.from({ length: SIDE * SIDE }, (_, k) => Math.floor(k / SIDE) / (SIDE - 1));
const BUTTONS = 70;  // pixels for the two buttons beside the number of hidden units
const SKETCH = 40;  // pixels of the picture of a data set

/** Makes a canvas as large as its box, sharp at the screen's density; gives its context in pixels of the page. */
function prepared(/** @type {HTMLCanvasElement} */ canvas, /** @type {number} */ width, /** @type {number} */ height, density = window.devicePixelRatio || 1) {
    const [w, h] = [Math.round(width * density), Math.round(height * density)];
    if (canvas.width !== w || canvas.height !== h) {
        [canvas.width, canvas.height] = [w, h];
        Object.assign(canvas.style, { width: `${width}px`, height: `${height}px` });
    }
    const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    pen.setTransform(density, 0, 0, density, 0, 0);
    pen.clearRect(0, 0, width, height);
    return pen;
}

/** @param {CanvasRenderingContext2D} pen @param {string} text @param {number} x @param {number} y @param {any} options */
function write(pen, text, x, y, { colour, font = SMALL_FONT, align = "left" }) {
    Object.assign(pen, { fillStyle: colour, font, textAlign: align, textBaseline: "middle" });
    pen.fillText(text, x, y);
}

/** Paints fields of numbers as colours, through one small canvas that is enlarged. */
class Painter {
    constructor() {
        this.small = document.createElement("canvas");
        /** @type {ImageData|undefined} */
        this.pixels = undefined;
    }

    /** @param {CanvasRenderingContext2D} pen @param {Float32Array} field @param {number} side @param {Uint8ClampedArray} colours
     *  @param {(value: number) => number} part @param {{x: number, y: number, size: number, height?: number}} box */
    paint(pen, field, side, colours, part, box) {
        const small = /** @type {CanvasRenderingContext2D} */ (this.small.getContext("2d"));
        if (!this.pixels || this.pixels.width !== side) {
            this.small.width = this.small.height = side;
            this.pixels = small.createImageData(side, side);
            this.pixels.data.fill(255);
        }
        const pixels = this.pixels.data;
        for (let row = 0; row < side; row++) {
            let to = (side - 1 - row) * side * 4;
            for (let from = row * side; from < (row + 1) * side; from++, to += 4) {
                const k = 3 * Math.round(255 * part(field[from]));
                pixels[to] = colours[k];
                pixels[to + 1] = colours[k + 1];
                pixels[to + 2] = colours[k + 2];
            }
        }
        small.putImageData(this.pixels, 0, 0);
        pen.imageSmoothingEnabled = true;
        pen.imageSmoothingQuality = "low";
        pen.drawImage(this.small, 0.5, 0.5, side - 1, side - 1, box.x, box.y, box.size, box.height ?? box.size);
    }
}

/** @param {string} activation @param {Float32Array} field */
function partOf(activation, field) {
    if (activation === "tanh") return (/** @type {number} */ a) => (a + 1) / 2;
    if (activation === "sigmoid") return (/** @type {number} */ a) => a;
    let top = 1e-6;
    for (const a of field) if (Math.abs(a) > top) top = Math.abs(a);
    return (/** @type {number} */ a) => 0.5 + a / top / 2;
}

/** A circle for class 0, a triangle for class 1; hollow where it is held out. */
function mark(/** @type {CanvasRenderingContext2D} */ pen, /** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ label, /** @type {boolean} */ hollow, /** @type {any} */ theme, size = 3) {
    pen.beginPath();
    if (label) {
        const r = size * 1.35;
        pen.moveTo(x, y - r);
        pen.lineTo(x + 0.9 * r, y + 0.65 * r);
        pen.lineTo(x - 0.9 * r, y + 0.65 * r);
        pen.closePath();
    } else pen.arc(x, y, size, 0, 2 * Math.PI);
    const colour = label ? theme.orange : theme.blue;
    pen.lineWidth = hollow ? 1.4 : 0.8;
    pen.fillStyle = hollow ? theme.paper : colour;
    pen.strokeStyle = hollow ? colour : theme.paper;
    pen.fill();
    pen.stroke();
}

/** What stands above the inputs and the hidden units, and where. @param {CanvasRenderingContext2D} pen @param {any} layout @param {number} n0 */
function headingOf(pen, layout, n0) {
    const first = layout.units[0], last = layout.units[layout.units.length - 1], count = layout.units.length, left = layout.inputs[0].x;
    const inputs = n0 === 2 ? _("inputs") : _("{count} inputs", { count: n0 }), units = count > 1 ? _("{count} hidden units", { count }) : _("1 hidden unit");
    pen.font = HEADING;
    const { width } = pen.measureText(units), clear = left + pen.measureText(`${inputs}  `).width;
    return { inputs, units, width, x: Math.max(clear, (first.x + last.x + last.size - width) / 2) };
}

/** Draws the network. @param {CanvasRenderingContext2D} pen @param {any} scene */
function drawNetwork(pen, scene) {
    const { layout, theme, items, selected, hovered, classes } = scene;
    const heading = { colour: theme.ink, font: HEADING };
    write(pen, scene.heading.inputs, layout.inputs[0].x, 11, heading);
    write(pen, scene.heading.units, scene.heading.x, 11, heading);
    const right = layout.surface.x + layout.surface.size, room = right - scene.heading.x - scene.heading.width - BUTTONS;
    const titles = scene.enlarged === undefined ? [_("output ŷ, the probability of {name}", { name: classes[1] }), _("output ŷ")]
        : [_("hidden unit {i}, a = {activation}(z)", { i: scene.enlarged + 1, activation: scene.activation }), _("hidden unit {i}", { i: scene.enlarged + 1 })];
    const title = titles.find(text => pen.measureText(text).width <= room) ?? "ŷ";
    write(pen, title, right, 11, { ...heading, align: "right" });
    for (const item of items) drawEdge(pen, scene, item, item === selected || item === hovered);
    drawInputs(pen, scene);
    drawUnits(pen, scene);
    drawOutput(pen, scene);
    for (const item of [hovered, selected]) if (item) drawRing(pen, scene, item, item === selected);
    const told = hovered ?? selected;
    if (told) drawValue(pen, scene, told);
}

function drawEdge(/** @type {CanvasRenderingContext2D} */ pen, /** @type {any} */ { layout, theme, arrays, largest, phase }, /** @type {Item} */ item, /** @type {boolean} */ strong) {
    const edge = edgeOf(layout, item);
    if (!edge) return;
    const weight = entry(arrays[item.kind], item.row, item.column), part = Math.abs(weight) / largest;
    const width = 0.6 + 5 * part ** 0.8;
    pen.globalAlpha = strong ? 1 : 0.35 + 0.5 * Math.min(1, part);
    stroke(pen, edge, theme, Math.sign(weight), strong ? width + 1.5 : width, phase);
    pen.globalAlpha = 1;
}

/** An edge: whole and orange where its weight is above zero, dashed and blue below.  While it trains, dashes run along it, with gaps far apart in one that is whole. */
function stroke(/** @type {CanvasRenderingContext2D} */ pen, /** @type {number[]} */ [x0, y0, x1, y1], /** @type {any} */ theme, /** @type {number} */ sign, /** @type {number} */ width, phase = 0) {
    const middle = (x0 + x1) / 2;
    pen.beginPath();
    pen.moveTo(x0, y0);
    pen.bezierCurveTo(middle, y0, middle, y1, x1, y1);
    pen.lineWidth = width;
    pen.strokeStyle = sign === 0 ? theme.muted : sign > 0 ? theme.orange : theme.blue;
    pen.setLineDash(sign < 0 ? [5, 3] : phase ? [21, 3] : []);
    pen.lineDashOffset = -phase;
    pen.stroke();
    pen.setLineDash([]);
    pen.lineDashOffset = 0;
}

/** A few examples of a data set; a sign where there are none yet, or more features than two. */
function drawSketch(/** @type {CanvasRenderingContext2D} */ pen, /** @type {string} */ name, /** @type {Numbers|undefined} */ examples, /** @type {any} */ theme) {
    if (!examples) return write(pen, name === "blank" ? "+" : "▦", SKETCH / 2, SKETCH / 2, { colour: theme.muted, font: "20px system-ui, sans-serif", align: "center" });
    const { data, shape: [, m] } = examples, at = (/** @type {number} */ part) => 5 + part * (SKETCH - 10);
    for (let k = 0; k < m; k++) {
        pen.fillStyle = data[2 * m + k] ? theme.orange : theme.blue;
        pen.fillRect(at(data[k]) - 1, at(1 - data[m + k]) - 1, 2, 2);
    }
    return undefined;
}

function drawInputs(/** @type {CanvasRenderingContext2D} */ pen, /** @type {any} */ { layout, theme, n0, painter, colours }) {
    for (const { x, y, size, index } of layout.inputs) {
        if (n0 === 2) painter.inputs.paint(pen, index ? RAMP_UP : RAMP, SIDE, colours, (/** @type {number} */ a) => a, { x, y, size });
        frame(pen, { x, y, size }, theme.line, n0 === 2 ? "" : theme.panel);
        write(pen, `x${index + 1}`, x + size / 2, y + size / 2, { colour: theme.ink, font: n0 === 2 ? FONT : SMALL_FONT, align: "center" });
    }
    if (n0 > MOST_INPUTS) {
        const [a, b] = layout.inputs.slice(-2);
        write(pen, "⋮", a.x + a.size / 2, (a.y + a.size + b.y) / 2, { colour: theme.muted, align: "center" });
    }
}

function frame(/** @type {CanvasRenderingContext2D} */ pen, /** @type {{x: number, y: number, size: number}} */ { x, y, size }, /** @type {string} */ colour, fill = "") {
    if (fill) {
        pen.fillStyle = fill;
        pen.fillRect(x, y, size, size);
    }
    pen.lineWidth = 1;
    pen.strokeStyle = colour;
    pen.strokeRect(x, y, size, size);
}

function drawUnits(/** @type {CanvasRenderingContext2D} */ pen, /** @type {any} */ scene) {
    const { layout, theme, arrays: { A1 }, n0 } = scene;
    layout.units.forEach((/** @type {any} */ box, /** @type {number} */ i) => {
        if (n0 === 2) {
            drawUnit(pen, scene, i, box);
        } else {
            frame(pen, box, theme.line, theme.panel);
            bars(pen, A1.data.subarray(i * 2 * A1.shape[2], (i + 1) * 2 * A1.shape[2]), A1.shape[2], box, theme);
        }
        frame(pen, box, theme.muted);
    });
}

/** A unit's own surface, and the line on which its z is 0. */
function drawUnit(/** @type {CanvasRenderingContext2D} */ pen, /** @type {any} */ { arrays, scales, theme, painter, colours, activation }, /** @type {number} */ i, /** @type {any} */ box) {
    const side = arrays.A1.shape[1], field = arrays.A1.data.subarray(i * side * side, (i + 1) * side * side);
    painter.units.paint(pen, field, side, colours, partOf(activation, field), box);
    const corner = (/** @type {number} */ u, /** @type {number} */ v) => [u, v].reduce((sum, t, j) => sum + entry(arrays.W1, i, j)
        * (scales.low[j] + t * (scales.high[j] - scales.low[j]) - scales.centre[j]) / scales.spread[j], arrays.b1.data[i]);
    const [x0, y0, x1, y1] = lineIn(corner(0, 0), corner(1, 0), corner(0, 1));
    if (x0 === undefined) return;
    pen.beginPath();
    pen.moveTo(box.x + x0 * box.size, box.y + (1 - y0) * box.size);
    pen.lineTo(box.x + x1 * box.size, box.y + (1 - y1) * box.size);
    pen.lineWidth = box.size > 100 ? 2 : 1.3;
    pen.strokeStyle = theme.ink;
    pen.stroke();
}

/** Two outlines, one a class, from parts of 1. */
function bars(/** @type {CanvasRenderingContext2D} */ pen, /** @type {Float32Array} */ counts, /** @type {number} */ bins, /** @type {any} */ { x, y, size }, /** @type {any} */ theme) {
    for (const label of [0, 1]) {
        pen.beginPath();
        pen.moveTo(x, y + size);
        for (let i = 0; i < bins; i++) {
            const height = counts[label * bins + i] * (size - 4);
            pen.lineTo(x + i * size / bins, y + size - height);
            pen.lineTo(x + (i + 1) * size / bins, y + size - height);
        }
        pen.lineTo(x + size, y + size);
        pen.globalAlpha = 0.35;
        pen.fillStyle = label ? theme.orange : theme.blue;
        pen.fill();
        pen.globalAlpha = 1;
        pen.lineWidth = 1.3;
        pen.setLineDash(label ? [] : [4, 2]);
        pen.strokeStyle = label ? theme.orange : theme.blue;
        pen.stroke();
        pen.setLineDash([]);
    }
}

function drawOutput(/** @type {CanvasRenderingContext2D} */ pen, /** @type {any} */ scene) {
    const { layout, theme, arrays, colours, painter, scales, features, n0, points } = scene, box = layout.surface, Z2 = arrays.Z2;
    if (n0 !== 2) {
        frame(pen, box, theme.line, theme.panel);
        bars(pen, Z2.data, Z2.shape[1], box, theme);
        for (const t of [0, 0.5, 1]) write(pen, String(t), box.x + t * box.size, box.y + box.size + 10, { colour: theme.muted, align: "center" });
        const told = scene.tested ? _("ŷ of the held-out examples, one outline per class") : _("ŷ of the training examples, one outline per class");
        write(pen, told, box.x + box.size / 2, box.y + box.size + 26, { colour: theme.muted, align: "center" });
        return;
    }
    pen.save();
    pen.beginPath();
    pen.rect(box.x, box.y, box.size, box.size);
    pen.clip();
    const part = scene.hard ? (/** @type {number} */ z) => z > 0 ? 0.85 : 0.15 : sigmoidOf;
    if (scene.enlarged === undefined) painter.output.paint(pen, Z2.data, Z2.shape[0], colours, part, box);
    else drawUnit(pen, scene, scene.enlarged, box);
    if (points) pen.drawImage(points, box.x, box.y, box.size, box.size);
    if (scene.enlarged === undefined) drawBoundary(pen, scene, box);
    if (scene.cursor) drawCursor(pen, scene, box);
    pen.restore();
    frame(pen, box, theme.muted);
    const place = (/** @type {number} */ value, /** @type {number} */ j) => (value - scales.low[j]) / (scales.high[j] - scales.low[j]);
    for (const x of ticksOf(scales.low[0], scales.high[0], 5)) {
        write(pen, digits(x, 2), box.x + place(x, 0) * box.size, box.y + box.size + 10, { colour: theme.muted, align: "center" });
    }
    for (const y of ticksOf(scales.low[1], scales.high[1], 5)) {
        write(pen, digits(y, 2), box.x + box.size + 5, box.y + (1 - place(y, 1)) * box.size, { colour: theme.muted });
    }
    write(pen, features[0], box.x + box.size / 2, box.y + box.size + 26, { colour: theme.muted, align: "center" });
    pen.save();
    pen.translate(box.x + box.size + 38, box.y + box.size / 2);
    pen.rotate(-Math.PI / 2);
    write(pen, features[1], 0, 0, { colour: theme.muted, align: "center" });
    pen.restore();
}

/** The line on which ŷ is 0.5, with a light edge. */
function drawBoundary(/** @type {CanvasRenderingContext2D} */ pen, /** @type {any} */ { arrays: { Z2 }, theme }, /** @type {any} */ box) {
    const side = Z2.shape[0], lines = contour(Z2.data, side, side, 0), step = box.size / (side - 1);
    pen.beginPath();
    for (let k = 0; k < lines.length; k += 4) {
        pen.moveTo(box.x + lines[k] * step, box.y + box.size - lines[k + 1] * step);
        pen.lineTo(box.x + lines[k + 2] * step, box.y + box.size - lines[k + 3] * step);
    }
    pen.lineCap = "round";
    pen.lineWidth = 4.5;
    pen.strokeStyle = theme.paper;
    pen.globalAlpha = 0.65;
    pen.stroke();
    pen.globalAlpha = 1;
    pen.lineWidth = 2;
    pen.strokeStyle = theme.ink;
    pen.stroke();
    pen.lineCap = "butt";
}

function drawCursor(/** @type {CanvasRenderingContext2D} */ pen, /** @type {any} */ { cursor, theme }, /** @type {any} */ box) {
    const x = box.x + cursor[0] * box.size, y = box.y + (1 - cursor[1]) * box.size;
    pen.beginPath();
    pen.arc(x, y, 9, 0, 2 * Math.PI);
    for (const [dx, dy] of [[-14, 0], [5, 0], [0, -14], [0, 5]]) {
        pen.moveTo(x + dx, y + dy);
        pen.lineTo(x + dx + (dy ? 0 : 9), y + dy + (dx ? 0 : 9));
    }
    pen.lineWidth = 4;
    pen.strokeStyle = theme.paper;
    pen.stroke();
    pen.lineWidth = 1.8;
    pen.strokeStyle = theme.accent;
    pen.stroke();
}

function drawRing(/** @type {CanvasRenderingContext2D} */ pen, /** @type {any} */ { layout, theme }, /** @type {Item} */ item, /** @type {boolean} */ chosen) {
    pen.lineWidth = chosen ? 2.5 : 1.5;
    pen.strokeStyle = theme.accent;
    const box = item.kind === "b1" ? layout.units[item.row] : item.kind === "b2" ? layout.surface : null;
    if (box) {
        pen.strokeRect(box.x - 2, box.y - 2, box.size + 4, box.size + 4);
        return;
    }
    const [x, y] = handleOf(layout, item);
    pen.beginPath();
    pen.arc(x, y, chosen ? 7 : 5, 0, 2 * Math.PI);
    pen.fillStyle = theme.paper;
    pen.fill();
    pen.stroke();
}

/** The number of a parameter, beside its handle. */
function drawValue(/** @type {CanvasRenderingContext2D} */ pen, /** @type {any} */ { layout, theme, arrays }, /** @type {Item} */ { kind, row, column }) {
    const [x, y] = handleOf(layout, { kind, row, column }), unit = kind === "b1" ? layout.units[row].size / 2 : 0;
    const text = `${kind}[${row}, ${column}] = ${digits(entry(arrays[kind], row, column))}`, at = unit ? [x + unit + 6, y] : [x, y - 15];
    written(pen, text, at[0], at[1], theme, { colour: theme.ink, font: HEADING, align: unit ? "left" : "center" });
}

/** Writes over what is drawn already, with an edge in the page's colour, so that it stays legible. */
function written(/** @type {CanvasRenderingContext2D} */ pen, /** @type {string} */ text, /** @type {number} */ x, /** @type {number} */ y, /** @type {any} */ theme, /** @type {any} */ look) {
    Object.assign(pen, { font: look.font ?? SMALL_FONT, textAlign: look.align ?? "left", textBaseline: "middle", lineWidth: 4, lineJoin: "round", strokeStyle: theme.paper });
    pen.strokeText(text, x, y);
    write(pen, text, x, y, look);
}

/** The examples, drawn once for as long as neither they nor the picture's size change. */
function pointsLayer(/** @type {any} */ { layout, theme, examples, own, scales, heldOut }, density = window.devicePixelRatio || 1) {
    const size = layout.surface.size, canvas = document.createElement("canvas");
    const pen = prepared(canvas, size, size, density);
    const at = (/** @type {number} */ value, /** @type {number} */ j) => (value - scales.low[j]) / (scales.high[j] - scales.low[j]) * size;
    const radius = clamp(size / 110, 2.2, 3.4);
    for (const [name, hollow] of /** @type {[string, boolean][]} */ ([["training", false], ["held_out", true]])) {
        if (hollow && !heldOut) continue;
        const { data, shape: [, m] } = examples[name];
        for (let k = 0; k < m; k++) mark(pen, at(data[k], 0), size - at(data[m + k], 1), data[2 * m + k], hollow, theme, radius);
    }
    for (const [x, y, label] of own) {
        mark(pen, at(x, 0), size - at(y, 1), label, false, theme, radius * 1.7);
        pen.beginPath();
        pen.arc(at(x, 0), size - at(y, 1), radius * 3, 0, 2 * Math.PI);
        pen.lineWidth = 1.2;
        pen.strokeStyle = theme.ink;
        pen.stroke();
    }
    return canvas;
}

const DASHES = [[6, 3], [2, 2], [8, 3, 2, 3], [1, 3], [10, 4]];
const LOG_2 = Math.log(2);

/** Draws the costs of this run and of those that are kept. @param {CanvasRenderingContext2D} pen @param {any} scene */
function drawCurves(pen, { width, height, theme, runs, logarithmic, rose }) {
    pen.font = SMALL_FONT;
    const called = runs.flatMap((/** @type {any} */ run) => run.current ? [_("training"), _("held out")] : [run.name]);
    const left = 44, right = 14 + Math.max(...called.map((/** @type {string} */ name) => pen.measureText(name).width)), top = 12, bottom = 34;
    const box = { x: left, y: top, width: width - left - right, height: height - top - bottom };
    const costs = runs.flatMap((/** @type {any} */ run) => [...run.training, ...run.heldOut]).filter((/** @type {number} */ c) => Number.isFinite(c) && c > 0);
    const last = Math.max(10, ...runs.map((/** @type {any} */ run) => run.iterations[run.iterations.length - 1] ?? 0));
    let low = 0, high = 0.8;
    for (const cost of costs) if (cost > high) high = cost;
    if (logarithmic) {
        low = 10 ** Math.floor(Math.log10(costs.reduce((/** @type {number} */ a, /** @type {number} */ c) => Math.min(a, c), 0.5)));
        high = 10 ** Math.ceil(Math.log10(high) - 1e-9);
    } else high *= 1.05;
    const X = (/** @type {number} */ i) => box.x + i / last * box.width;
    const Y = (/** @type {number} */ c) => box.y + box.height * (1 - (logarithmic
        ? (Math.log10(Math.max(c, low)) - Math.log10(low)) / (Math.log10(high) - Math.log10(low)) : c / high));
    drawAxes(pen, { box, theme, last, low, high, logarithmic, X, Y });
    /** @type {{x: number, y: number, text: string, colour: string}[]} */
    const names = [];
    for (const run of [...runs].reverse()) {
        line(pen, run.iterations, run.training, X, Y, run.colour, run.dash, run.current ? 2.2 : 1.6);
        if (run.current) line(pen, run.iterations, run.heldOut, X, Y, run.colour, [5, 3], 1.6);
        const x = X(run.iterations[run.iterations.length - 1]);
        const name = (/** @type {ArrayLike<number>} */ costs, /** @type {string} */ text, /** @type {boolean} */ hollow) => {
            const y = Y(costs[costs.length - 1]);
            if (!Number.isFinite(y)) return;
            if (run.iterations.length === 1) dot(pen, x, y, run.colour, hollow);
            names.push({ x: x + 6, y, text, colour: run.colour });
        };
        name(run.training, run.current ? _("training") : run.name, false);
        if (run.current) name(run.heldOut, _("held out"), true);
    }
    if (rose !== null && rose <= last) drawRise(pen, { box, theme, x: X(rose) });
    names.sort((a, b) => a.y - b.y);
    for (let k = 0; k < names.length; k++) {
        const floor = k ? names[k - 1].y + 13 : 6;
        names[k].y = Math.max(names[k].y, floor);
    }
    for (let k = names.length - 1; k >= 0; k--) {
        const ceiling = k + 1 < names.length ? names[k + 1].y - 13 : box.y + box.height;
        names[k].y = Math.min(names[k].y, ceiling);
        const { text, x, y, colour } = names[k];
        written(pen, text, x, y, theme, { colour });
    }
}

/** A curve of one point. */
function dot(/** @type {CanvasRenderingContext2D} */ pen, /** @type {number} */ x, /** @type {number} */ y, /** @type {string} */ colour, /** @type {boolean} */ hollow) {
    pen.beginPath();
    pen.arc(x, y, 3, 0, 2 * Math.PI);
    Object.assign(pen, { fillStyle: colour, strokeStyle: colour, lineWidth: 1.6 });
    if (!hollow) pen.fill();
    pen.stroke();
}

function drawRise(/** @type {CanvasRenderingContext2D} */ pen, /** @type {any} */ { box, theme, x }) {
    pen.beginPath();
    pen.moveTo(x, box.y + box.height);
    pen.lineTo(x - 4, box.y + box.height + 7);
    pen.lineTo(x + 4, box.y + box.height + 7);
    pen.closePath();
    pen.fillStyle = theme.warn;
    pen.fill();
}

function drawAxes(/** @type {CanvasRenderingContext2D} */ pen, /** @type {any} */ { box, theme, last, low, high, logarithmic, X, Y }) {
    const levels = [];
    if (logarithmic) for (let power = Math.round(Math.log10(low)); power <= Math.round(Math.log10(high)); power++) levels.push(10 ** power);
    else levels.push(...ticksOf(0, high, 5));
    pen.lineWidth = 1;
    for (const level of levels) {
        pen.strokeStyle = level ? theme.grid : theme.muted;
        pen.beginPath();
        pen.moveTo(box.x, Math.round(Y(level)) + 0.5);
        pen.lineTo(box.x + box.width, Math.round(Y(level)) + 0.5);
        pen.stroke();
        write(pen, level && (level < 1e-3 || level >= 1e4) ? level.toExponential(0).replace("-", "−") : String(Number(level.toPrecision(6))), box.x - 6, Y(level), { colour: theme.muted, align: "right" });
    }
    for (const i of ticksOf(0, last, box.width < 170 ? 3 : 4)) write(pen, grouped(i), X(i), box.y + box.height + 12, { colour: theme.muted, align: "center" });
    write(pen, _("iteration"), box.x + box.width / 2, box.y + box.height + 26, { colour: theme.muted, align: "center" });
    pen.setLineDash([1, 3]);
    pen.strokeStyle = theme.muted;
    pen.beginPath();
    pen.moveTo(box.x, Y(LOG_2));
    pen.lineTo(box.x + box.width, Y(LOG_2));
    pen.stroke();
    pen.setLineDash([]);
    write(pen, "log 2", box.x + box.width, Y(LOG_2) - 7, { colour: theme.muted, align: "right" });
}

function line(/** @type {CanvasRenderingContext2D} */ pen, /** @type {ArrayLike<number>} */ xs, /** @type {ArrayLike<number>} */ ys, /** @type {any} */ X, /** @type {any} */ Y, /** @type {string} */ colour, /** @type {number[]} */ dash, /** @type {number} */ width) {
    pen.beginPath();
    for (let k = 0; k < xs.length; k++) if (Number.isFinite(ys[k])) pen.lineTo(X(xs[k]), Y(ys[k]));
    pen.setLineDash(dash);
    pen.lineWidth = width;
    pen.strokeStyle = colour;
    pen.lineJoin = "round";
    pen.stroke();
    pen.setLineDash([]);
}
