"""What ipywidgets leaves unsaid to a screen reader: a picture's words, a slider's name, and the value that it shows."""

import html
from typing import Any

import ipywidgets
import traitlets

NUMBERS = "nnlib-numbers"
WHOLE = "nnlib-explorer"

# A slider's handle has no name, and speaks the place of an option in the list in place of the option.  ipywidgets has
# no setting for either, so this copies both from what stands beside the handle.  Where a page lets no script run, all
# is as ipywidgets left it.
_SCRIPT = f"""
if (this.done) return;
this.done = true;
const whole = this.closest('.{WHOLE}');
whole.querySelectorAll('.{NUMBERS} > .widget-html-content').forEach(numbers => numbers.setAttribute('role', 'status'));
const name = () => whole.querySelectorAll('.widget-slider').forEach(slider => {{
    const handle = slider.querySelector('[role=slider]');
    const label = slider.querySelector('.widget-label');
    const say = (attribute, text) => handle.getAttribute(attribute) === text || handle.setAttribute(attribute, text);
    say('aria-label', label.textContent);
    say('aria-description', label.title);
    say('aria-valuetext', slider.querySelector('.widget-readout').textContent);
}});
new MutationObserver(name).observe(whole, {{subtree: true, childList: true, attributeFilter: ['aria-valuetext']}});
name();
"""


class NamedImage(ipywidgets.Image):
    """An image whose tooltip is also its name.

    Without a `description` ipywidgets' own Image cannot show a tooltip: its view fails in the browser.
    """

    description = traitlets.Unicode("").tag(sync=True)


def names_of_sliders() -> ipywidgets.HTML:
    """Make the widget that names the sliders beside it, as soon as it is to be seen; it shows nothing itself."""
    style = "<style>@keyframes nnlib-appear {from {opacity: 0}}</style>"
    script = html.escape(" ".join(_SCRIPT.split()))
    span = f'<span style="animation: nnlib-appear 1ms" onanimationstart="{script}"></span>'
    layout: dict[str, Any] = {"height": "0", "margin": "0"}
    return ipywidgets.HTML(style + span, layout=layout)
