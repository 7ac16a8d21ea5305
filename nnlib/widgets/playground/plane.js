// @ts-check
// The plane of the two features: what is said of the place under the pointer, and points of one's own.

class Plane {
    /** @param {View} view */
    constructor(view) {
        this.view = view;
        /** @type {[number, number]|null} */
        this.cursor = null;  // of the keyboard, in parts of the plane's width and height
        /** @type {[number, number]} */
        this.lastCursor = [0.5, 0.5];
        /** @type {any} */
        this.point = null;  // what is pointed at
        this.label = 1;  // of a point that a click adds
        /** @type {number|undefined} */
        this.carried = undefined;  // which of one's own points the arrow keys move
        this.root = made("div", { className: "plane", tabIndex: 0, role: "application", "aria-label": _("Plane of the two features") });
        this.root.setAttribute("aria-roledescription", _("plane"));
    }

    /** The place in the data's units that lies at a part of the plane's width and height. */
    placeAt(/** @type {number[]} */ [u, v]) {
        const { low, high } = this.view.setup.scales;
        return [low[0] + u * (high[0] - low[0]), low[1] + v * (high[1] - low[1])];
    }

    /** The example nearest to a place, if one is near: own points first. */
    nearest(/** @type {number[]} */ [u, v], /** @type {boolean} */ own) {
        const { low, high } = this.view.setup.scales;
        let least = 0.03, found = null;
        const look = (/** @type {number} */ x, /** @type {number} */ y, /** @type {any} */ what) => {
            const away = Math.hypot((x - low[0]) / (high[0] - low[0]) - u, (y - low[1]) / (high[1] - low[1]) - v);
            if (away < least) [least, found] = [away, { x, y, ...what }];
        };
        this.view.setup.points.forEach(([x, y, label], i) => look(x, y, { label, own: i, part: _("your own, trained on") }));
        if (own) return found;
        for (const [name, part] of [["training", _("trained on")], ["held_out", _("held out")]]) {
            if (name === "held_out" && !this.view.legend.heldOut.checked) continue;
            const { data, shape: [, m] } = this.view.examples[name];
            for (let k = 0; k < m; k++) look(data[k], data[m + k], { label: data[2 * m + k], part });
        }
        return found;
    }

    canAdd() {
        return !this.view.parts.isHidden("points") && !this.view.parts.isLocked("points") && this.view.setup && this.view.isFlat;
    }

    setPoints(/** @type {any[]} */ points) {
        const most = this.view.about.most_points;
        if (points.length > most) return this.view.tell(_("You can add up to {most} points.", { most }));
        this.view.setup.points = points;
        this.view.ask({ do: "points", points }, "points");
        return this.view.drawAnew();
    }

    listen() {
        const plane = this.root;
        const at = (/** @type {PointerEvent} */ event) => {
            const box = plane.getBoundingClientRect();
            return [(event.clientX - box.left) / box.width, 1 - (event.clientY - box.top) / box.height];
        };
        /** @type {any} */
        let drag = null;
        plane.addEventListener("pointermove", (/** @type {PointerEvent} */ event) => {
            if (!this.view.setup) return;
            const place = at(event);
            if (drag !== null) {
                drag.moved = true;
                const [x, y] = this.placeAt(place), points = [...this.view.setup.points];
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
            this.view.drawWords();
        });
        plane.addEventListener("pointerleave", () => { if (drag === null) { this.point = null; this.view.drawWords(); } });
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
        plane.addEventListener("blur", () => { this.lastCursor = this.cursor ?? this.lastCursor; this.cursor = null; this.point = null; this.carried = undefined; this.view.draw(); });
        plane.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => this.onKey(event));
    }

    free(/** @type {number[]} */ place) {
        const [x, y] = this.placeAt(place);
        return { x, y, part: "" };
    }

    moveCursor() {
        if (!this.cursor || !this.view.setup) return;
        this.point = this.nearest(this.cursor, false) ?? this.free(this.cursor);
        this.view.say(plainPoint(this.view.seen(), this.point));
        this.view.draw();
    }

    add(/** @type {number[]} */ place, /** @type {number} */ label) {
        const [x, y] = this.placeAt(place).map(value => Number(value.toPrecision(5)));
        this.setPoints([...this.view.setup.points, [x, y, label]]);
        this.view.say(_("Added a point of {name}.", { name: this.view.setup.classes[label] }));
    }

    remove(/** @type {number} */ own) {
        this.setPoints(this.view.setup.points.filter((/** @type {any} */ _, /** @type {number} */ i) => i !== own));
        this.view.say(_("Point removed."));
    }

    onKey(/** @type {KeyboardEvent} */ event) {
        if (event.ctrlKey || event.altKey || event.metaKey || !this.view.setup) return;
        const step = event.shiftKey ? 0.1 : 0.02, { key } = event;
        const by = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, step], ArrowDown: [0, -step] }[key];
        this.cursor = this.cursor ?? this.lastCursor;
        const own = this.nearest(this.cursor, true);
        if (by) {
            this.cursor = [clamp(this.cursor[0] + by[0], 0, 1), clamp(this.cursor[1] + by[1], 0, 1)];
            if (this.carried !== undefined) {
                const points = [...this.view.setup.points], [x, y] = this.placeAt(this.cursor);
                points[this.carried] = [Number(x.toPrecision(5)), Number(y.toPrecision(5)), points[this.carried][2]];
                this.setPoints(points);
            }
            this.moveCursor();
        } else if ((key === "0" || key === "1") && this.canAdd()) this.add(this.cursor, Number(key));
        else if ((key === "Delete" || key === "Backspace") && own && this.canAdd()) this.remove(own.own);
        else if (key === "m" && this.canAdd()) {
            this.carried = this.carried === undefined && own ? own.own : undefined;
            this.view.say(this.carried === undefined ? _("Point put down.") : _("Point picked up. The arrow keys move it, M puts it down."));
        } else return;
        event.preventDefault();
    }
}
