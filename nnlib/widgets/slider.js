// A native slider, which goes through the stops, and beside it a field for any number that fits.
const shown = value => String(Number(value.toPrecision(6)));
const numberIn = text => text.trim() === "" ? NaN : Number(text.trim().replace("−", "-").replace(",", "."));

function asked(stops, only) {
    if (only === "stops" && stops.length < 13) return `Type one of ${stops.map(shown).join(", ")}`;
    return `Type a ${only === "whole" ? "whole number" : "number"} from ${shown(stops[0])} to ${shown(stops.at(-1))}`;
}

function fits(value, stops, only) {
    if (only === "stops") return stops.includes(value);
    return value >= stops[0] && value <= stops.at(-1) && (only !== "whole" || Number.isInteger(value));
}

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
    const stops = model.get("stops"), only = model.get("only"), name = model.get("description");
    const id = `nnlib-${Math.random()}`, tooltip = model.get("tooltip");
    const label = part("label", { htmlFor: id, textContent: name, title: tooltip });
    const slider = part("input", { type: "range", id, min: 0, max: stops.length - 1 }, { "aria-description": tooltip });
    const field = part("input", { type: "text", inputMode: "decimal", autocomplete: "off" }, { "aria-label": `${name}, typed` });
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
        const value = numberIn(field.value);
        if (fits(value, stops, only)) return choose(value);
        say(`${asked(stops, only)}. “${field.value}” is none, and ${name} stays ${shown(model.get("value"))}.`);
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
