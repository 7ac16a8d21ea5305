// @ts-check
// The parameters to take by hand: a line or a unit of the picture that is dragged, and an invisible spinbutton on each.

class Handles {
    /** @param {View} view */
    constructor(view) {
        this.view = view;
        /** @type {Item[]} */
        this.items = [];
        /** @type {Item|undefined} */
        this.selected = undefined;
        /** @type {Item|undefined} */
        this.hovered = undefined;
        this.current = 0;  // which of them Tab comes to
        /** @type {{item: Item, y: number, from: number}|undefined} */
        this.drag = undefined;
        /** @type {{item: Item, value: number}|null} */
        this.wanted = null;  // where keys have brought a number that the kernel has not answered yet
        /** @type {Item|undefined} */
        this.editing = undefined;
        this.root = made("div", { className: "handles", role: "group", "aria-label": _("Parameters. Left and right go from one to the next, up and down change it, Enter types a number.") });
        this.input = made("input", { type: "text", inputMode: "decimal", autocomplete: "off", "aria-label": _("value of the parameter") });
        this.editor = made("div", { className: "editor", hidden: true }, this.input);
    }

    /** The hidden unit that is pointed at, or reached by keys: it is drawn large in the output's place. */
    get enlarged() {
        const item = this.drag ? undefined : this.hovered ?? (this.root.querySelector(":focus-visible") && this.selected);
        return item?.kind === "b1" ? item.row : undefined;
    }

    /** Lays an invisible spinbutton on every parameter; those that are there already are taken again. */
    place(/** @type {Item[]} */ items) {
        const focused = this.root.contains(document.activeElement), { children } = this.root;
        this.items = items;
        this.current = clamp(this.current, 0, items.length - 1);
        this.selected = focused ? items[this.current] : undefined;
        this.hovered = undefined;
        while (children.length > items.length) this.root.lastChild.remove();
        while (children.length < items.length) this.root.append(made("div", { role: "spinbutton" }));
        items.forEach((item, i) => {
            const [x, y] = handleOf(this.view.layout, item), handle = children[i];
            handle.tabIndex = i === this.current ? 0 : -1;
            handle.setAttribute("aria-label", nameOf(item));
            handle.style.translate = `${x - 12}px ${y - 12}px`;
        });
        this.root.hidden = this.view.parts.isHidden("weights");
        this.tellValues();
        if (focused) children[this.current].focus();
    }

    valueOf(/** @type {Item} */ item) {
        return entry(this.view.arrays[item.kind], item.row, item.column);
    }

    tellValues() {
        this.items.forEach((item, i) => {
            const handle = this.root.children[i], value = digits(this.valueOf(item));
            if (handle.getAttribute("aria-valuetext") === value) return;
            handle.setAttribute("aria-valuenow", String(this.valueOf(item)));
            handle.setAttribute("aria-valuetext", value);
        });
    }

    select(/** @type {Item|undefined} */ item) {
        this.selected = item;
        this.view.plane.point = null;
        this.view.draw();
    }

    set(/** @type {Item} */ { kind, row, column }, /** @type {number} */ value) {
        if (this.view.parts.isLocked("weights") || this.view.parts.isHidden("weights")) return;
        this.view.ask({ do: "weight", symbol: kind, row, column, value }, "weight");
    }

