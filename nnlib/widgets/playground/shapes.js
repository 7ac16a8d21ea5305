// @ts-check
// Pure functions: digits, bytes as arrays, places in the picture, lines through a plane, and the network itself.

/** @typedef {{data: Float32Array, shape: number[]}} Numbers */
/** @typedef {{kind: "W1"|"b1"|"W2"|"b2", row: number, column: number}} Item */

const clamp = (/** @type {number} */ x, /** @type {number} */ low, /** @type {number} */ high) =>
    Math.min(Math.max(x, low), high);

const sigmoidOf = (/** @type {number} */ z) => z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z));

/** Writes a number with so many significant digits, and a minus sign that is one. @param {number|null|undefined} x */
function digits(x, count = 3) {
    if (x === null || x === undefined || !Number.isFinite(x)) return "–";
    const size = Math.abs(x);
    const text = size >= 1e5 || (size > 0 && size < 1e-4) ? x.toExponential(count - 1)
        : x.toFixed(clamp(count - 1 - Math.floor(Math.log10(size || 1)), 0, 6));
    return text.replaceAll("-", "−");
}

/** A learning rate as it stands on the slider. */
const rateInDigits = (/** @type {number} */ rate) => String(Number(rate.toPrecision(4)));

/** A cost has 4 decimals, and one that is large a power of ten. @param {number|null|undefined} x */
const costInDigits = x => x === null || x === undefined || !Number.isFinite(x) ? "–"
    : x < 1e4 ? x.toFixed(4) : x.toExponential(2);

const percent = (/** @type {number|null|undefined} */ x) => x === null || x === undefined ? "–" : `${(100 * x).toFixed(2)}%`;

const grouped = (/** @type {number} */ x) => String(x).replace(/\B(?=(\d{3})+(?!\d))/g, "\u202f");

/** Cuts a buffer of float32 into arrays. @param {DataView} view @param {Record<string, number[]>} shapes */
function unpack(view, shapes) {
    const numbers = new Float32Array(view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength));
    /** @type {Record<string, Numbers>} */
    const arrays = {};
    let begin = 0;
    for (const [name, shape] of Object.entries(shapes)) {
        const size = shape.reduce((product, side) => product * side, 1);
        arrays[name] = { data: numbers.subarray(begin, begin + size), shape };
        begin += size;
    }
    return arrays;
}

/** How far the numbers go from zero. @param {Float32Array} numbers */
const largestOf = numbers => numbers.reduce((most, x) => Math.max(most, Math.abs(x)), 0);

const channels = (/** @type {string} */ hex) => [1, 3, 5].map(i => parseInt(hex.slice(i, i + 2), 16));

/** 256 colours from low over middle to high, red, green, blue one after the other. */
function scaleOf(/** @type {string} */ low, /** @type {string} */ middle, /** @type {string} */ high) {
    const [from, over, to] = [low, middle, high].map(channels);
    const colours = new Uint8ClampedArray(256 * 3);
    for (let i = 0; i < 256; i++) {
        const t = i / 127.5 - 1, end = t < 0 ? from : to;
        for (let c = 0; c < 3; c++) colours[3 * i + c] = over[c] + Math.abs(t) ** 0.9 * (end[c] - over[c]);
    }
    return colours;
}

/**
 * The lines on which a field crosses a level, as x0, y0, x1, y1 in steps of the grid; row 0 is the lowest.
 * @param {Float32Array} field @param {number} rows @param {number} columns @param {number} level
 */
function contour(field, rows, columns, level) {
    /** @type {number[]} */
    const lines = [];
    const cut = (/** @type {number} */ a, /** @type {number} */ b) => (level - a) / (b - a);
    for (let i = 0; i + 1 < rows; i++) {
        for (let j = 0; j + 1 < columns; j++) {
            const k = i * columns + j;
            const a = field[k], b = field[k + 1], c = field[k + columns + 1], d = field[k + columns];
            const inside = Number(a > level) + 2 * Number(b > level) + 4 * Number(c > level) + 8 * Number(d > level);
            if (inside === 0 || inside === 15) continue;
            const low = () => [j + cut(a, b), i], high = () => [j + cut(d, c), i + 1];
            const left = () => [j, i + cut(a, d)], right = () => [j + 1, i + cut(b, c)];
            const add = (/** @type {number[]} */ p, /** @type {number[]} */ q) => lines.push(...p, ...q);
            switch (inside) {
                case 1: case 14: add(left(), low()); break;
                case 2: case 13: add(low(), right()); break;
                case 3: case 12: add(left(), right()); break;
                case 4: case 11: add(right(), high()); break;
                case 6: case 9: add(low(), high()); break;
                case 7: case 8: add(left(), high()); break;
                case 5: add(left(), low()); add(right(), high()); break;
                default: add(low(), right()); add(left(), high());
            }
        }
    }
    return lines;
}

