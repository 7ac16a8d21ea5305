// One question.  The options are native radio buttons, so Tab, the arrows and Space work in them as anywhere.

const made = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
};

function render({ model, el }) {
    phrases = model.get("phrases");
    const name = `nnlib-${Math.random()}`;
    const radios = model.get("options").map((_, value) => made("input", { type: "radio", name, value }));
    const labels = radios.map((radio, i) =>
        made("label", {}, radio, made("span", { innerHTML: model.get("options")[i] })));
    const button = made("button", { type: "button", textContent: model.get("action") });
    const reply = made("p", {});
    reply.setAttribute("role", "status");
    const whole = made("fieldset", {}, made("legend", { innerHTML: model.get("text") }), ...labels, button, reply);

    let gone = el.matches(".jupyter-widgets-disconnected");
    const say = html => { if (reply.innerHTML !== html) reply.innerHTML = html; };
    const show = () => {
        const chosen = model.get("chosen"), closed = model.get("kept") || gone;
        radios.forEach((radio, i) => { radio.checked = i === chosen; });
        if (closed && radios.includes(document.activeElement)) button.focus();
        radios.forEach(radio => { radio.disabled = closed; });
        button.setAttribute("aria-disabled", chosen === null || closed);
        el.classList.toggle("nnlib-nothing-to-run", !gone);
        say(gone ? _("The kernel was started anew. Run this cell again.") : model.get("reply"));
    };
    const choose = value => {
        model.set("chosen", value);
        model.set("reply", "");
        model.save_changes();
    };
    // What explains the answer stands folded in the prose below: it opens with the verdict.
    const unfold = () => {
        if (!model.get("explained")) return;
        let cell = el.closest(".jp-Cell");
        let folded;
        do {
            cell = cell?.nextElementSibling;
            folded = cell?.matches(".jp-MarkdownCell") ? cell.querySelector("details") : null;
        } while (cell && !folded && !cell.querySelector(".nnlib-question"));
        if (folded?.querySelector("summary").textContent === _("Explanation")) folded.open = true;
    };
    const answer = () => {
        if (model.get("kept") || gone) return;
        if (model.get("chosen") === null) say(_("Choose an answer first."));
        else model.send({ answer: model.get("chosen") });
    };

    radios.forEach((radio, i) => radio.addEventListener("change", () => choose(i)));
    button.addEventListener("click", () => { button.focus(); answer(); });  // not every browser moves the focus
    whole.addEventListener("keydown", event => {
        const withOthers = event.ctrlKey || event.altKey || event.shiftKey;
        if (event.key === "Enter" && !withOthers && radios.includes(event.target)) answer();
    });
    const restarted = () => { gone = true; show(); };
    const heard = [...["change:chosen", "change:kept", "change:reply"].map(what => [what, show]),
        ["change:explained", unfold], ["comm_live_update", restarted]];
    for (const [what, hear] of heard) model.on(what, hear);
    el.classList.add("nnlib-question");
    el.append(whole);
    show();
    setTimeout(unfold);  // once the question stands in its cell
    return () => { for (const [what, hear] of heard) model.off(what, hear); };
}

export default { render };
