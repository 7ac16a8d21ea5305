"""What ipywidgets leaves unsaid to a screen reader: a picture's words, a slider's name, and the value that it shows."""

import html
from typing import Any

import ipywidgets
import traitlets

NUMBERS = "nnlib-numbers"
WHOLE = "nnlib-explorer"

# A slider's handle has no name, and speaks the place of an option in the list in place of the option.  ipywidgets has
# no setting for either, so this copies both from what stands beside the handle.  Where a page lets no script run, all
# is as ipywidgets left it.  The script begins before ipywidgets has put the parts together, and looks again until then.
_SCRIPT = f"""
const begin = tries => {{
    const whole = this.closest('.{WHOLE}');
    if (!whole) return tries && setTimeout(begin, 50, tries - 1);
    const name = () => {{
        whole.querySelector('.{NUMBERS} > .widget-html-content')?.setAttribute('role', 'status');
        whole.querySelectorAll('.widget-slider').forEach(slider => {{
            const handle = slider.querySelector('[role=slider]');
            const label = slider.querySelector('.widget-label');
            const say = (what, text) => handle.getAttribute(what) === text || handle.setAttribute(what, text);
            say('aria-label', label.textContent);
            say('aria-description', label.title);
            say('aria-valuetext', slider.querySelector('.widget-readout').textContent);
        }});
    }};
    new MutationObserver(name).observe(whole, {{subtree: true, childList: true, attributeFilter: ['aria-valuetext']}});
    name();
}};
begin(600);
"""


class NamedImage(ipywidgets.Image):
    """An image whose tooltip is also its name.

    Without a `description` ipywidgets' own Image cannot show a tooltip: its view fails in the browser.
    """

    description = traitlets.Unicode("").tag(sync=True)


def names_of_sliders() -> ipywidgets.HTML:
    """Make the widget that names the sliders beside it; it shows nothing itself."""
    script = html.escape(" ".join(_SCRIPT.split()))
    layout: dict[str, Any] = {"height": "0", "margin": "0"}
    return ipywidgets.HTML(f'<img hidden alt="" src="data:," onerror="{script}">', layout=layout)
