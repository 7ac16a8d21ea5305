// @ts-check
// The playground on the page: draws what the kernel sends, and asks the kernel for what a hand does.

const STATUS_EVERY = 2000;  // milliseconds between two sentences to a screen reader
const ASKED = 2;  // moves of a control that wait for their picture
const NARROW = 760;  // pixels, below which the curves stand below the network
const ACKNOWLEDGED = 4;  // pictures drawn, of the eight that the kernel sends ahead, for each word to it

const RESTARTED = () => _("The kernel was started anew. Run this cell again.");

function isDark() {
    const { body } = document;
    if (body.dataset.jpThemeLight) return body.dataset.jpThemeLight === "false";
    if (body.dataset.vscodeThemeKind) return !body.dataset.vscodeThemeKind.endsWith("light");
    if (/\bvscode-(dark|high-contrast)\b/.test(body.className)) return true;
    return window.matchMedia("(prefers-color-scheme: dark)").matches;
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
        this.parts = makeParts(this.about, (message, coalesce) => this.ask(message, coalesce));
        this.handles = new Handles(this);
        this.plane = new Plane(this);
        this.legend = new Legend(this);
        this.matrices = new Matrices();
        this.compare = new Compare(this);
        this.exporter = new Export(this);
        this.gone = el.matches(".jupyter-widgets-disconnected");
        this.painter = { inputs: new Painter(), units: new Painter(), output: new Painter() };
        /** @type {Map<string, any>} */
        this.waiting = new Map();
        this.asked = 0;
        this.acknowledged = 0;
        this.lastSaid = 0;
        this.sayTimer = 0;
        this.unsaid = { sentence: "", isReport: true };
        this.build();
        this.listen();
    }

    ask(/** @type {any} */ message, /** @type {string|undefined} */ coalesce = undefined, /** @type {any} */ buffers = undefined) {
        if (this.gone) return this.tell(RESTARTED());
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
        this.network = made("canvas", { "aria-hidden": "true" });
        this.moreUnits = made("div", { className: "units" }, this.unitButton("−", _("one unit less"), -1), this.unitButton("+", _("one more unit"), 1));
        this.stage = made("div", { className: "stage" }, this.network, this.moreUnits, this.handles.root, this.plane.root);
        this.words = made("div", { className: "words" });
        this.status = made("p", { className: "status", role: "status" });
        this.why = made("div", { className: "why", hidden: true });
        const { setting, isHidden } = this.parts;
        const settings = made("div", { className: "settings", role: "group", "aria-label": _("Settings") },
            ...["dataset", "activation", "hidden_units", "learning_rate"].map(setting));
        const [folds, ...panels] = foldsOf(/** @type {[string, any][]} */ ([
            ["start", _("Data and start"), this.startPanel()],
            ["matrices", _("Parameters and gradients"), this.matrices.root],
            ["compare", _("Compare"), this.compare.root],
            ["take", _("Export"), this.exporter.root],
        ].filter(([name]) => !isHidden(name)).map(([, title, content]) => [title, content])), () => this.draw());
        this.root = made("div", { className: "nnlib-playground", role: "group", "aria-label": _("Playground: a network that trains") },
            this.bar(), settings,
            made("div", { className: "main" }, made("div", { className: "left" }, this.stage, this.legend.root), this.side()),
            made("div", { className: "inspector" }, this.handles.editor, this.words), this.why,
            made("div", { className: "row" }, folds, this.status), ...panels);
        this.el.append(this.root);
        this.setTheme();
    }

    /** What trains, step by step or by itself, and how far it has come. */
    bar() {
        const { button, choice, typed } = this.parts, { speeds } = this.about;
        const ask = (/** @type {string} */ what, given = {}) => () => this.ask({ do: what, ...given });
        const times = speeds.map((/** @type {number} */ count) => [count, count ? `× ${count}` : _("fastest")]);
        this.count = made("span");
        this.iteration = made("b", { className: "iteration", hidden: true }, made("small", { textContent: _("iteration") }), " ", this.count);
        return made("div", { className: "bar", role: "group", "aria-label": _("Training") },
            button("play", _("Play"), "", () => this.ask({ do: this.now?.playing ? "pause" : "play" }), "play"),
            button("step", _("Step"), _("one iteration of gradient descent"), ask("step", { count: 1 })),
            button("step", _("Step × 10"), _("ten iterations of gradient descent"), ask("step", { count: 10 })),
            button("reset", _("Reset"), _("start again from the same random start"), ask("reset")),
            this.iteration,
            choice("speed", _("Speed"), times, count => this.ask({ do: "speed", count }), _("how many iterations from one picture to the next")),
            typed("stop_at", _("Stop at"), { min: 1, placeholder: _("never"), "aria-label": _("Stop at iteration"), title: _("the iteration at which Play stops by itself") },
                iteration => this.ask({ do: "stop_at", iteration })),
            this.history());
    }

    /** Takes a hidden unit away, or adds one, where the picture has them. */
    unitButton(/** @type {string} */ sign, /** @type {string} */ name, /** @type {number} */ by) {
        const { least, most } = this.about.settings.hidden_units;
        const act = () => this.ask({ do: "set", name: "hidden_units", value: clamp(this.now.hidden_units + by, least, most) }, "hidden_units");
        const one = this.parts.button("hidden_units", sign, name, act);
        if (one) one.setAttribute("aria-label", name);
        return one;
    }

    history() {
        const control = this.back = made("input", { type: "range", min: "0", max: "0", step: "1", title: _("go back to one of the last hundred pictures") });
        control.addEventListener("input", () => this.ask({ do: "back", place: Number(control.value) }, "back"));
        return this.parts.keep("back", this.parts.labelled(_("History"), control), control);
    }

    /** The costs and accuracies as they are now, and on the way. */
    side() {
        this.curves = made("canvas", { role: "img", "aria-label": _("Cost over the iterations") });
        this.log = made("input", { type: "checkbox" });
        this.log.addEventListener("change", () => this.draw());
        this.scores = made("tbody");
        const head = [_("examples"), _("cost"), _("accuracy")].map(textContent => made("th", { scope: "col", textContent }));
        return made("div", { className: "side" },
            made("table", { className: "scores", "aria-label": _("Cost and accuracy") }, made("thead", {}, made("tr", {}, ...head)), this.scores),
            made("div", { className: "heading" }, made("b", { textContent: _("Cost J") }), made("label", { className: "check" }, this.log, ` ${_("logarithmic")}`)),
            this.curves);
    }

    startPanel() {
        const { button, setting } = this.parts;
        const next = (/** @type {string} */ name) => () => this.ask({ do: "set", name, value: this.setup.setup[name] + 1 });
        return made("div", { className: "grid" }, ...["m", "noise", "held_out", "data_seed", "start", "scale", "seed"].map(setting),
            made("div", { className: "row" },
                button("data_seed", _("New data"), _("draw other examples of the same kind, or split your own data anew"), next("data_seed")),
                button("seed", _("New start"), _("start from other random parameters"), next("seed"))));
    }

    /** Draws the picture anew, for a screen of double density, with the curves. @returns {HTMLCanvasElement} */
    picture() {
        const density = 2, { width, theme, layout } = this, narrow = width < NARROW, canvas = made("canvas");
        const below = narrow ? layout.height : 0, height = below + Math.max(narrow ? 0 : layout.height, this.curveHeight + 30) + 36;
        const pen = prepared(canvas, width, height, density);
        pen.fillStyle = theme.paper;
        pen.fillRect(0, 0, width, height);
        drawNetwork(pen, this.scene(this.isFlat ? this.pointsLayer(density) : null));
        write(pen, sentenceOf(this.now), 8, height - 14, { colour: theme.ink, font: FONT });
        pen.translate(narrow ? 4 : layout.width + 8, below + 30);
        write(pen, _("Cost J"), 6, -18, { colour: theme.ink, font: `bold ${FONT}` });
        drawCurves(pen, this.runs());
        return canvas;
    }

    /** Whether the data have two features, so that there is a plane to show. */
    get isFlat() {
        return this.arrays.W1.shape[1] === 2;
    }

    listen() {
        this.hear = (/** @type {any} */ message, /** @type {DataView[]} */ buffers) => this.heard(message, buffers);
        this.restarted = () => { this.gone = true; this.tell(RESTARTED()); };
        this.model.on("msg:custom", this.hear);
        this.model.on("comm_live_update", this.restarted);
        this.leaving = new AbortController();
        const { signal } = this.leaving;
        document.addEventListener("visibilitychange", () => { if (document.hidden && this.now?.playing) this.ask({ do: "pause" }); }, { signal });
        this.observer = new MutationObserver(() => this.setTheme());
        this.observer.observe(document.body, { attributeFilter: ["class", "data-jp-theme-light", "data-vscode-theme-kind"] });
        window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.setTheme(), { signal });
        this.motion = window.matchMedia("(prefers-reduced-motion: reduce)");
        const calm = () => this.ask({ do: "calm", calm: this.motion.matches });
        this.motion.addEventListener("change", calm, { signal });
        this.resizer = new ResizeObserver(() => this.resize());
        this.resizer.observe(this.el);
        this.handles.listen();
        this.plane.listen();
        if (this.gone) this.tell(RESTARTED());
        else {
            this.ask({ do: "hello", view: this.id });
            if (this.motion.matches) calm();
        }
    }

    end() {
        this.model.off("msg:custom", this.hear);
        this.model.off("comm_live_update", this.restarted);
        this.leaving.abort();
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
        this.drawSketches();
        this.legend.draw();
        this.drawAnew();
    }

    /** Draws all of it, the examples too. */
    drawAnew() {
        this.pointsOf = null;
        this.draw();
    }

    resize() {
        const width = Math.min(this.el.clientWidth, 1040);
        if (width < 50 || width === this.width) return;
        this.width = width;
        this.root.classList.toggle("narrow", width < NARROW);
        this.arrange();
        this.drawAnew();
    }

    arrange() {
        if (!this.setup || !this.arrays.W1 || !this.width) return;
        const narrow = this.width < NARROW, [n1, n0] = this.arrays.W1.shape;
        this.curveWidth = narrow ? this.width - 8 : 310;
        const width = narrow ? this.width - 8 : this.width - this.curveWidth - 16;
        const height = Math.round(clamp(0.56 * width + 60, 270, 400));
        this.curveHeight = narrow ? 190 : height - 92;
        this.layout = layoutOf(width, height, n0, n1);
        this.heading = headingOf(this.network.getContext("2d"), this.layout, n0);
        this.moreUnits.style.left = `${this.heading.x + this.heading.width + 8}px`;
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
            const before = this.setup;
            this.setup = message;
            this.examples = unpack(buffers[0], message.shapes);
            this.pointsOf = null;
            this.arrangedFor = undefined;
            for (const [name, value] of Object.entries(message.setup)) if (name !== "hidden_units") this.parts.show[name]?.(value);
            if (!before) this.drawSketches();
            this.legend.draw();
        } else if (message.kind === "pins") {
            const curves = unpack(buffers[0], message.shapes);
            this.pins = message.pins.map((/** @type {any} */ pin, /** @type {number} */ i) => ({ ...pin, curve: curves[i] }));
            this.compare.draw(this.pins);
            this.draw();
        } else if (message.kind === "text") this.exporter.show(message.form, message.text);
        else if (message.kind === "file") download(message.name, new Blob([/** @type {any} */ (buffers[0])], { type: message.type }));
        else this.tell(message.words);
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
            play.textContent = now.playing ? _("Pause") : _("Play");
            play.title = now.playing ? _("stop training") : _("keep training");
            this.root.classList.toggle("playing", now.playing);
        }
        if (!this.back.matches(":active") && before?.back.join() !== now.back.join()) [this.back.max, this.back.value] = now.back;
        this.iteration.hidden = false;
        this.count.textContent = grouped(now.iteration);
        const count = now.back[1] - now.back[0], told = { count, iteration: now.iteration };
        const place = count > 1 ? _("{count} pictures back, iteration {iteration}", told) : count ? _("1 picture back, iteration {iteration}", told) : _("now");
        if (this.back.ariaValueText !== place) this.back.ariaValueText = place;
        this.drawScores();
        this.drawWhy();
        this.say(sentenceOf(now), now.diverged === null && now.accuracies[0] !== null);
    }

    /** Says a sentence politely, the last of many, and not more than once in two seconds; no report of a run while it plays. */
    say(/** @type {string} */ sentence, isReport = false) {
        if (!(isReport && this.now?.playing)) this.unsaid = { sentence, isReport };
        if (this.sayTimer) return;
        const wait = Math.max(60, this.lastSaid + STATUS_EVERY - performance.now());
        this.sayTimer = window.setTimeout(() => {
            this.sayTimer = 0;
            this.lastSaid = performance.now();
            const { sentence, isReport } = this.unsaid;
            this.status.classList.toggle("quiet", isReport);  // it shows above, too
            if (this.status.textContent !== sentence && !(isReport && this.now?.playing)) this.status.textContent = sentence;
            if (!this.now) return;
            this.handles.tellValues();
            this.curves.setAttribute("aria-label", `${_("Cost over the iterations")}: ${sentenceOf(this.now)}`);
        }, wait);
    }

    /** Says what a hand has just asked for. */
    tell(/** @type {string} */ sentence) {
        this.unsaid = { sentence, isReport: false };
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
        const { layout } = this;
        if (this.isFlat && this.pointsOf?.size !== layout.surface.size) {
            this.pointsOf = { size: layout.surface.size, layer: this.pointsLayer() };
        }
        drawNetwork(prepared(this.network, layout.width, layout.height), this.scene(this.isFlat ? this.pointsOf.layer : null));
        drawCurves(prepared(this.curves, this.curveWidth, this.curveHeight), this.runs());
        this.drawWords();
        this.matrices.draw(this.arrays, this.now.playing);
    }

    /** Draws what each data set is chosen by. */
    drawSketches() {
        const canvases = this.setup ? this.root.querySelectorAll(".pictures canvas") : [];
        canvases.forEach((/** @type {HTMLCanvasElement} */ canvas) => {
            const { value } = /** @type {any} */ (canvas.previousElementSibling);
            drawSketch(prepared(canvas, SKETCH, SKETCH), value, this.examples[value], this.theme);
        });
    }

    pointsLayer(density = window.devicePixelRatio || 1) {
        const { layout, theme, examples, setup: { points: own, scales } } = this;
        return pointsLayer({ layout, theme, examples, own, scales, heldOut: this.legend.heldOut.checked }, density);
    }

    /** All that the picture of the network is drawn from. */
    scene(/** @type {HTMLCanvasElement|null} */ points) {
        const { layout, theme, arrays, handles, painter, colours, setup: { setup, scales, features, classes } } = this;
        const largest = Math.max(0.5, largestOf(arrays.W1.data), largestOf(arrays.W2.data));
        const phase = this.now.playing && !this.motion.matches ? performance.now() / 25 : 0;  // how far what runs along the edges has come
        return {
            layout, heading: this.heading, theme, arrays, painter, colours, scales, features, classes, points, largest, phase, n0: arrays.W1.shape[1], activation: setup.activation,
            items: handles.items, selected: handles.selected, hovered: handles.hovered, enlarged: points ? handles.enlarged : undefined,
            hard: this.legend.hard.checked, tested: this.setup.counts[1] > 0, cursor: this.plane.cursor,
        };
    }

    /** All that the curves are drawn from: this run and those that are pinned. */
    runs() {
        const { data, shape: [, k] } = this.arrays.curve, { theme } = this;
        const runOf = (/** @type {Float32Array} */ d, /** @type {number} */ n, /** @type {any} */ more) =>
            ({ iterations: d.subarray(0, n), training: d.subarray(n, 2 * n), heldOut: d.subarray(2 * n, 3 * n), dash: [], ...more });
        const pins = this.pins.map((pin, i) => runOf(pin.curve.data, pin.curve.shape[1], { colour: theme.runs[i], dash: DASHES[i], name: _("pin {n}", { n: i + 1 }) }));
        return {
            width: this.curveWidth, height: this.curveHeight, theme, logarithmic: this.log.checked, rose: this.now.why.length ? this.now.rose : null,
            runs: [runOf(data, k, { colour: theme.run, current: true }), ...pins],
        };
    }

    drawScores() {
        const { cost, held_out_cost: heldOut, accuracies } = this.now;
        const rows = [[_("training"), cost, accuracies[0]], [_("held out"), heldOut, accuracies[1]]].filter(row => row[2] !== null);
        if (this.scores.rows.length !== rows.length) {
            this.scores.replaceChildren(...rows.map(([name]) => made("tr", {}, made("th", { scope: "row", textContent: name }), made("td"), made("td"))));
        }
        rows.forEach(([, J, right], i) => {
            const [, ours, theirs] = this.scores.rows[i].cells;
            ours.textContent = costInDigits(J);
            theirs.textContent = percent(right);
        });
    }

    drawWhy() {
        const { why } = this.now, text = why.join(" ");
        if (this.whyText === text) return;
        this.whyText = text;
        this.why.hidden = !why.length;
        this.why.replaceChildren(made("b", { textContent: `${_("The steps overshoot.")} ` }), ...why.map((/** @type {string} */ sentence) => made("span", { textContent: `${sentence} ` })));
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
}
