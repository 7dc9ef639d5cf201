"""Profiles of Kazakh media. Structures as of public scrapers and the archived pages they were written for."""

from __future__ import annotations

from extractor.clean.profiles.base import Profile


class Zakon2022(Profile):
    name = "zakon.kz/2022"
    hosts = ("zakon.kz",)
    since = 2022
    publisher = "Zakon.kz"
    country = "kz"
    title = (".articleBlock h1",)
    lead = (".articleBlock > .description", ".articleBlock .description")
    body = (".articleBlock .content",)
    drop = (".articleAdver", ".social-buttons", ".related-news", ".newscard_link", ".photo-author")
    published = (".articleBlock time.date", ".articleBlock .info .date")
    author = (".articleBlock .author a",)


class Zakon2008(Profile):
    name = "zakon.kz/2008"
    hosts = ("zakon.kz",)
    since = 2008
    until = 2021
    publisher = "Zakon.kz"
    country = "kz"
    title = (".fullhead h1",)
    body = (".newscont", ".feeditem .full")
    drop = (".related-news", ".social-buttons", ".tags")
    published = (".newsdate span", ".newsdate")


class Tengrinews(Profile):
    name = "tengrinews.kz"
    hosts = ("tengrinews.kz",)
    since = 2022
    publisher = "Tengrinews.kz"
    country = "kz"
    title = ("h1.head-single", "h1")
    lead = (".content_main_desc", ".content_main_text_desc")
    body = (".content_main_text",)
    drop = (
        ".tn-inpage",
        ".tn-discussed-now-block",
        ".social-share",
        ".tags",
        ".content_main_text_tags",
        ".content_main_meta",
    )
    published = ("time[datetime]", ".breadcrumbs__item--date", ".date-time")
    author = (".content_main_meta_author_item_name", ".author-name")


class Inform2023(Profile):
    name = "inform.kz/2023"
    hosts = ("inform.kz",)
    since = 2023
    publisher = "Kazinform"
    country = "kz"
    title = (".article__title", "h1")
    lead = (".article__description",)
    body = (".article__body-text",)
    drop = (".frame_news_article", ".article__tags", ".article__share")
    published = (".article__time", "time[datetime]")
    author = (".article__author-name", ".article__author")


class Inform2015(Profile):
    name = "inform.kz/2015"
    hosts = ("inform.kz",)
    since = 2015
    until = 2022
    publisher = "Kazinform"
    country = "kz"
    title = (".article_title h1",)
    body = (".article_news_body",)
    drop = (".frame_news_article", ".author_article_block", ".tags_article")
    published = (".date_public_art",)
    author = (".author_article_block",)


class Kapital(Profile):
    name = "kapital.kz"
    hosts = ("kapital.kz",)
    publisher = "Капитал"
    country = "kz"
    title = ("article header h1", "h1.article__title", "h1")
    lead = (".article__lead", ".article__description")
    body = (".article__body",)
    drop = (".article__related", ".article__tags", ".article__banner", ".read-also")
    published = ("time.information-article__date", ".information-article__date")
    author = (".information-article__author", ".article__author")


class Kursiv(Profile):
    name = "kursiv.media"
    hosts = ("kursiv.media", "kz.kursiv.media", "kursiv.kz")
    publisher = "Курсив"
    country = "kz"
    title = ("h1.entry-title", "h1")
    lead = (".entry-excerpt", ".single-excerpt")
    body = (".entry-content",)
    drop = (
        ".sharedaddy",
        ".jp-relatedposts",
        ".wp-block-embed",
        ".related-posts",
        ".ad-block",
        ".tags-links",
        ".read-also",
    )
    published = ("time.entry-date", ".entry-meta time", ".posted-on")
    author = (".author.vcard a", ".byline a", ".entry-author")


class Kazpravda(Profile):
    name = "kazpravda.kz"
    hosts = ("kazpravda.kz",)
    publisher = "Казахстанская правда"
    country = "kz"
    lead = (".article__lead", ".post__lead")
    body = ("[itemprop=articleBody]", ".article__content", ".post__content", ".article-content", ".news-text")
    drop = (".article__tags", ".article__share", ".related", ".read-also")
    published = (".article__date", ".post__date", "time[datetime]")
    author = (".article__author", ".post__author")


class Informburo(Profile):
    name = "informburo.kz"
    hosts = ("informburo.kz",)
    publisher = "Informburo.kz"
    country = "kz"
    lead = (".article-excerpt",)
    body = (".article", "article")
    drop = (
        ".read-more",
        ".article-excerpt",
        ".article-tags",
        ".article-share",
        ".article-image",
        "h1",
        ".article-time",
        ".article-info",
        ".article-authors",
    )
    published = (".article-time", "time[datetime]", ".article-info time")
    author = (".article-authors a", ".article-author", ".author-name")


class Vlast(Profile):
    name = "vlast.kz"
    hosts = ("vlast.kz",)
    publisher = "Власть"
    country = "kz"
    lead = (".article-lead", ".lead")
    body = ("[itemprop=articleBody]", ".article-content", ".article__content", ".js-mediator-article", ".content-text")
    drop = (".article-tags", ".related", ".donate", ".support", ".read-also")
    published = (".article-date", "time[datetime]", ".date")
    author = (".article-author a", ".author a", "[rel=author]")


PROFILES: list[type[Profile]] = [
    Zakon2022,
    Zakon2008,
    Tengrinews,
    Inform2023,
    Inform2015,
    Kapital,
    Kursiv,
    Kazpravda,
    Informburo,
    Vlast,
]
