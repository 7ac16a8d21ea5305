// JupyterLab acts on every key that reaches the page: ↓ is the next cell, B puts a new one in, D D deletes this one.
// So a key that is pressed in a part of a widget stays there.  What goes on: Tab, shortcuts with Ctrl, Alt or ⌘,
// Shift + Enter, and ↑ and ↓ on a button, which has no use of its own for them.  Escape goes back to the cell.
const keepKeys = part => part.addEventListener("keydown", event => {
    const { key, target } = event;
    if (event.ctrlKey || event.altKey || event.metaKey || key === "Tab" || (key === "Enter" && event.shiftKey)) return;
    if (target.closest("button") && (key === "ArrowUp" || key === "ArrowDown")) return;
    if (key === "Escape") part.closest(".jp-Cell")?.focus();
    event.stopPropagation();
});

