// What JupyterLab and Notebook 7 load when they start: the listener of nnlib's widgets, for outputs without a widget, and
// a rule that hides the first line of an output that is folded, which would give a prediction's answer away.
{
    const keys = new URL("keys.js", document.currentScript.src).href;
    const rule = document.createElement("style");
    rule.textContent = ".jp-OutputPlaceholder .jp-PlaceholderText { display: none; }";
    const plugin = { id: "one-hidden-layer:keys", autoStart: true, activate: () => { import(keys); document.head.append(rule); } };
    (window._JUPYTERLAB ??= {})["one-hidden-layer"] = {
        init: () => {},
        get: async () => () => ({ __esModule: true, default: plugin }),
    };
}
