"""What a piece of a page is, by the elements around it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

TAGS = {
    "nav": "nav", "footer": "boilerplate", "aside": "related", "form": "form", "button": "form", "label": "form",
    "figcaption": "caption", "caption": "caption", "option": "form", "menu": "nav", "dialog": "promo", "address": "bio",
}  # fmt: skip
NAMES = (
    ("comments", r"comments?(?:[-_]?(?:list|section|area|form|body|thread|box))?|disqus|respond|replies"),
    ("cookie", r"cookies?|gdpr|consent|cookie-?(?:bar|banner|notice)"),
    ("share", r"shar(?:e|ing)|share-?(?:bar|tools|buttons?|links?)|social(?:-?(?:media|links?|share|bar|icons))?|addthis|sharedaddy|addtoany"),
    ("promo", r"newsletters?|newsletter-?\w*|subscri(?:be|ption)\w*|sign-?up|promo|promotion|advert\w*|ads?|ad-(?:slot|unit|container|wrapper)|sponsor\w*|paywall|cta|teaser-?promo"),
    ("donation", r"donat(?:e|ions?)|contribute"),
    ("related", r"related\w*|recommend\w*|read-?(?:more|next|also)|more-?(?:stories|news|from|on|articles)|also-?(?:read|like)|most-?(?:read|popular|viewed)|trending|popular|outbrain|taboola|promoted|see-?also|up-?next|teasers?|latest-?(?:news|posts)?"),
    ("caption", r"(?:wp-?|img-?|image-?|photo-?|figure-?|media-?|gallery-?)?caption(?:-?(?:text|wrap|container))?"),
    ("credit", r"(?:photo-?|image-?|img-?|picture-?)?credits?|copyright-?holder|attribution"),
    ("tags", r"(?:post-?|article-?|entry-?|story-?)?tags?(?:-?(?:list|links|cloud))?|topics?|keywords?|category|categories"),
    ("bio", r"(?:author|writer|contributor)-?(?:bio|box|info|profile|card|description|about)|about-?(?:the-?)?author|bio"),
    ("byline", r"byline|(?:post-?|article-?|entry-?)?meta|dateline|published|timestamp|(?:post-?|article-?)?authors?|(?:post-?|publish-?|article-?|entry-?)?dates?"),
    ("nav", r"nav\w*|menu\w*|breadcrumbs?|pagination|pager|masthead|topbar|site-?header|toolbar|skip-?link"),
    ("boilerplate", r"footer|sidebar|site-?footer|disclaimer|widget\w*"),
)  # fmt: skip
TABLE = tuple((reason, re.compile(rf"(?:^|[\s_:-])(?:{names})(?:$|[\s_:-])")) for reason, names in NAMES)
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
STRONG = frozenset(
    {
        "caption",
        "credit",
        "share",
        "promo",
        "cookie",
        "comments",
        "donation",
        "tags",
        "bio",
        "related",
        "nav",
        "form",
    }
)


@lru_cache(maxsize=8192)
def named(names: str) -> str | None:
    """Return what an element is by its class and id, None when they do not tell.

    Example:
        >>> named("post-tags")
        'tags'
    """
    spaced = CAMEL.sub("-", names).lower()
    return next((reason for reason, pattern in TABLE if pattern.search(spaced)), None)


def reason(path: tuple[Any, ...], depth: int | None = None) -> str | None:
    """Return what a piece is by the nearest element around it that tells.

    Args:
        path: the elements around it, outermost first.
        depth: how many of the nearest elements to look at, all when None.
    """
    near = path if depth is None else path[-depth:]
    for element in reversed(near):
        if element.tag in ("body", "html", "article", "main"):
            return None
        found = named(f"{element.get('class', '')} {element.get('id', '')}"[:300]) or TAGS.get(element.tag)
        if found:
            return found
    return None