/** Round numbers from low to high, about so many. @param {number} low @param {number} high @param {number} count */
function ticksOf(low, high, count) {
    const rough = (high - low) / count, power = 10 ** Math.floor(Math.log10(rough));
    const step = power * ([1, 2, 5, 10].find(digit => digit * power >= rough) ?? 10);
    const ticks = [];
    for (let i = Math.ceil(low / step - 1e-9); i * step <= high + 1e-9 * step; i++) ticks.push(Number((i * step).toPrecision(12)));
    return ticks;
}

const MOST_INPUTS = 8, MOST_ROWS = 12;

/**
 * Where everything is in the picture of the network, in pixels of the page.
 * @param {number} width @param {number} height @param {number} n0 @param {number} n1
 */
function layoutOf(width, height, n0, n1) {
    const top = 24, bottom = 36, room = height - top - bottom;
    const columns = Math.ceil(n1 / MOST_ROWS), rows = Math.ceil(n1 / columns);
    const input = n0 === 2 ? clamp(width / 14, 30, 44) : 26;
    const surface = Math.round(Math.min(room, (columns > 2 ? 0.4 : 0.56) * width));
    const left = width - surface - 46, first = 6;
    const wide = (left - first - input - 24) / columns - 4;
    const unit = Math.round(clamp(Math.min((room + bottom - 10) / rows - 7, wide), 10, clamp(width / 11, 36, 54)));
    const between = columns > 2 ? 4 : 10, hidden = columns * (unit + between) - between;
    const gap = (left - first - input - hidden) / 2;
    const middle = top + room / 2;
    const shown = Math.min(n0, MOST_INPUTS);
    const apart = n0 === 2 ? 1.9 * input : Math.min(room / shown, 1.5 * input);
    const inputs = Array.from({ length: shown }, (_, i) => ({
        x: first, y: middle + (i - (shown - 1) / 2) * apart - input / 2, size: input,
        index: n0 > shown && i === shown - 1 ? n0 - 1 : i,
    }));
    const pitch = Math.min(unit + 16, (room + bottom - 10) / rows);
    const tall = (rows - 1) * pitch + unit > room, centre = tall ? top + (room + bottom - 10) / 2 : middle;
    const units = Array.from({ length: n1 }, (_, i) => {
        const row = i % rows, column = Math.floor(i / rows), here = Math.min(rows, n1 - column * rows);
        return {
            x: first + input + gap + column * (unit + between),
            y: centre + (row - (here - 1) / 2) * pitch - unit / 2, size: unit,
        };
    });
    return { width, height, inputs, units, surface: { x: left, y: top, size: surface } };
}

/** All parameters in the order in which the arrow keys go through them. @param {number} n0 @param {number} n1 @returns {Item[]} */
function itemsOf(n0, n1) {
    const inputs = Array.from({ length: Math.min(n0, MOST_INPUTS) }, (_, j) => n0 > MOST_INPUTS && j === MOST_INPUTS - 1 ? n0 - 1 : j);
    /** @type {Item[]} */
    const items = [];
    for (let i = 0; i < n1; i++) {
        for (const j of inputs) items.push({ kind: "W1", row: i, column: j });
        items.push({ kind: "b1", row: i, column: 0 }, { kind: "W2", row: 0, column: i });
    }
    return [...items, { kind: "b2", row: 0, column: 0 }];
}

