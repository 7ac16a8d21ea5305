// @ts-check
// The playground on the page: draws what the kernel sends, and asks the kernel for what a hand does.

const STATUS_EVERY = 2000;  // milliseconds between two sentences to a screen reader
const ASKED = 2;  // moves of a control that wait for their picture
const ACKNOWLEDGED = 4;  // pictures drawn, of the eight that the kernel sends ahead, for each word to it

function isDark() {
    const { body } = document;
    if (body.dataset.jpThemeLight) return body.dataset.jpThemeLight === "false";
    if (body.dataset.vscodeThemeKind) return !body.dataset.vscodeThemeKind.endsWith("light");
    if (/\bvscode-(dark|high-contrast)\b/.test(body.className)) return true;
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
        this.handles = new Handles(this);
        this.plane = new Plane(this);
        this.logarithmic = false;
        this.gone = el.matches(".jupyter-widgets-disconnected");
        this.painter = { inputs: new Painter(), units: new Painter(), output: new Painter() };
        /** @type {Map<string, any>} */
        this.waiting = new Map();
        this.asked = 0;
        this.acknowledged = 0;
        this.lastSaid = 0;
        this.sayTimer = 0;
        this.build();
        this.listen();
    }

    ask(/** @type {any} */ message, /** @type {string|undefined} */ coalesce = undefined, /** @type {any} */ buffers = undefined) {
        if (this.gone) return this.tell("The kernel was restarted. Run this cell again.");
        if (coalesce) {  // of many moves of one control the last counts; the next is sent when a picture has come
            this.waiting.set(coalesce, message);
            this.askWaiting();
            return undefined;
        }
        this.model.send(message, undefined, buffers);
        return undefined;
    }

    askWaiting() {
        if (this.asked === ASKED || !this.waiting.size) return;
        this.asked++;
        for (const message of this.waiting.values()) this.model.send(message);
        this.waiting.clear();
        setTimeout(() => { this.asked = 0; this.askWaiting(); }, 100);
    }

    build() {
        const parts = this.parts = makeParts(this.about, (message, coalesce) => this.ask(message, coalesce));
        const { button, choice, typed, setting } = parts;
        this.iteration = made("b", { className: "iteration" });
        const times = (/** @type {number} */ n) => n ? `× ${n}` : "fastest";
        const next = (/** @type {string} */ name) => () => this.ask({ do: "set", name, value: this.setup.setup[name] + 1 });
        const bar = made("div", { className: "bar", role: "group", "aria-label": "Training" },
            button("play", "Play", "", () => this.ask({ do: this.now?.playing ? "pause" : "play" }), "play"),
            button("step", "Step", "one iteration of gradient descent", () => this.ask({ do: "step", count: 1 })),
            button("step", "Step × 10", "ten iterations of gradient descent", () => this.ask({ do: "step", count: 10 })),
            button("reset", "Reset", "start again from the same random start", () => this.ask({ do: "reset" })),
            choice("speed", "Speed", this.about.speeds.map((/** @type {number} */ n) => [n, times(n)]), count => this.ask({ do: "speed", count }), "how many iterations from one picture to the next"),
            typed("stop_at", "Stop at", { min: 1, placeholder: "never", "aria-label": "Stop at iteration", title: "the iteration at which Play stops by itself" }, iteration => this.ask({ do: "stop_at", iteration })),
            this.history(),
            this.iteration);
        const settings = made("div", { className: "settings", role: "group", "aria-label": "Settings" },
            setting("dataset"), setting("hidden_units"), setting("learning_rate"), setting("activation"));
        this.network = made("canvas", { "aria-hidden": "true" });
        this.stage = made("div", { className: "stage" }, this.network, this.handles.root, this.plane.root);
        this.curves = made("canvas", { role: "img", "aria-label": "Cost over the iterations" });
        this.log = made("input", { type: "checkbox" });
        this.log.addEventListener("change", () => { this.logarithmic = this.log.checked; this.draw(); });
        this.scores = made("table", { className: "scores", "aria-label": "Cost and accuracy" });
        this.side = made("div", { className: "side" },
            made("div", { className: "heading" }, made("b", { textContent: "Cost J" }), made("label", { className: "check" }, this.log, " logarithmic")),
            this.curves, this.scores);
        this.legend = made("div", { className: "legend" });
        this.makeLegend();
        this.words = made("div", { className: "words" });
        this.inspector = made("div", { className: "inspector" }, this.handles.editor, this.words);
        this.status = made("p", { className: "status", role: "status" });
        this.why = made("div", { className: "why", hidden: true });
        const folds = this.folds([
            ["start", "Data and start", made("div", { className: "grid" }, ...["m", "noise", "held_out", "data_seed", "start", "scale", "seed"].map(setting),
                made("div", { className: "row" },
                    button("data_seed", "New data", "draw other examples of the same kind, or split your own data anew", next("data_seed")),
                    button("seed", "New start", "start from other random parameters", next("seed"))))],
            ["matrices", "Parameters and gradients", this.matrices = made("div", { className: "matrices" })],
            ["compare", "Compare", this.compareFold()],
            ["take", "Export", this.exportFold()],
        ]);
        this.root = made("div", { className: "nnlib-playground", role: "group", "aria-label": "Playground: a network that trains" },
            bar, settings, made("div", { className: "main" }, made("div", { className: "left" }, this.stage, this.legend), this.side),
            this.inspector, this.why, made("div", { className: "row" }, ...folds.slice(0, 1), this.status), ...folds.slice(1));
        this.el.append(this.root);
        this.setTheme();
    }

    history() {
        const control = this.back = made("input", { type: "range", min: "0", max: "0", step: "1", title: "go back to one of the last hundred pictures" });
        control.addEventListener("input", () => this.ask({ do: "back", place: Number(control.value) }, "back"));
        return this.parts.keep("back", this.parts.labelled("History", control), control);
    }

    /** Makes what the legend holds that a hand can change. */
    makeLegend() {
        const box = (/** @type {boolean} */ checked) => {
            const control = made("input", { type: "checkbox", checked });
            control.addEventListener("change", () => { this.pointsOf = null; this.draw(); });
            return control;
        };
        const group = freshId(), locked = this.parts.isLocked("points");
        this.boxes = { heldOut: box(true), classes: box(false) };
        this.radios = [0, 1].map(label => {
            const radio = made("input", { type: "radio", name: group, checked: this.plane.label === label, disabled: locked });
            radio.addEventListener("change", () => { this.plane.label = label; });
            return radio;
        });
        this.clear = made("button", { type: "button", textContent: "Clear", title: "remove the points you have added", disabled: locked });
        this.clear.addEventListener("click", () => { if (this.setup.points.length) this.plane.setPoints([]); });
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

    compareFold() {
        const pin = this.parts.button("compare", "Pin this run", "keep its curve, to compare it with the next runs", () => this.ask({ do: "pin" }));
        this.table = made("table", { className: "pins", "aria-label": "Pinned runs" });
        return made("div", {}, pin, this.table);
    }

    exportFold() {
        const act = (/** @type {string} */ text, /** @type {() => void} */ deed) => this.parts.button("take", text, "", deed);
        this.text = made("textarea", { rows: 5, spellcheck: false, "aria-label": "Code or state as text. Paste a state here to load it." });
        this.file = made("input", { type: "file", accept: ".npz", hidden: true });
        this.file.addEventListener("change", async () => {
            const [chosen] = this.file.files;
            if (chosen) this.ask({ do: "take_parameters" }, undefined, [await chosen.arrayBuffer()]);
            this.file.value = "";
        });
        return made("div", {},
            made("div", { className: "row" },
                act("Code", () => this.ask({ do: "code" })),
                act("State as text", () => this.ask({ do: "text" })),
                act("Load state from text", () => this.ask({ do: "take_text", text: this.text.value })),
                act("Copy", () => { this.text.select(); navigator.clipboard?.writeText(this.text.value).then(() => this.tell("Copied.")); }),
                act("Picture (.png)", () => this.savePicture()),
                act("Animation (.gif)", () => { this.tell("Drawing the run again. This takes a few seconds."); this.ask({ do: "animation" }); }),
                act("Save parameters (.npz)", () => this.ask({ do: "parameters" })),
                act("Load parameters (.npz)", () => this.file.click()), this.file),
            this.text);
    }

    /** Draws the picture anew, for a screen of double density, and saves it. */
    savePicture() {
        const density = 2, { width, theme, layout } = this, narrow = width < 620, canvas = document.createElement("canvas");
        const below = narrow ? layout.height : 0, height = below + Math.max(narrow ? 0 : layout.height, this.curveHeight + 30) + 36;
        const pen = prepared(canvas, width, height, density);
        pen.fillStyle = theme.paper;
        pen.fillRect(0, 0, width, height);
        drawNetwork(pen, this.scene(this.arrays.W1.shape[1] === 2 ? this.pointsLayer(density) : null));
        write(pen, sentenceOf(this.now), 8, height - 14, { colour: theme.ink, font: FONT });
        pen.translate(narrow ? 4 : layout.width + 8, below + 30);
        write(pen, "Cost J", 6, -18, { colour: theme.ink, font: `bold ${FONT}` });
        drawCurves(pen, this.runs());
        canvas.toBlob(blob => blob && download("playground.png", blob));
    }

    listen() {
        this.hear = (/** @type {any} */ message, /** @type {DataView[]} */ buffers) => this.heard(message, buffers);
        this.restarted = () => { this.gone = true; this.tell("The kernel was restarted. Run this cell again."); };
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
        this.handles.listen();
        this.plane.listen();
        if (this.gone) this.tell("The kernel was restarted. Run this cell again.");
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
        const dark = isDark(), theme = this.about.themes[dark ? "dark" : "light"];
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
        this.handles.place(itemsOf(n0, n1));
        const { x, y, size } = this.layout.surface;
        this.plane.root.hidden = n0 !== 2;
        Object.assign(this.plane.root.style, { left: `${x}px`, top: `${y}px`, width: `${size}px`, height: `${size}px` });
    }

    heard(/** @type {any} */ message, /** @type {DataView[]} */ buffers) {
        if (message.kind === "picture") {
            if (this.now && message.number < this.now.number) return;
            this.now = message;
            this.arrays = unpack(buffers[0], message.shapes);
            this.asked = 0;
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
        this.text.rows = clamp(text.split("\n").length, 5, 16);
        this.text.focus();
        this.text.select();
        this.text.scrollTop = 0;
        this.tell(what === "code" ? "This code makes the run again. Paste it into a cell." : "This text holds the run. Send it to a friend, or load it later.");
    }

    showValues() {
        const { now, parts, shown: before } = this;
        if (now === before) return;
        this.shown = now;
        parts.show.learning_rate?.(now.learning_rate);
        parts.show.hidden_units?.(now.hidden_units);
        parts.show.speed?.(now.speed);
        parts.show.stop_at?.(now.stop_at);
        const play = parts.controls.play;
        if (play && before?.playing !== now.playing) {
            play.textContent = now.playing ? "Pause" : "Play";
            play.title = now.playing ? "stop training" : "keep training";
            this.root.classList.toggle("playing", now.playing);
        }
        if (!this.back.matches(":active") && before?.back.join() !== now.back.join()) [this.back.max, this.back.value] = now.back;
        this.iteration.textContent = `iteration ${grouped(now.iteration)}`;
        const back = now.back[1] - now.back[0], place = back ? `${back} picture${back > 1 ? "s" : ""} back, iteration ${now.iteration}` : "now";
        if (this.back.ariaValueText !== place) this.back.ariaValueText = place;
        this.drawScores();
        this.drawWhy();
        this.say(sentenceOf(now), now.playing);
    }

    /** Says a sentence politely, the last of many, and not more than once in two seconds; nothing of how a run stands while it plays. */
    say(/** @type {string} */ sentence, silent = false) {
        if (!silent) this.unsaid = sentence;
        if (this.sayTimer) return;
        const wait = Math.max(60, this.lastSaid + STATUS_EVERY - performance.now());
        this.sayTimer = window.setTimeout(() => {
            this.sayTimer = 0;
            this.lastSaid = performance.now();
            const report = this.unsaid.startsWith("iteration ");  // of what shows above, too
            this.status.classList.toggle("quiet", report);
            if (this.status.textContent !== this.unsaid && !(report && this.now?.playing)) this.status.textContent = this.unsaid;
            if (!this.now) return;
            this.handles.tellValues();
            this.curves.setAttribute("aria-label", `Cost over the iterations: ${sentenceOf(this.now)}`);
        }, wait);
    }

    /** Says what a hand has just asked for. */
    tell(/** @type {string} */ sentence) {
        this.unsaid = sentence;
        this.status.classList.remove("quiet");
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
        this.acknowledge();  // a cell that is scrolled out of sight trains on
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
        const { layout } = this, flat = this.arrays.W1.shape[1] === 2;
        if (flat && this.pointsOf?.size !== layout.surface.size) {
            this.pointsOf = { size: layout.surface.size, layer: this.pointsLayer() };
        }
        drawNetwork(prepared(this.network, layout.width, layout.height), this.scene(flat ? this.pointsOf.layer : null));
        this.drawCurve();
        this.drawWords();
        if (!this.matrices.parentElement?.hidden) this.drawMatrices();
    }

    pointsLayer(density = window.devicePixelRatio || 1) {
        const { layout, theme, examples, setup: { points: own, scales } } = this;
        return pointsLayer({ layout, theme, examples, own, scales, heldOut: this.boxes.heldOut.checked }, density);
    }

    /** All that the picture of the network is drawn from. */
    scene(/** @type {HTMLCanvasElement|null} */ points) {
        const { layout, theme, arrays, handles, painter, colours, setup: { setup, scales, features, classes } } = this;
        const largest = [...arrays.W1.data, ...arrays.W2.data].reduce((most, w) => Math.max(most, Math.abs(w)), 0.5);
        return {
            layout, theme, arrays, painter, colours, scales, features, classes, points, largest, n0: arrays.W1.shape[1], activation: setup.activation,
            items: handles.items, selected: handles.selected, hovered: handles.hovered, enlarged: points ? handles.enlarged : undefined, hard: this.boxes.classes.checked, tested: this.setup.counts[1] > 0, cursor: this.plane.cursor,
        };
    }

    /** All that the curves are drawn from: this run and those that are pinned. */
    runs() {
        const { data, shape: [, k] } = this.arrays.curve, { theme } = this;
        const runOf = (/** @type {Float32Array} */ d, /** @type {number} */ n, /** @type {any} */ more) =>
            ({ iterations: d.subarray(0, n), training: d.subarray(n, 2 * n), heldOut: d.subarray(2 * n, 3 * n), dash: [], ...more });
        const pins = this.pins.map((pin, i) => runOf(pin.curve.data, pin.curve.shape[1], { colour: theme.runs[i], dash: DASHES[i], name: `pin ${i + 1}` }));
        return {
            width: this.curveWidth, height: this.curveHeight, theme, logarithmic: this.logarithmic, rose: this.now.why.length ? this.now.rose : null,
            runs: [runOf(data, k, { colour: theme.run, current: true }), ...pins],
        };
    }

    drawCurve() {
        drawCurves(prepared(this.curves, this.curveWidth, this.curveHeight), this.runs());
    }

    drawLegend() {
        if (!this.setup || !this.legend) return;
        const { classes, counts } = this.setup;
        if (this.setup.features.length !== 2) {
            const parts = counts[1] ? `trained on ${counts[0]}, ${counts[1]} held out to test it` : `trained on ${counts[0]}`;
            this.legend.replaceChildren(...[0, 1].map(label => made("span", { className: `key class${label}`, textContent: classes[label] })), parts);
            return;
        }
        const focused = this.legend.contains(document.activeElement) ? document.activeElement : null;
        const sign = (/** @type {number} */ label, /** @type {boolean} */ hollow) => {
            const canvas = made("canvas", { "aria-hidden": "true" });
            mark(prepared(canvas, 14, 14), 7, 7, label, hollow, this.theme, 4);
            return canvas;
        };
        const heldOut = made("label", { title: "The network is tested on these examples, and learns nothing from them." },
            this.boxes.heldOut, sign(0, true), sign(1, true), `held out (${counts[1]}), to test it`);
        const add = made("span", { className: "add", hidden: this.parts.isHidden("points") }, "Click to add:",
            ...this.radios.map((radio, label) => made("label", {}, radio, sign(label, false), classes[label])), this.clear);
        this.legend.replaceChildren(made("span", {}, sign(0, false), sign(1, false), `trained on (${counts[0]})`),
            counts[1] ? heldOut : "", made("label", { title: "Paint each place in the colour of the class that is predicted there." }, this.boxes.classes, "classes only"), add);
        /** @type {HTMLElement|null} */ (focused)?.focus();
        this.plane.root.setAttribute("aria-description", `The arrow keys move a cross, in larger steps with Shift. 0 adds a point of ${classes[0]}, 1 a point of ${classes[1]}, M picks up one of yours, Delete removes it.`);
    }

    drawScores() {
        const { cost, held_out_cost: heldOut, accuracies } = this.now;
        const rows = [["training", cost, accuracies[0]], ["held out", heldOut, accuracies[1]]].filter(row => row[2] !== null);
        if (!this.scores.rows.length) {
            this.scores.append(made("thead", {}, made("tr", {}, made("th", { scope: "col", textContent: "examples" }), ...["cost", "accuracy"].map(text => made("th", { scope: "col", textContent: text })))), made("tbody"));
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
        this.why.replaceChildren(made("b", { textContent: "The steps overshoot. " }), ...why.map((/** @type {string} */ sentence) => made("span", { textContent: `${sentence} ` })));
    }

    /** What the words about the network need. @returns {Seen} */
    seen() {
        return { ...this.setup, arrays: this.arrays, activation: this.setup.setup.activation, rate: this.now.learning_rate };
    }

    drawWords() {
        if (!this.now || !this.setup) return;
        const item = this.handles.selected ?? this.handles.hovered, { point } = this.plane;
        const html = point ? wordsOfPoint(this.seen(), point) : item ? wordsOfItem(this.seen(), item) : wordsOfAll(this.seen());
        if (html !== this.shownWords) { this.shownWords = html; this.words.innerHTML = html; }
    }

    drawMatrices() {
        const now = performance.now();
        if (this.now.playing && now - (this.matricesAt ?? 0) < 150) return;
        this.matricesAt = now;
        let largest = 1e-9;
        for (const name of ["W1", "b1", "W2", "b2"]) for (const w of this.arrays[name].data) largest = Math.max(largest, Math.abs(w));
        this.matrices.replaceChildren(made("p", { textContent: "Below each number is the derivative of the cost J with respect to it. Blue is below zero, orange above." }),
            ...["W1", "b1", "W2", "b2"].map(name => matrixOf(`${name} and d${name}`, this.arrays[name], this.arrays[`d${name}`], largest)));
    }

    drawPins() {
        const head = ["run", "data", "n1", "α", "iteration", "cost", "held-out cost", "held-out accuracy"];
        const rows = this.pins.map((pin, i) => {
            const off = made("button", { type: "button", textContent: "Remove", "aria-label": `remove pin ${i + 1}` });
            off.addEventListener("click", () => this.ask({ do: "unpin", which: i }));
            const name = made("th", { scope: "row", textContent: `pin ${i + 1}` });
            name.style.borderLeft = `4px solid ${this.theme.runs[i]}`;
            const cells = [`${pin.setup.dataset}, ${pin.setup.activation}`, pin.hidden_units, rateInDigits(pin.learning_rate), grouped(pin.iteration),
                costInDigits(pin.cost), costInDigits(pin.held_out_cost), percent(pin.accuracies[1])];
            return made("tr", {}, name, ...cells.map(text => made("td", { textContent: String(text) })), made("td", {}, off));
        });
        this.table.replaceChildren(...rows.length ? [made("thead", {}, made("tr", {}, ...head.map(text => made("th", { scope: "col", textContent: text })), made("td"))), made("tbody", {}, ...rows)] : []);
    }
}
