// @ts-check
// What is said of a network, in words and in the equations of the notes with their numbers: pure functions.

/** @typedef {{arrays: Record<string, Numbers>, activation: string, rate: number, features: string[], classes: string[],
 *      scales: {centre: number[], spread: number[]}}} Seen */
/** @typedef {{x: number, y: number, part: string, label?: number}} Point  A place in the plane; an example, if it is part of something. */

const MOST_TERMS = 5;  // of a sum that is written

/** The name of a parameter, for a screen reader. @param {Item} item */
function nameOf({ kind, row, column }) {
    const place = `${kind}[${row}, ${column}]`;
    if (kind === "W1") return `${place}, from x${column + 1} to hidden unit ${row + 1}`;
    if (kind === "b1") return `${place}, bias of hidden unit ${row + 1}`;
    return kind === "W2" ? `${place}, from hidden unit ${column + 1} to the output` : `${place}, bias of the output`;
}

/** How a run stands, in a sentence. @param {any} now */
function sentenceOf({ iteration, cost, accuracies: [training, heldOut], diverged }) {
    if (diverged !== null) return `The cost is no longer finite at iteration ${diverged}.`;
    if (training === null) return "No examples yet. Click in the plane to add some.";
    const right = heldOut === null ? `training accuracy ${percent(training)}` : `held-out accuracy ${percent(heldOut)}`;
    return `iteration ${iteration}, cost ${costInDigits(cost)}, ${right}`;
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
    return `<span>Z1 = W1 X + b1, &ensp; A1 = ${activation}(Z1), &ensp; Z2 = W2 A1 + b2, &ensp; ŷ = σ(Z2)</span>
        <span>W1 (${n1}, ${n0}) &ensp; b1 (${n1}, 1) &ensp; W2 (1, ${n1}) &ensp; b2 (1, 1): ${n1 * n0 + 2 * n1 + 1} parameters to learn</span>
        <span class="hint">Point at a line, a unit or an example to see its numbers. Drag a line or a unit up or down to change it.</span>`;
}

/** The number of a parameter, its equation, its gradient and its next step. @param {Seen} seen @param {Item} item */
function wordsOfItem({ arrays, activation, rate }, { kind, row, column }) {
    const { W1, b1, W2, b2 } = arrays, value = entry(arrays[kind], row, column), place = `${kind}[${row}, ${column}]`;
    const hidden = kind === "W1" || kind === "b1";
    const marked = kind === "W1" || kind === "W2" ? column : -1;
    const equation = hidden ? `hidden unit ${row + 1}: &ensp; z = ${rowOf(W1, b1, row, "x", marked)}, &ensp; a = ${activation}(z)`
        : `output: &ensp; z = ${rowOf(W2, b2, 0, "a", marked)}, &ensp; ŷ = σ(z)`;
    const number = `<span><b>${place} = ${digits(value, 4)}</b> &ensp; ${equation}</span>`;
    const slopes = arrays[`d${kind}`];
    if (!slopes) return number;
    const slope = entry(slopes, row, column), factor = slope < 0 ? `(${digits(slope)})` : digits(slope);
    const formula = { W1: `(1/m) Σ dZ1[${row}] · x${column + 1}`, b1: `(1/m) Σ dZ1[${row}]`, W2: `(1/m) Σ dZ2 · A1[${column}]`, b2: "(1/m) Σ dZ2" }[kind];
    return `${number}<span>∂J/∂${place} = d${place} = ${formula} = <b>${digits(slope)}</b></span>
        <span>next step: ${place} := ${digits(value)} − ${rateInDigits(rate)} · ${factor} = ${digits(value - rate * slope, 4)}</span>`;
}

/** What the network makes of a place. @param {Seen} seen @param {Point} point */
function through({ arrays, activation, scales: { centre, spread } }, { x, y }) {
    const standard = [x, y].map((value, j) => (value - centre[j]) / spread[j]);
    return { standard, ...forwardAt(arrays, standard, activation) };
}

/** A place in a sentence, for a screen reader. @param {Seen} seen @param {Point} point */
function plainPoint(seen, point) {
    const what = point.part ? `${seen.classes[point.label]}, ${point.part}` : "no example";
    return `x1 ${digits(point.x)}, x2 ${digits(point.y)}: ${what}; ŷ is ${digits(through(seen, point).a2)}`;
}

/** An example, what the network says of it, and its loss. @param {Seen} seen @param {Point} point */
function wordsOfPoint(seen, point) {
    const { standard, z2, a2 } = through(seen, point), [f1, f2] = seen.features.map(escaped), { label } = point;
    const place = `${f1} = ${digits(point.x)}, ${f2} = ${digits(point.y)} &ensp; standardised x = (${standard.map(v => digits(v)).join(", ")})`;
    const said = `z2 = W2 a1 + b2 = ${digits(z2)}, &ensp; ŷ = σ(${digits(z2)}) = <b>${digits(a2)}</b>`;
    if (!point.part) return `<span>${place}</span><span>${said}</span>`;
    return `<span><b>${escaped(seen.classes[label])} (y = ${label}), ${point.part}</b> &ensp; ${place}</span>
        <span>${said}, &ensp; ${(a2 > 0.5) === Boolean(label) ? "right" : "<b>wrong</b>"}</span>
        <span>loss = −log ${label ? "ŷ" : "(1 − ŷ)"} = ${digits(lossAt(z2, label))}, &ensp; dZ2 = ŷ − y = ${digits(a2 - label)}</span>`;
}

const escaped = (/** @type {string} */ text) =>
    text.replace(/[&<>"]/g, sign => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign] ?? sign);
