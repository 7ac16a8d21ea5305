// @ts-check
// What the signs of the picture mean, which of them are shown, and the class of the points that a click adds.

class Legend {
    /** @param {View} view */
    constructor(view) {
        this.view = view;
        const { plane, parts } = view, group = freshId(), locked = parts.isLocked("points");
        const box = (/** @type {boolean} */ checked) => {
            const control = made("input", { type: "checkbox", checked });
            control.addEventListener("change", () => view.drawAnew());
            return control;
        };
        this.heldOut = box(true);
        this.hard = box(false);
        this.radios = [0, 1].map(label => {
            const radio = made("input", { type: "radio", name: group, checked: plane.label === label, disabled: locked });
            radio.addEventListener("change", () => { plane.label = label; });
            return radio;
        });
        this.clear = made("button", { type: "button", textContent: _("Clear"), title: _("remove the points you have added"), disabled: locked });
        this.clear.addEventListener("click", () => { if (view.setup.points.length) plane.setPoints([]); });
        this.root = made("div", { className: "legend" });
    }

    /** A small canvas on which something is drawn. */
    sign(/** @type {number} */ width, /** @type {(pen: CanvasRenderingContext2D) => void} */ draw) {
        const canvas = made("canvas", { "aria-hidden": "true" });
        draw(prepared(canvas, width, 14));
        return canvas;
    }

    example(/** @type {number} */ label, hollow = false) {
        return this.sign(14, pen => mark(pen, 7, 7, label, hollow, this.view.theme, 4));
    }

    weight(/** @type {number} */ sign) {
        return this.sign(26, pen => stroke(pen, [1, 7, 24, 7], this.view.theme, sign, 3));
    }

    scale() {
        return this.sign(56, pen => this.view.painter.inputs.paint(pen, RAMP, SIDE, this.view.colours, x => x, { x: 2, y: 0, size: 52, height: 14 }));
    }

    draw() {
        const { setup, plane, parts } = this.view;
        if (!setup) return;
        const { classes, counts, features } = setup, row = (/** @type {any[]} */ ...children) => made("div", { className: "row" }, ...children);
        const weights = made("span", { title: _("The thicker a line, the larger its weight.") }, _("weights:"), this.weight(1), _("above 0"), this.weight(-1), _("below 0"));
        if (features.length !== 2) {
            const told = { trained: counts[0], tested: counts[1] };
            const parts = counts[1] ? _("trained on {trained}, {tested} held out to test it", told) : _("trained on {trained}", told);
            this.root.replaceChildren(row(...[0, 1].map(label => made("span", { className: `key class${label}`, textContent: classes[label] })), parts), row(weights));
            return;
        }
        const focused = this.root.contains(document.activeElement) ? document.activeElement : null;
        const heldOut = made("label", { title: _("The network is tested on these examples, and learns nothing from them.") },
            this.heldOut, this.example(0, true), this.example(1, true), _("held out ({count}), to test it", { count: counts[1] }));
        const hard = made("label", { title: _("Paint each place in the colour of the class that is predicted there.") }, this.hard, _("classes only"));
        const add = made("span", { className: "add", hidden: parts.isHidden("points") }, _("Click to add:"),
            ...this.radios.map((radio, label) => made("label", {}, radio, this.example(label), classes[label])), this.clear);
        this.root.replaceChildren(
            row(made("span", {}, this.example(0), this.example(1), _("trained on ({count})", { count: counts[0] })), counts[1] ? heldOut : "", hard,
                made("span", {}, "ŷ: 0", this.scale(), "1")),
            row(weights, add));
        /** @type {HTMLElement|null} */ (focused)?.focus();
        plane.root.setAttribute("aria-description", _("The arrow keys move a cross, in larger steps with Shift. 0 adds a point of {zero}, 1 a point of {one}, M picks up one of yours, Delete removes it.", { zero: classes[0], one: classes[1] }));
    }
}
