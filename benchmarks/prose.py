"""Made-up prose that tells hardly anything of politics: what most of a page of news is."""

from __future__ import annotations

import random
import re

TEMPLATES = (
    "The {adj} {thing} was the {ord} of its kind on the {side} bank of the river.",
    "Visitors to the {place} can see {num} {things} behind glass, some of them older than the town.",
    "It is a {adj} little {place}, with {num} seats and a floor that creaks.",
    "The {things} in the window had faded long before the {adj} shop changed hands.",
    "On a {adj} morning the {place} smells of bread, coffee and wet wool.",
    "There were {num} rooms on the {ord} floor, none of them larger than a {thing}.",
    "Most of the {things} are painted by hand, which takes about {num} hours each.",
    "The {place} stands at the end of a {adj} lane lined with chestnut trees.",
    "A {adj} wind from the {side} kept the boats in the harbour for the rest of the week.",
    "Temperatures stay near {num} degrees, with a little rain along the {side} coast.",
    "The second half was {adj}, and the crowd of {num} thousand sang to the end.",
    "His {ord} novel is {adj} and slow, and all the better for it.",
    "The recipe needs {num} grams of flour, a {adj} lemon and more patience than most people have.",
    "Her paintings of {things} have a {adj} light that photographs do not show.",
    "The path climbs for {num} minutes before it reaches a {adj} view of the valley.",
    "Nobody remembers who built the {adj} {place}, or why it has {num} doors.",
    "The band played {num} songs, most of them {adj}, and one that nobody knew.",
    "In winter the {place} is open on weekends only, and the {things} stay in the cellar.",
    "A ticket costs {num} crowns for adults, and children under six are free.",
    "The {ord} chapter, about {things}, is the {adj} heart of the book.",
    "Its roof is {adj} slate, its walls are brick, and its garden has {num} apple trees.",
    "The museum's {side} wing smells of varnish, and the {things} there are rarely on show.",
    "What makes the {thing} so {adj} is the wood, which comes from a single tree.",
    "The old timetable still hangs in the {place}, {num} years after the last train.",
)
WORDS = {
    "adj": [
        "quiet",
        "small",
        "narrow",
        "bright",
        "dusty",
        "patient",
        "gentle",
        "green",
        "heavy",
        "simple",
        "cheerful",
        "plain",
        "tidy",
        "warm",
        "curious",
    ],
    "thing": [
        "piano",
        "lantern",
        "kettle",
        "bicycle",
        "clock",
        "violin",
        "mirror",
        "basket",
        "staircase",
        "oven",
        "wardrobe",
        "telescope",
    ],
    "things": [
        "puppets",
        "stamps",
        "kites",
        "teapots",
        "beetles",
        "maps",
        "globes",
        "hats",
        "fiddles",
        "buttons",
        "tapestries",
        "bells",
    ],
    "place": [
        "theatre",
        "library",
        "bakery",
        "chapel",
        "museum",
        "station",
        "orchard",
        "workshop",
        "cinema",
        "lighthouse",
        "courtyard",
        "mill",
    ],
    "side": ["northern", "southern", "eastern", "western", "far", "left"],
    "ord": ["second", "third", "fourth", "fifth", "sixth", "ninth"],
}
_SLOT = re.compile(r"\{(\w+)\}")


def sentence(dice: random.Random) -> str:
    """Return one sentence."""
    text = _SLOT.sub(
        lambda m: str(dice.randrange(3, 90)) if m[1] == "num" else dice.choice(WORDS[m[1]]),
        dice.choice(TEMPLATES),
    )
    return re.sub(r"\b([Aa]) (?=[aeio])", r"\1n ", text)
