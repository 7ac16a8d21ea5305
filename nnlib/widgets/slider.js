// A native slider, which goes through the stops, and beside it a field for any number that fits.
const shown = value => String(Number(value.toPrecision(6))).replace("-", "−");
const numberIn = text => text.trim() === "" ? NaN : Number(text.trim().replace("−", "-").replace(",", "."));

/** Why a typed text is refused; nothing, where it fits. */
function refusal(text, stops, only) {
    const value = numberIn(text), written = text.trim().replace("-", "−");
    if (text.trim() === "") return _("The field is empty");
    if (Number.isNaN(value)) return _("“{text}” is not a number", { text });
    if (value < stops[0] || value > stops.at(-1)) {
        return _("{written} is not between {least} and {most}", { written, least: shown(stops[0]), most: shown(stops.at(-1)) });
    }
    if (only === "whole" && !Number.isInteger(value)) return _("{written} is not a whole number", { written });
    if (only === "stops" && !stops.includes(value)) {
        const fitting = stops.length < 13 ? stops.map(shown).join(", ") : _("the slider's stops");
        return _("{written} is not one of {fitting}", { written, fitting });
    }
    return "";
}

/** That a value stays: "The learning rate α stays 0.5", "The hidden units n1 stay 4". */
const staying = (name, value) =>
    /[^ais]s( |$)/.test(name) ? _("The {name} stay {value}", { name, value }) : _("The {name} stays {value}", { name, value });

function nearest(value, stops) {
    const off = stops.map(stop => Math.abs(stop - value));
    return off.indexOf(Math.min(...off));
}

function part(name, properties, attributes = {}) {
    const element = Object.assign(document.createElement(name), properties);
    for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
    return element;
}

function render({ model, el }) {
    phrases = model.get("phrases");
    const stops = model.get("stops"), only = model.get("only"), name = model.get("description");
    const id = `nnlib-${Math.random()}`, tooltip = model.get("tooltip");
    const label = part("label", { htmlFor: id, textContent: name, title: tooltip });
    const slider = part("input", { type: "range", id, min: 0, max: stops.length - 1 }, { "aria-description": tooltip });
    const field = part("input", { type: "text", inputMode: "decimal", autocomplete: "off" }, { "aria-label": _("{name}, typed", { name }) });
    const refused = part("p", {}, { role: "alert" });

    const say = text => {
        refused.remove();
        refused.textContent = text;
        if (text) el.append(refused);
        field.setAttribute("aria-invalid", String(text !== ""));
    };
    const show = () => {
        const value = model.get("value");
        slider.value = nearest(value, stops);
        slider.setAttribute("aria-valuetext", shown(value));
        field.value = shown(value);
    };
    const choose = value => {
        say("");
        model.set("value", value);
        model.save_changes();
        show();
    };
    const type = () => {
        if (field.value === shown(model.get("value"))) return;
        const why = refusal(field.value, stops, only);
        if (!why) return choose(numberIn(field.value));
        say(`${why}. ${staying(name, shown(model.get("value")))}.`);
        show();
    };

    slider.addEventListener("input", () => choose(stops[slider.valueAsNumber]));
    field.addEventListener("change", type);
    field.addEventListener("keydown", event => { if (event.key === "Enter") type(); });
    model.on("change:value", show);
    el.classList.add("nnlib-slider");
    el.append(label, slider, field);
    show();
    return () => model.off("change:value", show);
}

export default { render };
