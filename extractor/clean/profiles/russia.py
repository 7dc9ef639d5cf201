"""Profiles of Russian media. Structures as of public scrapers and the archived pages they were written for."""

from __future__ import annotations

from extractor.clean.profiles.base import Profile


class Lenta(Profile):
    name = "lenta.ru/2021"
    hosts = ("lenta.ru",)
    since = 2021
    publisher = "Lenta.ru"
    country = "ru"
    title = (".topic-body__title", "h1")
    lead = (".topic-body__title-yandex",)
    body = (".topic-body__content",)
    drop = (
        ".topic-body__related",
        ".box-inline-topic",
        ".topic-media-link",
        ".rubric-media-link",
        ".topic-body__vertical-link",
        ".box-gallery",
    )
    published = (".topic-header__time", "a.topic-header__time")
    author = (".topic-authors__author .topic-authors__name", ".topic-authors__author")
    section = (".topic-header__rubric", ".rubric-header__link._active")


class Ria(Profile):
    name = "ria.ru/2018"
    hosts = ("ria.ru",)
    since = 2018
    publisher = "РИА Новости"
    country = "ru"
    title = (".article__title", "h1")
    lead = (".article__second-title",)
    body = (".article__body",)
    drop = (
        "[data-type=article]",
        "[data-type=banner]",
        "[data-type=photolenta]",
        ".media__copyright",
        ".media__size",
        "[data-type=infographics]",
        ".article__summary",
        ".article__article-info",
        ".online__item-date",
    )
    published = (".article__info-date a", ".article__info-date")
    author = (".article__author-name",)


class Tass(Profile):
    name = "tass.ru/2018"
    hosts = ("tass.ru",)
    since = 2018
    until = 2021
    publisher = "ТАСС"
    country = "ru"
    title = (".news-header__title", "h1")
    lead = (".news-header__lead",)
    body = (".text-content",)
    drop = (".text-include", ".text-content__related", ".text-include-photo", ".ads")
    published = (".news-header__date", "dateformat")


class Rbc(Profile):
    name = "rbc.ru/2019"
    hosts = ("rbc.ru",)
    since = 2019
    publisher = "РБК"
    country = "ru"
    title = ("h1.article__header__title-in", ".article__header__title", "h1")
    lead = (".article__text__overview",)
    body = (".article__text",)
    drop = (
        ".article__inline-item",
        ".article__text__overview",
        ".article__main-image",
        ".banner",
        ".pro-anons",
        ".article__inline-video",
        ".article__ticker",
        ".article__social",
        ".article__tags",
        ".article__clear-more",
    )
    published = ("time.article__header__date", ".article__header__date")
    author = (".article__authors__author__name",)
    section = (".article__header__category",)


class Interfax(Profile):
    name = "interfax.ru"
    hosts = ("interfax.ru",)
    publisher = "Интерфакс"
    country = "ru"
    title = ("h1[itemprop=headline]", "h1")
    body = ("article[itemprop=articleBody]",)
    drop = ("h1", "[itemprop=author]", ".textMTags", ".readmore", ".inner_link")
    published = ("a.time", "time[datetime]")


class Kommersant(Profile):
    name = "kommersant.ru/2021"
    hosts = ("kommersant.ru",)
    since = 2021
    publisher = "Коммерсантъ"
    country = "ru"
    title = ("h1.doc_header__name", "h1")
    lead = ("h2.doc_header__subheader", ".doc__intro")
    body = (".article_text_wrapper", ".doc__body")
    drop = (
        ".doc__incut",
        ".incut",
        ".document_authors",
        ".doc__intro",
        ".adv_interscroll",
        ".doc__more",
        ".doc_media",
        ".article_subheader_tags",
    )
    published = ("time.doc_header__publish_time", ".doc_header__publish_time")
    author = (".document_authors",)


PROFILES: list[type[Profile]] = [Lenta, Ria, Tass, Rbc, Interfax, Kommersant]
