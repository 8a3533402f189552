"""A Plotly figure on a screen, drawn by the page's own Plotly with no widget of its own."""

from typing import TYPE_CHECKING

from ipywidgets import Output

from toolkit.messages import Translator

if TYPE_CHECKING:
    from plotly.graph_objects import Figure


def figure_of(drawn: "Figure", translate: Translator) -> Output:
    """The figure, without its title, which the screen shows itself."""
    from toolkit.figures.style import plotly_bundle, without_title

    bundle = plotly_bundle(without_title(drawn), translate)
    figure = Output(outputs=({"output_type": "display_data", "data": bundle, "metadata": {}},))
    figure.add_class("mk-figure")
    return figure
