// @ts-check
// The parts of the page: native controls with names, each of which may be hidden or locked by the teacher.

const made = (/** @type {string} */ name, /** @type {Record<string, any>} */ properties = {}, /** @type {(Node|string)[]} */ ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) {
        if (key.startsWith("aria-") || key === "role" || key === "for") element.setAttribute(key, value);
        else /** @type {any} */ (element)[key] = value;
    }
    element.append(...children);
    return /** @type {any} */ (element);
};

const HELD = 400;  // milliseconds for which a control stays where a hand has put it, whatever older pictures say
const freshId = () => `nnlib-playground-${Math.random().toString(36).slice(2)}`;  // every widget has a module of its own, so no count would do

/** What stands beside a setting's control. @returns {Record<string, string>} */
const labels = () => ({
    dataset: _("Data"), m: _("Examples m"), noise: _("Noise"), held_out: _("Held out"), data_seed: _("Data seed"),
    hidden_units: _("Hidden units"), learning_rate: _("Learning rate α"), activation: _("Activation"),
    start: _("Start"), scale: _("Start scale"), seed: _("Start seed"),
});

/** What a setting's names are called; an activation's name is its own. @returns {Record<string, string>} */
const choices = () => ({
    flower: _("flower"), moons: _("two moons"), circles: _("two circles"), xor: _("xor"), spiral: _("spiral"),
    blank: _("blank plane"), random: _("random"), zeros: _("all zero"), constant: _("all equal"),
});

/** A slider's value, where its digits do not say it. @type {Record<string, (value: any) => string>} */
const IN_WORDS = {
    noise: x => x.toFixed(2),
    held_out: x => `${Math.round(100 * x)}%`,
    learning_rate: rateInDigits,
    scale: x => x === null ? "1/√n" : String(x),
};