    onKey(/** @type {KeyboardEvent} */ event, /** @type {Item} */ item) {
        const { key, shiftKey } = event, by = { ArrowUp: 0.1, ArrowDown: -0.1, PageUp: 1, PageDown: -1 }[key];
        const to = { ArrowRight: this.current + 1, ArrowLeft: this.current - 1, Home: 0, End: this.items.length - 1 }[key];
        if (event.ctrlKey || event.altKey || event.metaKey) return;
        if (by !== undefined) {
            const from = this.wanted && this.wanted.item === item ? this.wanted.value : this.valueOf(item);
            this.wanted = { item, value: Number((from + by * (shiftKey ? 0.1 : 1)).toPrecision(8)) };
            this.set(item, this.wanted.value);
        } else if (to !== undefined) {
            this.wanted = null;
            this.current = clamp(to, 0, this.items.length - 1);
            [...this.root.children].forEach((handle, i) => { handle.tabIndex = i === this.current ? 0 : -1; });
            this.root.children[this.current].focus();
        } else if (key === "Enter" && !shiftKey || /^[0-9.\-]$/.test(key)) this.edit(item, key === "Enter" ? "" : key);
        else return;
        event.preventDefault();
    }

    edit(/** @type {Item} */ item, /** @type {string} */ first) {
        this.editing = item;
        this.editor.hidden = false;
        this.input.setAttribute("aria-label", _("value of {name}", { name: nameOf(item) }));
        this.input.value = (first || String(Number(this.valueOf(item).toPrecision(6)))).replace("-", "−");
        this.input.focus();
        if (!first) this.input.select();
    }

    finishEdit(/** @type {boolean} */ keep) {
        const item = this.editing;
        if (!item) return;
        const value = Number(this.input.value.replace("−", "-").replace(",", "."));
        if (keep && this.input.value.trim() && Number.isFinite(value)) this.set(item, value);
        else if (keep) this.view.tell(_("“{text}” is not a number", { text: this.input.value }));
        this.editing = undefined;
        this.editor.hidden = true;
        this.wanted = null;
        const i = this.items.indexOf(item);
        if (i >= 0) this.root.children[i].focus();
    }

    listen() {
        this.input.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
            if (event.key === "Enter") this.finishEdit(true);
            else if (event.key === "Escape") { this.finishEdit(false); event.stopPropagation(); }
        });
        const itemOf = (/** @type {Event} */ event) => this.items[[...this.root.children].indexOf(event.target)];
        this.root.addEventListener("focusin", (/** @type {FocusEvent} */ event) => {
            this.current = this.items.indexOf(itemOf(event));
            this.select(itemOf(event));
        });
        this.root.addEventListener("focusout", (/** @type {FocusEvent} */ event) => {
            if (this.selected === itemOf(event) && !this.editor.contains(event.relatedTarget)) this.select(undefined);
        });
        this.root.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => this.onKey(event, itemOf(event)));
        this.input.addEventListener("blur", () => { if (this.editing) { this.editing = undefined; this.editor.hidden = true; } });
        const at = (/** @type {PointerEvent} */ event) => {
            const box = this.view.network.getBoundingClientRect();
            return itemAt(this.view.layout, this.items, event.clientX - box.left, event.clientY - box.top);
        };
        this.view.network.addEventListener("pointermove", (/** @type {PointerEvent} */ event) => {
            if (!this.view.layout) return;
            if (this.drag) {
                const { item, y, from } = this.drag, value = from + Math.round(y - event.clientY) * (event.shiftKey ? 0.004 : 0.02);
                this.set(item, Number(value.toPrecision(6)));
                return;
            }
            const found = at(event);
            this.view.network.style.cursor = found ? "ns-resize" : "default";
            if (found !== this.hovered) { this.hovered = found; this.view.draw(); }
        });
        this.view.network.addEventListener("pointerleave", () => { this.hovered = undefined; this.view.draw(); });
        this.view.network.addEventListener("pointerdown", (/** @type {PointerEvent} */ event) => {
            const item = at(event);
            if (!item) return;
            this.drag = { item, y: event.clientY, from: this.valueOf(item) };
            this.view.network.setPointerCapture(event.pointerId);
            this.root.children[this.items.indexOf(item)].focus({ preventScroll: true });
            event.preventDefault();
        });
        const drop = () => { this.drag = undefined; this.view.draw(); };
        this.view.network.addEventListener("pointerup", drop);
        this.view.network.addEventListener("pointercancel", drop);
    }
}
