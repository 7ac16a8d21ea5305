// @ts-check
// What unfolds below the picture: the parameters as matrices, the runs that are kept, and what one takes along.

const MATRICES = ["W1", "b1", "W2", "b2"];
const SELDOM = 150;  // milliseconds from one drawing of the matrices to the next, while it plays

/** A row of buttons, each of which opens its panel below and closes the others. @param {[string, any][]} rows @param {() => void} opened */
function foldsOf(rows, opened) {
    const panels = rows.map(([, content]) => made("div", { id: freshId(), className: "panel", hidden: true }, content));
    const buttons = rows.map(([title], i) => made("button", { type: "button", textContent: title, "aria-expanded": "false", "aria-controls": panels[i].id }));
    buttons.forEach((one, i) => one.addEventListener("click", () => {
        panels.forEach((panel, k) => {
            panel.hidden = k !== i || !panel.hidden;
            buttons[k].setAttribute("aria-expanded", String(!panel.hidden));
        });
        opened();
    }));
    return [made("div", { className: "folds" }, ...buttons), ...panels];
}

class Matrices {
    constructor() {
        this.root = made("div", { className: "matrices" });
        this.drawnAt = 0;
    }

    draw(/** @type {Record<string, Numbers>} */ arrays, /** @type {boolean} */ playing) {
        const now = performance.now();
        if (this.root.parentElement?.hidden || (playing && now - this.drawnAt < SELDOM)) return;
        this.drawnAt = now;
        const largest = MATRICES.reduce((most, name) => Math.max(most, largestOf(arrays[name].data)), 1e-9);
        this.root.replaceChildren(
            made("p", { textContent: _("Below each number is the derivative of the cost J with respect to it. Blue is below zero, orange above.") }),
            ...MATRICES.map(name => matrixOf(_("{name} and d{name}", { name }), arrays[name], arrays[`d${name}`], largest)));
    }
}

class Compare {
    /** @param {View} view */
    constructor(view) {
        this.view = view;
        this.table = made("table", { className: "pins", "aria-label": _("Pinned runs") });
        const pin = view.parts.button("compare", _("Pin this run"), _("keep its curve, to compare it with the next runs"), () => view.ask({ do: "pin" }));
        this.root = made("div", {}, pin, this.table);
    }

    draw(/** @type {any[]} */ pins) {
        if (!pins.length) return this.table.replaceChildren();
        const head = [_("run"), _("data"), "n1", "α", _("iteration"), _("cost"), _("held-out cost"), _("held-out accuracy")];
        return this.table.replaceChildren(
            made("thead", {}, made("tr", {}, ...head.map(textContent => made("th", { scope: "col", textContent })), made("td"))),
            made("tbody", {}, ...pins.map((pin, i) => this.rowOf(pin, i))));
    }

    rowOf(/** @type {any} */ pin, /** @type {number} */ i) {
        const off = made("button", { type: "button", textContent: _("Remove"), "aria-label": _("remove pin {n}", { n: i + 1 }) });
        off.addEventListener("click", () => this.view.ask({ do: "unpin", which: i }));
        const name = made("th", { scope: "row", textContent: _("pin {n}", { n: i + 1 }) });
        name.style.borderLeft = `4px solid ${this.view.theme.runs[i]}`;
        const cells = [`${choices()[pin.setup.dataset] ?? this.view.about.given}, ${pin.setup.activation}`, pin.hidden_units, rateInDigits(pin.learning_rate),
            grouped(pin.iteration), costInDigits(pin.cost), costInDigits(pin.held_out_cost), percent(pin.accuracies[1])];
        return made("tr", {}, name, ...cells.map(text => made("td", { textContent: String(text) })), made("td", {}, off));
    }
}

class Export {
    /** @param {View} view */
    constructor(view) {
        this.view = view;
        const act = (/** @type {string} */ text, /** @type {() => void} */ deed) => view.parts.button("take", text, "", deed);
        this.text = made("textarea", { rows: 5, spellcheck: false, "aria-label": _("Code or state as text. Paste a state here to load it.") });
        this.file = made("input", { type: "file", accept: ".npz", hidden: true });
        this.file.addEventListener("change", async () => {
            const [chosen] = this.file.files;
            if (chosen) view.ask({ do: "take_parameters" }, undefined, [await chosen.arrayBuffer()]);
            this.file.value = "";
        });
        this.root = made("div", {},
            made("div", { className: "row" },
                act(_("Code"), () => view.ask({ do: "text", form: "code" })),
                act(_("State as text"), () => view.ask({ do: "text", form: "state" })),
                act(_("Load state from text"), () => view.ask({ do: "take_text", text: this.text.value })),
                act(_("Copy"), () => { this.text.select(); navigator.clipboard?.writeText(this.text.value).then(() => view.tell(_("Copied."))); }),
                act(_("Picture (.png)"), () => view.picture().toBlob((/** @type {Blob|null} */ blob) => blob && download("playground.png", blob))),
                act(_("Animation (.gif)"), () => { view.tell(_("Drawing the run again. This takes a few seconds.")); view.ask({ do: "animation" }); }),
                act(_("Save parameters (.npz)"), () => view.ask({ do: "parameters" })),
                act(_("Load parameters (.npz)"), () => this.file.click()), this.file),
            this.text);
    }

    show(/** @type {string} */ form, /** @type {string} */ text) {
        this.text.value = text;
        this.text.rows = clamp(text.split("\n").length, 5, 16);
        this.text.focus();
        this.text.select();
        this.text.scrollTop = 0;
        this.view.tell(form === "code" ? _("This code makes the run again. Paste it into a cell.") : _("This text holds the run. Send it to a friend, or load it later."));
    }
}

function download(/** @type {string} */ name, /** @type {Blob} */ blob) {
    const link = made("a", { href: URL.createObjectURL(blob), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
