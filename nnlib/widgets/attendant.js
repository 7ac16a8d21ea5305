// Finds the widget in which it stands: names its parts, says its numbers, keeps its words, and tells how wide the page is.
const WHOLE = ".nnlib-explorer", NUMBERS = ".nnlib-numbers > .widget-html-content", PLAYING = ".widget-play .fa-pause";
const REST = 600;  // ms in which nothing changes, before it is said
const ICONS = () => ({
    "fa-play": [_("play"), _("go on, one step after the other")],
    "fa-pause": [_("pause"), _("stay at this step")],
    "fa-stop": [_("stop"), _("go back to the first step")],
    "fa-retweet": [_("repeat"), _("begin again after the last step")],
});

const say = (part, what, text) => part.getAttribute(what) === text || part.setAttribute(what, text);

function nameSlider(slider) {  // of ipywidgets, whose handle has no name, and speaks an option's place in its list
    const handle = slider.querySelector("[role=slider]"), label = slider.querySelector(".widget-label");
    const readout = slider.querySelector(".widget-readout");
    if (!handle || !label) return;
    for (const part of [handle, readout]) say(part, "aria-label", label.textContent);
    say(handle, "aria-description", label.title);
    say(handle, "aria-valuetext", readout.textContent);
}

function nameIcon(icon) {
    const button = icon.parentElement;
    const icons = ICONS(), kind = [...icon.classList].find(kind => kind in icons);
    const [name, description] = icons[kind];
    say(button, "aria-label", name);
    say(button, "title", description);
    if (kind === "fa-retweet") say(button, "aria-pressed", String(button.classList.contains("mod-active")));
}

function name(whole, alt) {
    const image = whole.querySelector("img.widget-image");
    if (image) say(image, "alt", alt);
    whole.querySelectorAll(".widget-slider").forEach(nameSlider);
    whole.querySelectorAll(".widget-play i").forEach(nameIcon);
    whole.querySelectorAll("button i").forEach(icon => say(icon, "aria-hidden", "true"));
}

// The first sentence of the numbers that a hand has asked for, once they rest: nothing of what plays or trains by itself.
function speaker(whole, voice) {
    const first = () => whole.querySelector(NUMBERS)?.innerText.trim().split(/(?<=[.!?])\s|\n/)[0] ?? "";
    let said = first(), waiting = 0, asked = false;
    for (const kind of ["input", "change", "click"]) whole.addEventListener(kind, () => { asked = true; }, true);
    return () => {
        clearTimeout(waiting);
        waiting = setTimeout(() => {
            if (!asked || whole.querySelector(PLAYING) || first() === said) return;
            asked = false;
            voice.textContent = said = first();
        }, REST);
    };
}

function tellRoom(whole, model) {
    let waiting = 0;
    const tell = () => {
        const room = [Math.floor(whole.clientWidth), Math.min(2, Math.ceil(window.devicePixelRatio - 0.1))];
        if (!room[0] || String(room) === String(model.get("room"))) return;
        model.set("room", room);
        model.save_changes();
    };
    const watcher = new ResizeObserver(() => { clearTimeout(waiting); waiting = setTimeout(tell, 150); });
    watcher.observe(whole);
    tell();
    return watcher;
}

function attend(whole, model, voice) {
    const again = () => name(whole, model.get("alt")), speak = speaker(whole, voice);
    const watcher = new MutationObserver(() => { again(); speak(); });
    watcher.observe(whole, {
        subtree: true, childList: true, characterData: true, attributeFilter: ["aria-valuetext", "class"],
    });
    model.on("change:alt", again);
    again();
    const room = tellRoom(whole, model);
    return () => { watcher.disconnect(); room.disconnect(); model.off("change:alt", again); };
}

function render({ model, el }) {
    phrases = model.get("phrases");
    const words = document.createElement("details"), voice = document.createElement("div");
    words.className = "nnlib-words";
    words.innerHTML = `<summary>${_("The picture in words")}</summary><p></p>`;
    const show = () => { words.lastChild.textContent = model.get("alt"); };
    voice.className = "nnlib-voice";
    voice.setAttribute("role", "status");
    model.on("change:alt", show);
    show();
    el.append(words, voice);
    let leave = () => {}, gone = false;
    const begin = tries => {  // it may begin before ipywidgets has put the parts together
        const whole = el.closest(WHOLE);
        if (whole) leave = attend(whole, model, voice);
        else if (tries && !gone) setTimeout(begin, 50, tries - 1);
    };
    begin(600);
    return () => { gone = true; leave(); model.off("change:alt", show); };
}

export default { render };