/** Makes the controls. @param {any} about @param {(message: any, coalesce?: string) => void} ask */
function makeParts(about, ask) {
    const hidden = new Set(about.hide), locked = new Set(about.lock);
    /** @type {Record<string, any>} */
    const controls = {};
    /** @type {Record<string, (value: any) => void>} */
    const show = {};

    const keep = (/** @type {string} */ name, /** @type {any} */ whole, /** @type {any} */ control) => {
        controls[name] ??= control;
        if (locked.has(name)) control.disabled = true;
        if (hidden.has(name)) return "";
        return whole;
    };
    const button = (/** @type {string} */ name, /** @type {string} */ text, /** @type {string} */ title, /** @type {() => void} */ act, className = "") => {
        const control = made("button", { type: "button", textContent: text, title, className });
        control.addEventListener("click", act);
        return keep(name, control, control);
    };
    const labelled = (/** @type {string} */ text, /** @type {any} */ control, ...more) => {
        control.id = freshId();
        return made("span", { className: "pair" }, made("label", { for: control.id, textContent: text }), control, ...more);
    };
    const choice = (/** @type {string} */ name, /** @type {string} */ text, /** @type {[any, string][]} */ options, /** @type {(value: any) => void} */ act, title = "") => {
        const control = made("select", { title }, ...options.map(([value, words]) => made("option", { value: String(value), textContent: words })));
        control.addEventListener("change", () => act(options[control.selectedIndex][0]));
        show[name] = value => { control.selectedIndex = options.findIndex(([option]) => option === value); };
        return keep(name, labelled(text, control), control);
    };
    /** Pictures of which one is chosen: a canvas for each, to be drawn by whoever knows what it shows. */
    const pictures = (/** @type {string} */ name, /** @type {string} */ text, /** @type {[string, string][]} */ options, /** @type {(value: string) => void} */ act) => {
        const group = freshId(), chosen = made("output", { "aria-hidden": "true" });
        const radios = options.map(([value, words]) => {
            const radio = made("input", { type: "radio", name: group, value, "aria-label": words });
            radio.addEventListener("change", () => act(value));
            return radio;
        });
        const fields = options.map(([, words], i) => made("label", { title: words }, radios[i], made("canvas", { "aria-hidden": "true" })));
        const control = made("fieldset", { className: "pictures", "aria-label": text }, ...fields);
        show[name] = value => {
            const i = options.findIndex(([option]) => option === value);
            radios[i].checked = true;
            chosen.textContent = options[i][1];
        };
        return keep(name, made("div", { className: "pair" }, made("label", { textContent: text, "aria-hidden": "true" }), control, chosen), control);
    };
    /** A slider over the places of a list. */
    const slider = (/** @type {string} */ name, /** @type {string} */ text, /** @type {any[]} */ values, /** @type {(value: any) => string} */ words, /** @type {(value: any) => void} */ act) => {
        const control = made("input", { type: "range", min: "0", max: String(values.length - 1), step: "1" });
        const output = made("output", { "aria-hidden": "true" });
        let options = values, moved = -Infinity;
        const tell = (/** @type {any} */ value) => {
            output.textContent = words(value);
            control.setAttribute("aria-valuetext", words(value));
        };
        control.addEventListener("input", () => {
            moved = performance.now();
            tell(options[control.value]);
            act(options[control.value]);
        });
        show[name] = value => {
            if (!options.includes(value)) {
                options = [...options, value].sort((a, b) => a - b);
                control.max = String(options.length - 1);
            }
            if (control.matches(":active") || performance.now() - moved < HELD) return;  // a hand is at it
            control.value = String(options.indexOf(value));
            tell(value);
        };
        return keep(name, labelled(text, control, output), control);
    };
    const typed = (/** @type {string} */ name, /** @type {string} */ text, /** @type {Record<string, any>} */ properties, /** @type {(value: number|null) => void} */ act) => {
        const control = made("input", { type: "number", step: 1, ...properties });
        control.addEventListener("change", () => act(control.value === "" ? null : Number(control.value)));
        show[name] = value => { if (document.activeElement !== control) control.value = value ?? ""; };
        return keep(name, labelled(text, control), control);
    };
    /** The control of a setting, as the kernel's table of them has it. */
    const setting = (/** @type {string} */ name) => {
        const { names, stops, least, most } = about.settings[name], label = labels()[name];
        const act = (/** @type {any} */ value) => ask({ do: "set", name, value }, name);
        if (names) {
            const options = names.map((/** @type {string} */ one) => [one, one === "given" ? about.given : choices()[one] ?? one]);
            return (name === "dataset" ? pictures : choice)(name, label, options, act);
        }
        if (stops.length) return slider(name, label, stops, IN_WORDS[name] ?? String, act);
        return typed(name, label, { min: least, max: most }, act);
    };
    return { controls, show, button, choice, typed, setting, labelled, keep, isHidden: (/** @type {string} */ name) => hidden.has(name), isLocked: (/** @type {string} */ name) => locked.has(name) };
}

/** A matrix as a table, with the gradient below each number. @param {string} name @param {Numbers} array @param {Numbers|undefined} slope @param {number} largest */
function matrixOf(name, array, slope, largest) {
    const [rows, columns] = array.shape, most = 12;
    const [height, width] = [rows, columns].map(side => Math.min(side, most)), whole = height * width === rows * columns;
    const text = whole ? `${name} (${rows}, ${columns})` : _("{name} ({rows}, {columns}), the first {height} × {width}", { name, rows, columns, height, width });
    const caption = made("caption", { textContent: text });
    const cells = [];
    for (let i = 0; i < height; i++) {
        const row = [];
        for (let j = 0; j < width; j++) {
            const value = entry(array, i, j), strength = Math.round(100 * Math.min(1, Math.abs(value) / largest)) / 2.2;
            const colour = value < 0 ? "var(--nnp-blue_deep)" : "var(--nnp-orange_deep)";
            const cell = made("td", {}, made("b", { textContent: digits(value) }));
            cell.style.background = `color-mix(in srgb, ${colour} ${strength}%, transparent)`;
            if (slope) cell.append(made("i", { textContent: digits(entry(slope, i, j), 2) }));
            row.push(cell);
        }
        cells.push(made("tr", {}, ...row));
    }
    return made("table", { className: "matrix" }, caption, made("tbody", {}, ...cells));
}
