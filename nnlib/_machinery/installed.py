"""What nnlib's pictures and widgets need beside NumPy: whether it is installed, and what to install where it is not."""

from importlib.util import find_spec

NEEDS = {
    "plots": ("matplotlib",),
    "widgets": ("matplotlib", "ipywidgets", "anywidget"),
    "quiz": ("anywidget",),
}


def is_installed(module: str) -> bool:
    """Tell whether all is here that a module of nnlib's needs, such as "plots"."""
    return all(find_spec(package) for package in NEEDS.get(module, ()))


def what_to_install(name: str, error: ModuleNotFoundError) -> ModuleNotFoundError:
    """Say in words what to install for a name of nnlib's, whose import raised this error."""
    words = f"{name} needs {error.name}, which is not installed in this Python"
    command = 'python -m pip install "one-hidden-layer[lessons]"'
    return ModuleNotFoundError(f"{words}. {command} installs all that the lessons need.", name=error.name)
