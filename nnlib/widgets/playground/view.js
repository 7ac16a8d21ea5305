// @ts-check
// The playground on the page: draws what the kernel sends, and asks the kernel for what a hand does.

const STATUS_EVERY = 2000;  // milliseconds between two sentences to a screen reader
const ACKNOWLEDGED = 4;  // pictures drawn, of the eight that the kernel sends ahead, for each word to it

/** @param {HTMLElement} root */
function isDark(root) {
    const { body } = document;
    if (body.dataset.jpThemeLight) return body.dataset.jpThemeLight === "false";
    if (body.dataset.vscodeThemeKind) return !body.dataset.vscodeThemeKind.endsWith("light");
    if (/\bvscode-(dark|high-contrast)\b/.test(body.className)) return true;
    void root;
    return window.matchMedia("(prefers-color-scheme: dark)").matches;
}

function download(/** @type {string} */ name, /** @type {Blob} */ blob) {
    const link = made("a", { href: URL.createObjectURL(blob), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

class View {
    /** @param {any} model @param {HTMLElement} el */
    constructor(model, el) {
        this.model = model;
        this.el = el;
        this.about = model.get("_about");
        this.id = freshId();
        /** @type {any} */
        this.now = null;
        /** @type {any} */
        this.shown = null;
        /** @type {Record<string, Numbers>} */
        this.arrays = {};
        /** @type {any} */
        this.setup = null;
        /** @type {any[]} */
        this.pins = [];
        /** @type {Item[]} */
        this.items = [];
        /** @type {Item|undefined} */
        this.selected = undefined;
        /** @type {Item|undefined} */
        this.hovered = undefined;
        this.current = 0;
        /** @type {[number, number]|null} */
        this.cursor = null;
        /** @type {[number, number]} */
        this.lastCursor = [0.5, 0.5];
        /** @type {any} */
        this.point = null;
        this.label = 1;
        this.logarithmic = false;
        this.gone = el.matches(".jupyter-widgets-disconnected");
        this.painter = { inputs: new Painter(), units: new Painter(), output: new Painter() };
        /** @type {Map<string, any>} */
        this.waiting = new Map();
        this.asked = false;
        this.acknowledged = 0;
        /** @type {{item: Item, y: number, from: number}|undefined} */
        this.drag = undefined;
        this.lastSaid = 0;
        this.sayTimer = 0;
        this.build();
        this.listen();
    }

    ask(/** @type {any} */ message, /** @type {string|undefined} */ coalesce = undefined, /** @type {any} */ buffers = undefined) {
        if (this.gone) return this.tell("The kernel was started anew. Run this cell again.");
        if (coalesce) {  // of many moves of one control the last counts; the next is sent when a picture has come
            this.waiting.set(coalesce, message);
            this.askWaiting();
            return undefined;
        }
        this.model.send(message, undefined, buffers);
        return undefined;
    }

    askWaiting() {
        if (this.asked || !this.waiting.size) return;
        this.asked = true;
        for (const message of this.waiting.values()) this.model.send(message);
        this.waiting.clear();
        setTimeout(() => { this.asked = false; this.askWaiting(); }, 100);
    }

    build() {
        const parts = this.parts = makeParts(this.about, (message, coalesce) => this.ask(message, coalesce));
        const { button, choice, slider, typed, setting } = parts;
        const rates = this.about.rates;
        this.iteration = made("output", { className: "iteration" });
        const play = button("play", "Play", "train on and on", () => this.ask({ do: this.now?.playing ? "pause" : "play" }), "play");
        const bar = made("div", { className: "bar", role: "group", "aria-label": "Training" },
            play,
            button("step", "Step", "one step of gradient descent", () => this.ask({ do: "step", count: 1 })),
            parts.isHidden("step") ? "" : this.tenSteps(),
            button("reset", "Reset", "begin anew from the same random start", () => this.ask({ do: "reset" })),
            choice("speed", "Speed", this.about.speeds.map((/** @type {number} */ s) => [s, s ? `${s} step${s > 1 ? "s" : ""}` : "fastest"]), count => this.ask({ do: "speed", count })),
            this.backControl(),
            this.iteration);
        const settings = made("div", { className: "settings", role: "group", "aria-label": "Settings" },
            choice("dataset", "Data", this.about.datasets.map((/** @type {keyof typeof DATASETS} */ d) => [d, DATASETS[d]]), setting("dataset")),
            slider("hidden_units", "Hidden units", [...range(1, 12, 1), 16, 20], String, setting("hidden_units")),
            slider("learning_rate", "Learning rate α", rates, rateInDigits, setting("learning_rate")),
            choice("activation", "Activation", [["tanh", "tanh"], ["sigmoid", "sigmoid"], ["relu", "ReLU"]], setting("activation")));
        this.network = made("canvas", { "aria-hidden": "true" });
        this.handles = made("div", { className: "handles", role: "group", "aria-label": "Parameters. Left and right go from one to the next, up and down change it, Enter types a number." });
        this.plane = made("div", { className: "plane", tabIndex: 0, role: "application", "aria-label": "Plane of the two features" });
        this.plane.setAttribute("aria-roledescription", "plane");
        this.stage = made("div", { className: "stage" }, this.network, this.handles, this.plane);
        this.curves = made("canvas", { role: "img", "aria-label": "Costs over the iterations" });
        this.log = made("input", { type: "checkbox" });
        this.log.addEventListener("change", () => { this.logarithmic = this.log.checked; this.draw(); });
        this.scores = made("table", { className: "scores" });
        this.side = made("div", { className: "side" },
            made("div", { className: "heading" }, made("b", { textContent: "Cost J" }), made("label", { className: "check" }, this.log, " logarithmic")),
            this.curves, this.scores);
        this.legend = made("div", { className: "legend" });
        this.words = made("div", { className: "words" });
        this.input = made("input", { type: "text", inputMode: "decimal", autocomplete: "off", "aria-label": "value of the parameter" });
        this.editor = made("div", { className: "editor", hidden: true }, this.input);
        this.inspector = made("div", { className: "inspector" }, this.editor, this.words);
        this.status = made("p", { className: "status", role: "status" });
        this.why = made("div", { className: "why", hidden: true });
        const folds = this.folds([
            ["start", "Data and start", this.startFold(choice, slider, typed, setting)],
            ["matrices", "Parameters and gradients", this.matrices = made("div", { className: "matrices" })],
            ["compare", "Compare", this.compareFold()],
            ["take", "Take it with you", this.takeFold()],
        ]);
        this.root = made("div", { className: "nnlib-playground", role: "group", "aria-label": "Playground: a network that trains" },
            bar, settings, made("div", { className: "main" }, made("div", { className: "left" }, this.stage, this.legend), this.side),
            this.inspector, this.why, this.status, ...folds);
        this.el.append(this.root);
        this.setTheme();
    }

    tenSteps() {
        const ten = made("button", { type: "button", textContent: "10 steps", title: "ten steps of gradient descent" });
        ten.disabled = this.parts.isLocked("step");
        ten.addEventListener("click", () => this.ask({ do: "step", count: 10 }));
        return ten;
    }

    backControl() {
        const control = this.back = made("input", { type: "range", min: "0", max: "0", step: "1", title: "back through the last hundred pictures" });
        control.addEventListener("input", () => this.ask({ do: "back", place: Number(control.value) }, "back"));
        return this.parts.keep("back", this.parts.labelled("Back", control), control);
    }

    /** A row of buttons, each of which opens its panel below and closes the others. @param {[string, string, any][]} rows */
    folds(rows) {
        const shown = rows.filter(([name]) => !this.parts.isHidden(name));
        const panels = shown.map(([, , content]) => made("div", { id: freshId(), className: "panel", hidden: true }, content));
        const buttons = shown.map(([, title], i) => made("button", { type: "button", textContent: title, "aria-expanded": "false", "aria-controls": panels[i].id }));
        buttons.forEach((one, i) => one.addEventListener("click", () => {
            panels.forEach((panel, k) => {
                panel.hidden = k !== i || !panel.hidden;
                buttons[k].setAttribute("aria-expanded", String(!panel.hidden));
            });
            this.draw();
        }));
        return [made("div", { className: "folds" }, ...buttons), ...panels];
    }

    startFold(/** @type {any} */ choice, /** @type {any} */ slider, /** @type {any} */ typed, /** @type {any} */ setting) {
        const again = made("button", { type: "button", textContent: "Draw other examples", title: "another seed for the data" });
        again.disabled = this.parts.isLocked("data_seed");
        again.addEventListener("click", () => this.ask({ do: "set", name: "data_seed", value: this.setup.setup.data_seed + 1 }));
        const other = made("button", { type: "button", textContent: "Draw another start", title: "another seed for the first parameters" });
        other.disabled = this.parts.isLocked("seed");
        other.addEventListener("click", () => this.ask({ do: "set", name: "seed", value: this.setup.setup.seed + 1 }));
        return made("div", { className: "grid" },
            slider("m", "Examples m", [20, 40, 60, 100, 150, 200, 300, 400, 600, 1000, 2000], String, setting("m")),
            slider("noise", "Noise", range(0, 1, 0.05), (/** @type {number} */ x) => x.toFixed(2), setting("noise")),
            slider("held_out", "Held out", range(0, 0.9, 0.05), (/** @type {number} */ x) => `${Math.round(100 * x)} %`, setting("held_out")),
            typed("data_seed", "Seed of the data", Number, { min: 0, max: 999999, step: 1 }), this.parts.isHidden("data_seed") ? "" : again,
            choice("start", "Start", [["random", "random"], ["zeros", "zeros"], ["constant", "one constant"]], setting("start")),
            slider("scale", "Scale of the start", [null, 0.01, 0.03, 0.1, 0.3, 1, 3, 10], (/** @type {any} */ x) => x === null ? "1/√n" : String(x), setting("scale")),
            typed("seed", "Seed of the start", Number, { min: 0, max: 999999, step: 1 }), this.parts.isHidden("seed") ? "" : other);
    }

    compareFold() {
        const pin = made("button", { type: "button", textContent: "Pin this run", title: "keep its curve beside the next ones" });
        pin.disabled = this.parts.isLocked("compare");
        pin.addEventListener("click", () => this.ask({ do: "pin" }));
        this.table = made("table", { className: "pins" });
        return made("div", {}, pin, this.table);
    }

    takeFold() {
        const act = (/** @type {string} */ text, /** @type {() => void} */ deed) => {
            const one = made("button", { type: "button", textContent: text });
            one.disabled = this.parts.isLocked("take");
            one.addEventListener("click", deed);
            return one;
        };
        this.text = made("textarea", { rows: 5, spellcheck: false, "aria-label": "code or state, or a state to read" });
        this.file = made("input", { type: "file", accept: ".npz", hidden: true });
        this.file.addEventListener("change", async () => {
            const [chosen] = this.file.files;
            if (chosen) this.ask({ do: "take_parameters" }, undefined, [await chosen.arrayBuffer()]);
            this.file.value = "";
        });
        return made("div", {},
            made("div", { className: "row" },
                act("As code", () => this.ask({ do: "code" })),
                act("As a state text", () => this.ask({ do: "text" })),
                act("Read the state text below", () => this.ask({ do: "take_text", text: this.text.value })),
                act("Copy", () => { this.text.select(); navigator.clipboard?.writeText(this.text.value).then(() => this.tell("Copied.")); }),
                act("Picture (.png)", () => this.savePicture()),
                act("Animation (.gif)", () => { this.tell("The run is drawn again; this takes some seconds."); this.ask({ do: "animation" }); }),
                act("Save parameters (.npz)", () => this.ask({ do: "parameters" })),
                act("Load parameters", () => this.file.click()), this.file),
            this.text);
    }

    savePicture() {
        const density = 2, width = this.width, height = Math.max(this.layout.height, 240), canvas = document.createElement("canvas");
        const pen = prepared(canvas, width, height + 40, density);
        pen.fillStyle = this.theme.paper;
        pen.fillRect(0, 0, width, height + 40);
        pen.drawImage(this.network, 0, 0, this.layout.width, this.layout.height);
        pen.drawImage(this.curves, this.layout.width, 20, this.curveWidth, this.curveHeight);
        write(pen, this.sentence(), 8, height + 22, { colour: this.theme.ink, font: FONT });
        canvas.toBlob(blob => blob && download("playground.png", blob));
    }

    listen() {
        this.hear = (/** @type {any} */ message, /** @type {DataView[]} */ buffers) => this.heard(message, buffers);
        this.restarted = () => { this.gone = true; this.tell("The kernel was started anew. Run this cell again."); };
        this.model.on("msg:custom", this.hear);
        this.model.on("comm_live_update", this.restarted);
        this.onHidden = () => { if (document.hidden && this.now?.playing) this.ask({ do: "pause" }); };
        document.addEventListener("visibilitychange", this.onHidden);
        this.observer = new MutationObserver(() => this.setTheme());
        this.observer.observe(document.body, { attributeFilter: ["class", "data-jp-theme-light", "data-vscode-theme-kind"] });
        this.scheme = window.matchMedia("(prefers-color-scheme: dark)");
        this.onScheme = () => this.setTheme();
        this.scheme.addEventListener("change", this.onScheme);
        this.motion = window.matchMedia("(prefers-reduced-motion: reduce)");
        this.onMotion = () => this.ask({ do: "calm", calm: this.motion.matches });
        this.motion.addEventListener("change", this.onMotion);
        this.resizer = new ResizeObserver(() => this.resize());
        this.resizer.observe(this.el);
        this.listenToStage();
        this.listenToPlane();
        if (this.gone) this.tell("The kernel was started anew. Run this cell again.");
        else {
            this.ask({ do: "hello", view: this.id });
            if (this.motion.matches) this.onMotion();
        }
    }

    end() {
        this.model.off("msg:custom", this.hear);
        this.model.off("comm_live_update", this.restarted);
        document.removeEventListener("visibilitychange", this.onHidden);
        this.scheme.removeEventListener("change", this.onScheme);
        this.motion.removeEventListener("change", this.onMotion);
        this.observer.disconnect();
        this.resizer.disconnect();
        if (!this.gone) this.ask({ do: "goodbye", view: this.id });
    }

    setTheme() {
        const dark = isDark(this.root), theme = this.about.themes[dark ? "dark" : "light"];
        this.theme = theme;
        this.root.classList.toggle("dark", dark);
        for (const [name, colour] of Object.entries(theme)) if (typeof colour === "string") this.root.style.setProperty(`--nnp-${name}`, colour);
        this.colours = scaleOf(theme.blue_deep, theme.middle, theme.orange_deep);
        this.pointsOf = null;
        this.drawLegend();
        this.draw();
    }

    resize() {
        const width = Math.min(this.el.clientWidth, 1040);
        if (width < 50 || width === this.width) return;
        this.width = width;
        this.root.classList.toggle("narrow", width < 620);
        this.pointsOf = null;
        this.arrange();
        this.draw();
    }

    arrange() {
        if (!this.setup || !this.arrays.W1 || !this.width) return;
        const narrow = this.width < 620, [n1, n0] = this.arrays.W1.shape;
        this.curveWidth = narrow ? this.width - 8 : clamp(Math.round(this.width * 0.3), 236, 310);
        const width = narrow ? this.width - 8 : this.width - this.curveWidth - 16;
        const height = Math.round(clamp(0.56 * width + 60, 270, 400));
        this.curveHeight = narrow ? 190 : height - 92;
        this.layout = layoutOf(width, height, n0, n1);
        this.arrangedFor = this.arrays.W1.shape.join(" ");
        this.placeHandles(itemsOf(n0, n1));
        const { x, y, size } = this.layout.surface;
        this.plane.hidden = n0 !== 2;
        Object.assign(this.plane.style, { left: `${x}px`, top: `${y}px`, width: `${size}px`, height: `${size}px` });
    }

    /** Lays an invisible spinbutton on every parameter; those that are there already are taken again. */
    placeHandles(/** @type {Item[]} */ items) {
        const focused = this.handles.contains(document.activeElement), { children } = this.handles;
        this.items = items;
        this.current = clamp(this.current, 0, items.length - 1);
        this.selected = focused ? items[this.current] : undefined;
        this.hovered = undefined;
        while (children.length > items.length) this.handles.lastChild.remove();
        while (children.length < items.length) this.handles.append(made("div", { role: "spinbutton" }));
        items.forEach((item, i) => {
            const [x, y] = handleOf(this.layout, item), handle = children[i];
            handle.tabIndex = i === this.current ? 0 : -1;
            handle.setAttribute("aria-label", this.nameOf(item));
            handle.style.translate = `${x - 12}px ${y - 12}px`;
        });
        this.handles.hidden = this.parts.isHidden("weights");
        this.tellValues();
        if (focused) children[this.current].focus();
    }

    nameOf(/** @type {Item} */ { kind, row, column }) {
        const place = `${kind}[${row}, ${column}]`;
        if (kind === "W1") return `${place}, from x${column + 1} to hidden unit ${row + 1}`;
        if (kind === "b1") return `${place}, bias of hidden unit ${row + 1}`;
        return kind === "W2" ? `${place}, from hidden unit ${column + 1} to the output` : `${place}, bias of the output`;
    }

    valueOf(/** @type {Item} */ item) {
        return entry(this.arrays[item.kind], item.row, item.column);
    }

    tellValues() {
        this.items.forEach((item, i) => {
            const handle = this.handles.children[i], value = digits(this.valueOf(item));
            if (handle.getAttribute("aria-valuetext") === value) return;
            handle.setAttribute("aria-valuenow", String(this.valueOf(item)));
            handle.setAttribute("aria-valuetext", value);
        });
    }

    select(/** @type {Item|undefined} */ item) {
        this.selected = item;
        this.point = null;
        this.draw();
    }

    setWeight(/** @type {Item} */ { kind, row, column }, /** @type {number} */ value) {
        if (this.parts.isLocked("weights") || this.parts.isHidden("weights")) return;
        this.ask({ do: "weight", symbol: kind, row, column, value }, "weight");
    }

    onHandleKey(/** @type {KeyboardEvent} */ event, /** @type {Item} */ item) {
        const { key, shiftKey } = event, by = { ArrowUp: 0.1, ArrowDown: -0.1, PageUp: 1, PageDown: -1 }[key];
        const to = { ArrowRight: this.current + 1, ArrowLeft: this.current - 1, Home: 0, End: this.items.length - 1 }[key];
        if (event.ctrlKey || event.altKey || event.metaKey) return;
        if (by !== undefined) {
            const from = this.wanted && this.wanted.item === item ? this.wanted.value : this.valueOf(item);
            this.wanted = { item, value: Number((from + by * (shiftKey ? 0.1 : 1)).toPrecision(8)) };
            this.setWeight(item, this.wanted.value);
        } else if (to !== undefined) {
            this.wanted = null;
            this.current = clamp(to, 0, this.items.length - 1);
            [...this.handles.children].forEach((handle, i) => { handle.tabIndex = i === this.current ? 0 : -1; });
            this.handles.children[this.current].focus();
        } else if (key === "Enter" && !shiftKey || /^[0-9.\-]$/.test(key)) this.edit(item, key === "Enter" ? "" : key);
        else return;
        event.preventDefault();
    }

    edit(/** @type {Item} */ item, /** @type {string} */ first) {
        this.editing = item;
        this.editor.hidden = false;
        this.input.setAttribute("aria-label", `value of ${this.nameOf(item)}`);
        this.input.value = first || String(Number(this.valueOf(item).toPrecision(6)));
        this.input.focus();
        if (!first) this.input.select();
    }

    finishEdit(/** @type {boolean} */ keep) {
        const item = this.editing;
        if (!item) return;
        const value = Number(this.input.value.replace("−", "-").replace(",", "."));
        if (keep && this.input.value.trim() && Number.isFinite(value)) this.setWeight(item, value);
        else if (keep) this.tell(`“${this.input.value}” is no number.`);
        this.editing = undefined;
        this.editor.hidden = true;
        this.wanted = null;
        const i = this.items.indexOf(item);
        if (i >= 0) this.handles.children[i].focus();
    }

    listenToStage() {
        this.input.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
            if (event.key === "Enter") this.finishEdit(true);
            else if (event.key === "Escape") { this.finishEdit(false); event.stopPropagation(); }
        });
        const itemOf = (/** @type {Event} */ event) => this.items[[...this.handles.children].indexOf(event.target)];
        this.handles.addEventListener("focusin", (/** @type {FocusEvent} */ event) => {
            this.current = this.items.indexOf(itemOf(event));
            this.select(itemOf(event));
        });
        this.handles.addEventListener("focusout", (/** @type {FocusEvent} */ event) => {
            if (this.selected === itemOf(event) && !this.editor.contains(event.relatedTarget)) this.select(undefined);
        });
        this.handles.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => this.onHandleKey(event, itemOf(event)));
        this.input.addEventListener("blur", () => { if (this.editing) { this.editing = undefined; this.editor.hidden = true; } });
        const at = (/** @type {PointerEvent} */ event) => {
            const box = this.network.getBoundingClientRect();
            return itemAt(this.layout, this.items, event.clientX - box.left, event.clientY - box.top);
        };
        this.network.addEventListener("pointermove", (/** @type {PointerEvent} */ event) => {
            if (!this.layout) return;
            if (this.drag) {
                const { item, y, from } = this.drag, value = from + Math.round(y - event.clientY) * (event.shiftKey ? 0.004 : 0.02);
                this.setWeight(item, Number(value.toPrecision(6)));
                return;
            }
            const found = at(event);
            this.network.style.cursor = found ? "ns-resize" : "default";
            if (found !== this.hovered) { this.hovered = found; this.draw(); }
        });
        this.network.addEventListener("pointerleave", () => { this.hovered = undefined; this.draw(); });
        this.network.addEventListener("pointerdown", (/** @type {PointerEvent} */ event) => {
            const item = at(event);
            if (!item) return;
            this.drag = { item, y: event.clientY, from: this.valueOf(item) };
            this.network.setPointerCapture(event.pointerId);
            this.handles.children[this.items.indexOf(item)].focus({ preventScroll: true });
            event.preventDefault();
        });
        const drop = () => { this.drag = undefined; this.draw(); };
        this.network.addEventListener("pointerup", drop);
        this.network.addEventListener("pointercancel", drop);
    }

    /** The place in the data's units that lies at a part of the plane's width and height. */
    placeAt(/** @type {number[]} */ [u, v]) {
        const { low, high } = this.setup.scales;
        return [low[0] + u * (high[0] - low[0]), low[1] + v * (high[1] - low[1])];
    }

    /** The example nearest to a place, if one is near: own points first. */
    nearest(/** @type {number[]} */ [u, v], /** @type {boolean} */ own) {
        const { low, high } = this.setup.scales;
        let least = 0.03, found = null;
        const look = (/** @type {number} */ x, /** @type {number} */ y, /** @type {any} */ what) => {
            const away = Math.hypot((x - low[0]) / (high[0] - low[0]) - u, (y - low[1]) / (high[1] - low[1]) - v);
            if (away < least) [least, found] = [away, { x, y, ...what }];
        };
        this.setup.points.forEach(([x, y, label], i) => look(x, y, { label, own: i, part: "your own, trained on" }));
        if (own) return found;
        for (const [name, part] of [["training", "trained on"], ["held_out", "held out"]]) {
            const { data, shape: [, m] } = this.examples[name];
            for (let k = 0; k < m; k++) look(data[k], data[m + k], { label: data[2 * m + k], part });
        }
        return found;
    }

    canAdd() {
        return !this.parts.isHidden("points") && !this.parts.isLocked("points") && this.setup && this.arrays.W1.shape[1] === 2;
    }

    setPoints(/** @type {any[]} */ points) {
        if (points.length > this.about.most_points) return this.tell(`There may be ${this.about.most_points} points of your own.`);
        this.setup.points = points;
        this.pointsOf = null;
        this.ask({ do: "points", points }, "points");
        return this.draw();
    }

    listenToPlane() {
        const plane = this.plane;
        const at = (/** @type {PointerEvent} */ event) => {
            const box = plane.getBoundingClientRect();
            return [(event.clientX - box.left) / box.width, 1 - (event.clientY - box.top) / box.height];
        };
        /** @type {any} */
        let drag = null;
        plane.addEventListener("pointermove", (/** @type {PointerEvent} */ event) => {
            if (!this.setup) return;
            const place = at(event);
            if (drag !== null) {
                drag.moved = true;
                const [x, y] = this.placeAt(place), points = [...this.setup.points];
                const outside = place.some(part => part < -0.02 || part > 1.02);
                plane.style.cursor = outside ? "no-drop" : "grabbing";
                drag.outside = outside;
                if (!outside) {
                    points[drag.own] = [Number(x.toPrecision(5)), Number(y.toPrecision(5)), points[drag.own][2]];
                    this.setPoints(points);
                }
                return;
            }
            this.point = this.nearest(place, false) ?? this.free(place);
            plane.style.cursor = this.point.own !== undefined ? "grab" : "crosshair";
            this.drawWords();
        });
        plane.addEventListener("pointerleave", () => { if (drag === null) { this.point = null; this.drawWords(); } });
        plane.addEventListener("pointerdown", (/** @type {PointerEvent} */ event) => {
            const place = at(event), own = this.nearest(place, true);
            if (!this.canAdd() || event.button !== 0) return;
            plane.setPointerCapture(event.pointerId);
            if (own && event.altKey) this.remove(own.own);
            else if (own) drag = { own: own.own, moved: false, outside: false };
            else this.add(place, event.shiftKey ? 1 - this.label : this.label);
        });
        plane.addEventListener("pointerup", () => {
            if (drag?.outside) this.remove(drag.own);
            drag = null;
        });
        plane.addEventListener("dblclick", (/** @type {MouseEvent} */ event) => {
            const own = this.nearest(at(/** @type {any} */ (event)), true);
            if (own && this.canAdd()) this.remove(own.own);
        });
        plane.addEventListener("focus", () => {
            if (!plane.matches(":focus-visible")) return;
            this.cursor = this.lastCursor;
            this.moveCursor();
        });
        plane.addEventListener("blur", () => { this.lastCursor = this.cursor ?? this.lastCursor; this.cursor = null; this.point = null; this.carried = undefined; this.draw(); });
        plane.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => this.onPlaneKey(event));
    }

    free(/** @type {number[]} */ place) {
        const [x, y] = this.placeAt(place);
        return { x, y, part: "" };
    }

    moveCursor() {
        if (!this.cursor || !this.setup) return;
        this.point = this.nearest(this.cursor, false) ?? this.free(this.cursor);
        this.say(this.plainPoint(this.point), true);
        this.draw();
    }

    add(/** @type {number[]} */ place, /** @type {number} */ label) {
        const [x, y] = this.placeAt(place).map(value => Number(value.toPrecision(5)));
        this.setPoints([...this.setup.points, [x, y, label]]);
        this.say(`A point of ${this.setup.classes[label]} added.`, true);
    }

    remove(/** @type {number} */ own) {
        this.setPoints(this.setup.points.filter((/** @type {any} */ _, /** @type {number} */ i) => i !== own));
        this.say("Point taken away.", true);
    }

    onPlaneKey(/** @type {KeyboardEvent} */ event) {
        if (event.ctrlKey || event.altKey || event.metaKey || !this.setup) return;
        const step = event.shiftKey ? 0.1 : 0.02, { key } = event;
        const by = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, step], ArrowDown: [0, -step] }[key];
        this.cursor = this.cursor ?? this.lastCursor;
        const own = this.nearest(this.cursor, true);
        if (by) {
            this.cursor = [clamp(this.cursor[0] + by[0], 0, 1), clamp(this.cursor[1] + by[1], 0, 1)];
            if (this.carried !== undefined) {
                const points = [...this.setup.points], [x, y] = this.placeAt(this.cursor);
                points[this.carried] = [Number(x.toPrecision(5)), Number(y.toPrecision(5)), points[this.carried][2]];
                this.setPoints(points);
            }
            this.moveCursor();
        } else if ((key === "0" || key === "1") && this.canAdd()) this.add(this.cursor, Number(key));
        else if ((key === "Delete" || key === "Backspace") && own && this.canAdd()) this.remove(own.own);
        else if (key === "m" && this.canAdd()) {
            this.carried = this.carried === undefined && own ? own.own : undefined;
            this.say(this.carried === undefined ? "Point put down." : "Point taken up: the arrow keys move it, M puts it down.", true);
        } else return;
        event.preventDefault();
    }

    heard(/** @type {any} */ message, /** @type {DataView[]} */ buffers) {
        if (message.kind === "picture") {
            if (this.now && message.number < this.now.number) return;
            this.now = message;
            this.arrays = unpack(buffers[0], message.shapes);
            this.asked = false;
            this.askWaiting();
            this.draw();
        } else if (message.kind === "setup") {
            this.setup = message;
            this.examples = unpack(buffers[0], message.shapes);
            this.pointsOf = null;
            this.arrangedFor = undefined;
            for (const [name, value] of Object.entries(message.setup)) if (name !== "hidden_units") this.parts.show[name]?.(value);
            this.drawLegend();
        } else if (message.kind === "pins") {
            const curves = unpack(buffers[0], message.shapes);
            this.pins = message.pins.map((/** @type {any} */ pin, /** @type {number} */ i) => ({ ...pin, curve: curves[i] }));
            this.drawPins();
            this.draw();
        } else if (message.kind === "text") this.showText(message);
        else if (message.kind === "file") download(message.name, new Blob([/** @type {any} */ (buffers[0])], { type: message.type }));
        else this.tell(message.words);
    }

    showText(/** @type {any} */ { what, text }) {
        this.text.value = text;
        this.text.focus();
        this.text.select();
        this.tell(what === "code" ? "The code of this run, to paste into a cell." : "The state as a text, to send to a friend.");
    }

    showValues() {
        const { now, parts, shown: before } = this;
        if (now === before) return;
        this.shown = now;
        parts.show.learning_rate?.(now.learning_rate);
        parts.show.hidden_units?.(now.hidden_units);
        parts.show.speed?.(now.speed);
        const play = parts.controls.play;
        if (play && before?.playing !== now.playing) {
            play.textContent = now.playing ? "Pause" : "Play";
            play.title = now.playing ? "train no further" : "train on and on";
            this.root.classList.toggle("playing", now.playing);
        }
        if (!this.back.matches(":active") && before?.back.join() !== now.back.join()) [this.back.max, this.back.value] = now.back;
        this.iteration.textContent = `iteration ${grouped(now.iteration)}`;
        const back = now.back[1] - now.back[0], place = back ? `${back} pictures back, iteration ${now.iteration}` : "now";
        if (this.back.ariaValueText !== place) this.back.ariaValueText = place;
        this.drawScores();
        this.drawWhy();
        this.say(this.sentence(), !now.playing);
    }

    sentence() {
        const { iteration, cost, accuracies, diverged } = this.now, [training, heldOut] = accuracies;
        if (diverged !== null) return `The cost is not finite any more at iteration ${diverged}.`;
        const right = heldOut === null ? `${percent(training)} of the training examples right` : `${percent(heldOut)} of the held-out right`;
        return training === null ? "No examples yet: click into the plane to add some." : `iteration ${iteration}, cost ${costInDigits(cost)}, ${right}`;
    }

    /** Says a sentence politely, the last of many, and not more than once in two seconds. */
    say(/** @type {string} */ sentence, soon = false) {
        this.unsaid = sentence;
        if (this.sayTimer) return;
        const wait = Math.max(soon ? 60 : 0, this.lastSaid + STATUS_EVERY - performance.now());
        this.sayTimer = window.setTimeout(() => {
            this.sayTimer = 0;
            this.lastSaid = performance.now();
            if (this.status.textContent !== this.unsaid) this.status.textContent = this.unsaid;
            if (this.now) this.tellValues();
            if (this.now) this.curves.setAttribute("aria-label", `Costs over the iterations. ${this.sentence()}`);
        }, wait);
    }

    /** Says what a hand has just asked for. */
    tell(/** @type {string} */ sentence) {
        this.unsaid = sentence;
        this.status.textContent = sentence;
        this.lastSaid = performance.now();
    }

    /** Draws at once, and at most once in a frame: what comes later in the frame is drawn with the next. */
    draw() {
        this.stale = true;
        if (this.drawing || !this.now || !this.setup) return;
        this.drawing = true;
        this.showValues();
        this.drawNow();
        requestAnimationFrame(() => {
            this.drawing = false;
            if (this.stale) this.draw();
        });
    }

    /** Tells the kernel how far the drawing is: seldom, since JupyterLab itself draws at every message to a kernel. */
    acknowledge() {
        const { number, playing } = this.now;
        if (this.gone || !playing || number - this.acknowledged < ACKNOWLEDGED) return;
        this.acknowledged = number;
        this.model.send({ do: "drawn", number });
    }

    drawNow() {
        this.stale = false;
        if (this.arrangedFor !== this.arrays.W1.shape.join(" ")) this.arrange();
        if (!this.layout || !this.root.isConnected) return;
        const { layout, theme, arrays, setup } = this;
        const flat = arrays.W1.shape[1] === 2;
        if (flat && this.pointsOf?.size !== layout.surface.size) {
            this.pointsOf = { size: layout.surface.size, layer: pointsLayer({ layout, theme, examples: this.examples, own: setup.points, scales: setup.scales }) };
        }
        let largest = 0.5;
        for (const name of ["W1", "W2"]) for (const w of arrays[name].data) largest = Math.max(largest, Math.abs(w));
        drawNetwork(prepared(this.network, layout.width, layout.height), {
            layout, theme, arrays, items: this.items, selected: this.selected, hovered: this.hovered, largest, n0: arrays.W1.shape[1], painter: this.painter,
            colours: this.colours, activation: setup.setup.activation, scales: setup.scales, features: setup.features,
            classes: setup.classes, points: flat ? this.pointsOf.layer : null, cursor: this.cursor, enlarged: flat ? this.enlarged() : undefined,
        });
        this.drawCurve();
        this.drawWords();
        if (!this.matrices.parentElement?.hidden) this.drawMatrices();
        this.acknowledge();
    }

    /** The hidden unit that is pointed at, or in focus, is drawn large in the output's place. */
    enlarged() {
        const item = this.drag ? undefined : this.hovered ?? this.selected;
        return item?.kind === "b1" ? item.row : undefined;
    }

    drawCurve() {
        const { data, shape: [, k] } = this.arrays.curve, { theme } = this;
        const runOf = (/** @type {Float32Array} */ d, /** @type {number} */ n, /** @type {any} */ more) =>
            ({ iterations: d.subarray(0, n), training: d.subarray(n, 2 * n), heldOut: d.subarray(2 * n, 3 * n), dash: [], ...more });
        const pins = this.pins.map((pin, i) => runOf(pin.curve.data, pin.curve.shape[1], { colour: theme.runs[i], dash: DASHES[i], name: `pin ${i + 1}` }));
        const width = this.curveWidth, height = this.curveHeight;
        drawCurves(prepared(this.curves, width, height), {
            width, height, theme, logarithmic: this.logarithmic, rose: this.now.why.length ? this.now.rose : null,
            runs: [runOf(data, k, { colour: theme.run, current: true }), ...pins],
        });
    }

    drawLegend() {
        if (!this.setup || !this.legend) return;
        const { classes, counts } = this.setup;
        if (this.setup.features.length !== 2) {
            this.legend.replaceChildren(...[0, 1].map(label => made("span", { className: `key class${label}`, textContent: classes[label] })));
            return;
        }
        const sign = (/** @type {number} */ label, /** @type {boolean} */ hollow) => {
            const canvas = made("canvas", { "aria-hidden": "true" });
            mark(prepared(canvas, 14, 14), 7, 7, label, hollow, this.theme, 4);
            return canvas;
        };
        const add = made("span", { className: "add" });
        if (!this.parts.isHidden("points")) {
            const group = freshId();
            add.append(made("span", { textContent: "Add by a click: " }), ...[0, 1].map(label => {
                const radio = made("input", { type: "radio", name: group, value: String(label), checked: this.label === label, disabled: this.parts.isLocked("points") });
                radio.addEventListener("change", () => { this.label = label; });
                return made("label", {}, radio, sign(label, false), classes[label]);
            }));
            const clear = made("button", { type: "button", textContent: "Clear", title: "take all points of your own away", disabled: !this.setup.points.length });
            clear.addEventListener("click", () => { this.setPoints([]); this.drawLegend(); });
            add.append(clear);
        }
        this.legend.replaceChildren(made("span", {}, sign(0, false), sign(1, false), ` trained on (${counts[0]})`),
            counts[1] ? made("span", {}, sign(0, true), sign(1, true), ` held out (${counts[1]})`) : "", add);
        this.plane.setAttribute("aria-description", `Arrow keys move a cross, with Shift in larger steps. 0 adds a point of ${classes[0]}, 1 a point of ${classes[1]}, M moves one of yours, Delete takes it away.`);
    }

    drawScores() {
        const { cost, held_out_cost: heldOut, accuracies } = this.now;
        const rows = [["training", cost, accuracies[0]], ["held out", heldOut, accuracies[1]]].filter(row => row[2] !== null);
        if (!this.scores.rows.length) {
            this.scores.append(made("thead", {}, made("tr", {}, made("td"), ...["cost", "right"].map(text => made("th", { scope: "col", textContent: text })))), made("tbody"));
        }
        const body = this.scores.tBodies[0];
        if (body.rows.length !== rows.length) {
            body.replaceChildren(...rows.map(([name]) => made("tr", {}, made("th", { scope: "row", textContent: name }), made("td"), made("td"))));
        }
        rows.forEach(([, J, right], i) => {
            body.rows[i].cells[1].textContent = costInDigits(J);
            body.rows[i].cells[2].textContent = percent(right);
        });
    }

    drawWhy() {
        const { why } = this.now, text = why.join(" ");
        if (this.whyText === text) return;
        this.whyText = text;
        this.why.hidden = !why.length;
        this.why.replaceChildren(made("b", { textContent: "It overshoots. " }), ...why.map((/** @type {string} */ sentence) => made("span", { textContent: `${sentence} ` })));
    }

    plainPoint(/** @type {any} */ point) {
        const { a2 } = this.through(point), what = point.part ? `${this.setup.classes[point.label]}, ${point.part}` : "no example";
        return `x1 ${digits(point.x)}, x2 ${digits(point.y)}: ${what}; the network says ${digits(a2)}`;
    }

    through(/** @type {any} */ { x, y }) {
        const { centre, spread } = this.setup.scales;
        const standard = [x, y].map((value, j) => (value - centre[j]) / spread[j]);
        return { standard, ...forwardAt(this.arrays, standard, this.setup.setup.activation) };
    }

    drawWords() {
        if (!this.now || !this.setup) return;
        const item = this.selected ?? this.hovered;
        const html = this.point ? this.wordsOfPoint(this.point) : item ? this.wordsOfItem(item) : this.wordsOfAll();
        if (html !== this.shownWords) { this.shownWords = html; this.words.innerHTML = html; }
    }

    wordsOfAll() {
        const [n1, n0] = this.arrays.W1.shape, g = this.setup.setup.activation;
        return `<span>Z1 = W1 X + b1, &ensp; A1 = ${g}(Z1), &ensp; Z2 = W2 A1 + b2, &ensp; ŷ = σ(Z2)</span>
            <span>W1 (${n1}, ${n0}) &ensp; b1 (${n1}, 1) &ensp; W2 (1, ${n1}) &ensp; b2 (1, 1): ${n1 * n0 + 2 * n1 + 1} numbers to learn</span>
            <span class="hint">Point at a line, a unit or an example for its numbers. Drag a line up or down to change its weight.</span>`;
    }

    wordsOfItem(/** @type {Item} */ item) {
        const { kind, row, column } = item, value = this.valueOf(item), slopes = this.arrays[`d${kind}`];
        const slope = slopes && entry(slopes, row, column), rate = this.now.learning_rate, place = `[${row}, ${column}]`;
        const g = this.setup.setup.activation;
        let equation;
        if (kind === "W1" || kind === "b1") {
            const n0 = this.arrays.W1.shape[1], shown = Math.min(n0, 4), unit = row + 1;
            const factors = Array.from({ length: shown }, (_, j) => entry(this.arrays.W1, row, j));
            const names = factors.map((_, j) => `x${j + 1}`);
            const sum = sumOf(factors, names, this.arrays.b1.data[row], kind === "b1" ? shown : column);
            equation = `hidden unit ${unit}: &ensp; z = ${sum}${n0 > shown ? " + …" : ""}, &ensp; a = ${g}(z)`;
        } else {
            const n1 = this.arrays.W2.shape[1], first = Math.max(0, Math.min(kind === "W2" ? column - 2 : n1 - 5, n1 - 5)), shown = Math.min(n1, 5);
            const factors = Array.from({ length: shown }, (_, j) => entry(this.arrays.W2, 0, first + j));
            const sum = sumOf(factors, factors.map((_, j) => `a${first + j + 1}`), this.arrays.b2.data[0], kind === "b2" ? shown : column - first);
            equation = `output: &ensp; z = ${first ? "… + " : ""}${sum}${n1 > shown ? " + …" : ""}, &ensp; ŷ = σ(z)`;
        }
        const formula = { W1: `(1/m) Σ dZ1[${row}] · x${column + 1}`, b1: `(1/m) Σ dZ1[${row}]`, W2: `(1/m) Σ dZ2 · A1[${column}]`, b2: "(1/m) Σ dZ2" }[kind];
        const sign = slope < 0 ? `(${digits(slope)})` : digits(slope);
        const lines = slope === undefined ? "" : `<span>∂J/∂${kind}${place} = d${kind}${place} = ${formula} = <b>${digits(slope)}</b></span>
            <span>next step: ${kind}${place} := ${digits(value)} − ${rateInDigits(rate)} · ${sign} = ${digits(value - rate * slope, 4)}</span>`;
        return `<span><b>${kind}${place} = ${digits(value, 4)}</b> &ensp; ${equation}</span>${lines}`;
    }

    wordsOfPoint(/** @type {any} */ point) {
        const { standard, z2, a2 } = this.through(point), [f1, f2] = this.setup.features.map(escaped);
        const place = `${f1} = ${digits(point.x)}, ${f2} = ${digits(point.y)}`;
        const inside = `standardised x = (${standard.map(v => digits(v)).join(", ")})`;
        const said = `z2 = W2 a1 + b2 = ${digits(z2)}, &ensp; ŷ = σ(${digits(z2)}) = <b>${digits(a2)}</b>`;
        if (!point.part) return `<span>${place} &ensp; ${inside}</span><span>${said}</span>`;
        const { label } = point, loss = lossAt(z2, label);
        return `<span><b>${escaped(this.setup.classes[label])} (y = ${label}), ${point.part}</b> &ensp; ${place} &ensp; ${inside}</span>
            <span>${said}, &ensp; ${(a2 > 0.5) === Boolean(label) ? "right" : "<b>wrong</b>"}</span>
            <span>loss = −log ${label ? "ŷ" : "(1 − ŷ)"} = ${digits(loss)}, &ensp; dZ2 = ŷ − y = ${digits(a2 - label)}</span>`;
    }

    drawMatrices() {
        const now = performance.now();
        if (this.now.playing && now - (this.matricesAt ?? 0) < 150) return;
        this.matricesAt = now;
        let largest = 1e-9;
        for (const name of ["W1", "b1", "W2", "b2"]) for (const w of this.arrays[name].data) largest = Math.max(largest, Math.abs(w));
        this.matrices.replaceChildren(made("p", { textContent: "Each number, and below it the derivative of the cost J by it. Blue is below zero, orange above." }),
            ...["W1", "b1", "W2", "b2"].map(name => matrixOf(`${name} and d${name}`, this.arrays[name], this.arrays[`d${name}`], largest)));
    }

    drawPins() {
        const head = ["", "data", "n1", "α", "iteration", "cost", "held out", "held out right", ""];
        const rows = this.pins.map((pin, i) => {
            const off = made("button", { type: "button", textContent: "Take away", "aria-label": `take pin ${i + 1} away` });
            off.addEventListener("click", () => this.ask({ do: "unpin", which: i }));
            const name = made("th", { scope: "row", textContent: `pin ${i + 1}` });
            name.style.borderLeft = `4px solid ${this.theme.runs[i]}`;
            const cells = [`${pin.setup.dataset}, ${pin.setup.activation}`, pin.hidden_units, rateInDigits(pin.learning_rate), grouped(pin.iteration),
                costInDigits(pin.cost), costInDigits(pin.held_out_cost), percent(pin.accuracies[1])];
            return made("tr", {}, name, ...cells.map(text => made("td", { textContent: String(text) })), made("td", {}, off));
        });
        this.table.replaceChildren(...rows.length ? [made("thead", {}, made("tr", {}, ...head.map(text => text ? made("th", { scope: "col", textContent: text }) : made("td")))), made("tbody", {}, ...rows)] : []);
    }
}

function render(/** @type {any} */ { model, el }) {
    const view = new View(model, el);
    return () => view.end();
}

export default { render };
