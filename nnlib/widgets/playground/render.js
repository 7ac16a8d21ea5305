// @ts-check
// What anywidget asks of a page's module.

function render(/** @type {any} */ { model, el }) {
    phrases = model.get("_about").phrases;
    const view = new View(model, el);
    return () => view.end();
}

export default { render };
