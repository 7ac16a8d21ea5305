// @ts-check
// What anywidget asks of a page's module.

function render(/** @type {any} */ { model, el }) {
    const view = new View(model, el);
    return () => view.end();
}

export default { render };
