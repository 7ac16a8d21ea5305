// A notebook acts on every key that reaches its page: ← folds a section, B puts a new cell in, D D deletes this one.
// So a key that is pressed in an output, or on what unfolds in a text, stays there.  JupyterLab looks at a key on its
// way up from what has the focus, Notebook 7 on its way down to it; both leave alone what has this attribute, which is
// set ahead of either.  What goes on: Tab, shortcuts with Ctrl, Alt or ⌘, Shift + Enter, and ↑ and ↓ on what has no use
// of its own for them.  Escape goes back to the cell.
const OUTPUT = ".jp-OutputArea-output, .jp-MarkdownOutput", NO_SHORTCUTS = "data-lm-suppress-shortcuts";

function goesOn({ key, target, ctrlKey, altKey, metaKey, shiftKey }) {
    if (ctrlKey || altKey || metaKey || key === "Tab" || key === "Escape") return true;
    if (key === "Enter") return shiftKey;
    return (key === "ArrowUp" || key === "ArrowDown") && target.matches("button, summary, a");
}

// Shift + Enter runs the selected cell.  Where nothing is left to run, the cell that comes next is to be run.
function keepInOutput(event) {
    const { key, target } = event;
    if (!(target instanceof Element) || !target.closest(OUTPUT)) return;
    target.toggleAttribute(NO_SHORTCUTS, !goesOn(event));
    const cell = /** @type {any} */ (target.closest(".jp-Cell"));
    if (key === "Escape") cell?.focus();
    if (key === "Enter" && event.shiftKey && target.closest(".nnlib-nothing-to-run")) cell?.nextElementSibling?.focus();
}

/** @type {any} */ (window).nnlibKeepsKeys ??= keepInOutput;  // one for the page, though every widget brings its own
window.addEventListener("keydown", /** @type {any} */ (window).nnlibKeepsKeys, true);
