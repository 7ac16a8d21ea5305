from ipywidgets import Button

OLD = not hasattr(Button, "tabbable")  # Colab's ipywidgets, whose controls have no tooltip and keep their place for Tab
