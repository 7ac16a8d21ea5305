// Finds the widget in which it stands, and names its parts from what stands beside them.
const WHOLE = ".nnlib-explorer", NUMBERS = ".nnlib-numbers > .widget-html-content";
const ICONS = {
    "fa-play": ["play", "go on, one step after the other"],
    "fa-pause": ["pause", "stay at this step"],
    "fa-stop": ["stop", "go back to the first step"],
    "fa-retweet": ["repeat", "begin again after the last step"],
};

const say = (part, what, text) => part.getAttribute(what) === text || part.setAttribute(what, text);

function nameSlider(slider) {
    const handle = slider.querySelector("[role=slider]"), label = slider.querySelector(".widget-label");
    if (!handle || !label) return;
    say(handle, "aria-label", label.textContent);
    say(handle, "aria-description", label.title);
    say(handle, "aria-valuetext", slider.querySelector(".widget-readout").textContent);
}

function nameIcon(icon) {
    const button = icon.parentElement;
    const [name, description] = ICONS[[...icon.classList].find(kind => kind in ICONS)];
    say(button, "aria-label", name);
    say(button, "title", description);
    if (name === "repeat") say(button, "aria-pressed", String(button.classList.contains("mod-active")));
}

function attend(whole) {
    const name = () => {
        whole.querySelector(NUMBERS)?.setAttribute("role", "status");
        whole.querySelectorAll(".widget-slider").forEach(nameSlider);
        whole.querySelectorAll(".widget-play i").forEach(nameIcon);
    };
    new MutationObserver(name).observe(whole, {
        subtree: true, childList: true, attributeFilter: ["aria-valuetext", "class"],
    });
    name();
}

function render({ el }) {
    const begin = tries => {  // it may begin before ipywidgets has put the parts together
        const whole = el.closest(WHOLE);
        if (whole) attend(whole);
        else if (tries) setTimeout(begin, 50, tries - 1);
    };
    begin(600);
}

export default { render };
