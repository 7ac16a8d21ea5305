// @ts-check
// What is said of a network, in words and in the equations of the notes with their numbers: pure functions.

/** @typedef {{arrays: Record<string, Numbers>, activation: string, rate: number, features: string[], classes: string[],
 *      scales: {centre: number[], spread: number[]}}} Seen */
/** @typedef {{x: number, y: number, part: string, label?: number}} Point  A place in the plane; an example, if it is part of something. */

const MOST_TERMS = 5;  // of a sum that is written

/** The name of a parameter, for a screen reader. @param {Item} item */
function nameOf({ kind, row, column }) {
    const place = `${kind}[${row}, ${column}]`, i = row + 1, j = column + 1;
    if (kind === "W1") return _("{place}, from x{j} to hidden unit {i}", { place, i, j });
    if (kind === "b1") return _("{place}, bias of hidden unit {i}", { place, i });
    return kind === "W2" ? _("{place}, from hidden unit {j} to the output", { place, j }) : _("{place}, bias of the output", { place });
}

/** How a run stands, in a sentence. @param {any} now */
function sentenceOf({ iteration, cost, accuracies: [training, heldOut], diverged }) {
    if (diverged !== null) return _("The cost is no longer finite at iteration {diverged}.", { diverged });
    if (training === null) return _("No examples yet. Click in the plane to add some.");
    const now = { iteration, cost: costInDigits(cost), right: percent(heldOut ?? training) };
    return heldOut === null ? _("iteration {iteration}, cost {cost}, training accuracy {right}", now)
        : _("iteration {iteration}, cost {cost}, held-out accuracy {right}", now);
}

/** One row of W times a column, plus b, as in the notes: of a long sum the terms around the marked one; −1 marks the bias.
 *  @param {Numbers} W @param {Numbers} b @param {number} row @param {string} name @param {number} marked */
function rowOf(W, b, row, name, marked) {
    const count = W.shape[1], shown = Math.min(count, MOST_TERMS), first = clamp(marked - 2, 0, count - shown);
    const written = (/** @type {number} */ value, /** @type {boolean} */ isMarked, /** @type {boolean} */ isFirst) => {
        const number = digits(Math.abs(value));
        return `${value < 0 ? "−" : isFirst ? "" : "+"}${isFirst ? "" : " "}${isMarked ? `<mark>${number}</mark>` : number}`;
    };
    const terms = Array.from({ length: shown }, (_, k) => first + k)
        .map(j => `${written(entry(W, row, j), j === marked, j === 0)}\u202f${name}${j + 1}`);
    if (first) terms.unshift("…");
    if (first + shown < count) terms.push("+ …");
    return [...terms, written(b.data[row], marked < 0, false)].join(" ");
}

/** @param {Seen} seen */
function wordsOfAll({ arrays, activation }) {
    const [n1, n0] = arrays.W1.shape;
    const parameters = _("{count} parameters to learn", { count: n1 * n0 + 2 * n1 + 1 });
    return `<span class="hint">${_("Point at a line, a unit or an example to see its numbers. Drag a line or a unit up or down to change it.")}</span>
        <span>Z1 = W1 X + b1, &ensp; A1 = ${activation}(Z1), &ensp; Z2 = W2 A1 + b2, &ensp; ŷ = σ(Z2)</span>
        <span>W1 (${n1}, ${n0}) &ensp; b1 (${n1}, 1) &ensp; W2 (1, ${n1}) &ensp; b2 (1, 1): ${parameters}</span>`;
}

/** The number of a parameter, its equation, its gradient and its next step. @param {Seen} seen @param {Item} item */
function wordsOfItem({ arrays, activation, rate }, { kind, row, column }) {
    const { W1, b1, W2, b2 } = arrays, value = entry(arrays[kind], row, column), place = `${kind}[${row}, ${column}]`;
    const hidden = kind === "W1" || kind === "b1";
    const marked = kind === "W1" || kind === "W2" ? column : -1;
    const equation = hidden ? `${_("hidden unit {i}", { i: row + 1 })}: &ensp; z = ${rowOf(W1, b1, row, "x", marked)}, &ensp; a = ${activation}(z)`
        : `${_("output")}: &ensp; z = ${rowOf(W2, b2, 0, "a", marked)}, &ensp; ŷ = σ(z)`;
    const number = `<span><b>${place} = ${digits(value, 4)}</b> &ensp; ${equation}</span>`;
    const slopes = arrays[`d${kind}`];
    if (!slopes) return number;
    const slope = entry(slopes, row, column), factor = slope < 0 ? `(${digits(slope)})` : digits(slope);
    const formula = { W1: `(1/m) Σ dZ1[${row}] · x${column + 1}`, b1: `(1/m) Σ dZ1[${row}]`, W2: `(1/m) Σ dZ2 · A1[${column}]`, b2: "(1/m) Σ dZ2" }[kind];
    return `${number}<span>∂J/∂${place} = d${place} = ${formula} = <b>${digits(slope)}</b></span>
        <span>${_("next step")}: ${place} := ${digits(value)} − ${rateInDigits(rate)} · ${factor} = ${digits(value - rate * slope, 4)}</span>`;
}

/** What the network makes of a place. @param {Seen} seen @param {Point} point */
function through({ arrays, activation, scales: { centre, spread } }, { x, y }) {
    const standard = [x, y].map((value, j) => (value - centre[j]) / spread[j]);
    return { standard, ...forwardAt(arrays, standard, activation) };
}

/** A place in a sentence, for a screen reader. @param {Seen} seen @param {Point} point */
function plainPoint(seen, point) {
    const what = point.part ? `${seen.classes[point.label]}, ${point.part}` : _("no example");
    return _("x1 {x1}, x2 {x2}: {what}; ŷ is {a2}", { x1: digits(point.x), x2: digits(point.y), what, a2: digits(through(seen, point).a2) });
}

/** An example, what the network says of it, and its loss. @param {Seen} seen @param {Point} point */
function wordsOfPoint(seen, point) {
    const { standard, z2, a2 } = through(seen, point), [f1, f2] = seen.features.map(escaped), { label } = point;
    const place = `${f1} = ${digits(point.x)}, ${f2} = ${digits(point.y)} &ensp; ${_("standardised")} x = (${standard.map(v => digits(v)).join(", ")})`;
    const said = `z2 = W2 a1 + b2 = ${digits(z2)}, &ensp; ŷ = σ(${digits(z2)}) = <b>${digits(a2)}</b>`;
    if (!point.part) return `<span>${place}</span><span>${said}</span>`;
    return `<span><b>${escaped(seen.classes[label])} (y = ${label}), ${point.part}</b> &ensp; ${place}</span>
        <span>${said}, &ensp; ${(a2 > 0.5) === Boolean(label) ? _("right") : `<b>${_("wrong")}</b>`}</span>
        <span>${_("loss")} = −log ${label ? "ŷ" : "(1 − ŷ)"} = ${digits(lossAt(z2, label))}, &ensp; dZ2 = ŷ − y = ${digits(a2 - label)}</span>`;
}

const escaped = (/** @type {string} */ text) =>
    text.replace(/[&<>"]/g, sign => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign] ?? sign);