/** The two ends of an edge. @param {ReturnType<typeof layoutOf>} layout @param {Item} item */
function edgeOf(layout, { kind, row, column }) {
    if (kind === "W1") {
        const from = layout.inputs.find(input => input.index === column), to = layout.units[row];
        return from && to && [from.x + from.size, from.y + from.size / 2, to.x, to.y + to.size / 2];
    }
    const from = layout.units[column], { surface, units } = layout;
    if (kind !== "W2" || !from) return undefined;
    const spread = Math.min(surface.size * 0.5, 8 * units.length);
    const at = units.length > 1 ? column / (units.length - 1) - 0.5 : 0;
    return [from.x + from.size, from.y + from.size / 2, surface.x, surface.y + surface.size / 2 + at * spread];
}

/** A place on the curve that joins the two ends. @param {number[]} ends @param {number} t */
function onCurve([x0, y0, x1, y1], t) {
    const s = 1 - t, middle = (x0 + x1) / 2;
    const weights = [s ** 3, 3 * s * s * t, 3 * s * t * t, t ** 3];
    return [weights[0] * x0 + (weights[1] + weights[2]) * middle + weights[3] * x1,
        (weights[0] + weights[1]) * y0 + (weights[2] + weights[3]) * y1];
}

/** The handle of a parameter: the middle of its edge, or its unit. @param {ReturnType<typeof layoutOf>} layout @param {Item} item */
function handleOf(layout, item) {
    const edge = edgeOf(layout, item);
    if (edge) return onCurve(edge, item.kind === "W1" ? 0.6 : 0.4);
    const { x, y, size } = item.kind === "b1" ? layout.units[item.row] : { ...layout.surface, y: layout.surface.y + layout.surface.size / 2 - 9, size: 18 };
    return [x + (item.kind === "b1" ? size / 2 : 0), y + size / 2];
}

/** What lies below the pointer: a unit's bias, or the nearest edge. @param {ReturnType<typeof layoutOf>} layout @param {Item[]} items */
function itemAt(layout, items, /** @type {number} */ x, /** @type {number} */ y) {
    const inside = (/** @type {{x: number, y: number, size: number}} */ box) =>
        x >= box.x && x <= box.x + box.size && y >= box.y && y <= box.y + box.size;
    const unit = layout.units.findIndex(inside);
    if (unit >= 0) return items.find(item => item.kind === "b1" && item.row === unit);
    let found, least = 7;
    for (const item of items) {
        const edge = edgeOf(layout, item);
        if (!edge || x < edge[0] || x > edge[2]) continue;
        for (let t = 0; t <= 1; t += 1 / 32) {
            const [px, py] = onCurve(edge, t), away = Math.hypot(px - x, py - y);
            if (away < least) [found, least] = [item, away];
        }
    }
    return found;
}

/** @param {Numbers} array @param {number} row @param {number} column */
const entry = (array, row, column) => array.data[row * array.shape[1] + column];

/** The hidden layer's activations by name. @type {Record<string, (z: number) => number>} */
const ACTIVATED = { tanh: Math.tanh, sigmoid: sigmoidOf, relu: z => Math.max(0, z) };

/** Forward propagation of one example, standardised. @param {Record<string, Numbers>} p @param {number[]} x @param {string} activation */
function forwardAt(p, x, activation) {
    const z1 = Array.from({ length: p.W1.shape[0] }, (_, i) =>
        x.reduce((sum, xj, j) => sum + entry(p.W1, i, j) * xj, p.b1.data[i]));
    const a1 = z1.map(ACTIVATED[activation]);
    const z2 = a1.reduce((sum, a, i) => sum + p.W2.data[i] * a, p.b2.data[0]);
    return { z1, a1, z2, a2: sigmoidOf(z2) };
}

/** The loss L(a, y) of one example, from z: finite for every z. @param {number} z @param {number} y */
const lossAt = (z, y) => Math.max(z, 0) - z * y + Math.log1p(Math.exp(-Math.abs(z)));

/** Where the line w1 x1 + w2 x2 + b = 0 leaves a square, from its values at the corners: lower left, lower right, upper left. */
function lineIn(/** @type {number} */ a, /** @type {number} */ b, /** @type {number} */ d) {
    const c = b + d - a;
    return contour(Float32Array.from([a, b, d, c]), 2, 2, 0);
}
