"""One entity for all that means the same, with stable keys, and an id for every mention."""

from __future__ import annotations

from extractor import annotate
from extractor.clean.plain import article_from_text
from extractor.documents import Facts, NameMention, QuoteMention
from extractor.facts.names import find_names
from extractor.facts.roles import find_roles
from extractor.resolve.entities import Entities, resolve_entities


def entities_of(text: str) -> tuple[Facts, Entities]:
    doc = annotate.annotate(article_from_text(text, language="ru"))
    names, roles = find_roles(doc, find_names(doc))
    facts = Facts(names=names, roles=roles)
    return facts, resolve_entities(doc, facts)


def test_surnames_alone_join_the_full_name() -> None:
    _, found = entities_of("Выступил министр Аскар Жунусов. Жунусову задали вопрос. «Решим», — сказал А. Жунусов.")
    assert [p.name for p in found.people] == ["Аскар Жунусов"]
    assert [m.text for m in found.people[0].mentions] == ["Аскар Жунусов", "Жунусову", "А. Жунусов"]


def test_people_of_one_surname_are_kept_apart() -> None:
    _, found = entities_of("Марат Сейтов и Айгуль Сейтова женаты. Сейтова сказала, что рада.")
    assert [p.name for p in found.people] == ["Марат Сейтов", "Айгуль Сейтова"]
    assert len(found.people[1].mentions) == 2


def test_a_position_alone_joins_its_holder() -> None:
    text = "Министр финансов Аскар Жунусов доложил о бюджете. Министр пообещал отчёт."
    facts, found = entities_of(text)
    alone = [n for n in facts.names if n.antecedent is not None]
    assert [n.text for n in alone] == ["Министр"]
    assert found.id_of[alone[0]] == found.people[0].id


def test_keys_survive_case_and_order() -> None:
    _, one = entities_of("Слово дали Бакытжану Сагинтаеву из Минфина РК.")
    _, other = entities_of("Сагинтаев Бакытжан работает в Министерстве финансов Казахстана.")
    assert one.people[0].key == other.people[0].key == "бакытжан сагинтаев"
    assert one.institutions[0].key == other.institutions[0].key


def test_short_and_long_forms_are_one_body() -> None:
    _, found = entities_of("Национальный банк Казахстана снизил ставку. В Нацбанке ждут роста. РК растёт.")
    assert [i.name for i in found.institutions] == ["Национальный банк Казахстана"]
    assert found.institutions[0].kind == "government"
    assert found.institutions[0].place == found.places[0].id
    assert [p.name for p in found.places] == ["Казахстан"]


def test_every_mention_has_an_id() -> None:
    facts, found = entities_of("Аким Алматы Бакытжан Сагинтаев и ТОО «Жер» подписали договор с МИД России в Астане.")
    assert {n for n in facts.names if n not in found.id_of} == set()


def test_mentions_that_only_quotes_refer_to_have_ids_too() -> None:
    doc = annotate.annotate(article_from_text("Сказал Артём.", language="ru"))
    mention = NameMention(7, 12, "Артём", "test", "person")
    quote = QuoteMention(0, 6, "Сказал", "test", words="Сказал", speaker=mention)
    assert resolve_entities(doc, Facts(quotes=(quote,))).id_of[mention] == "p1"


def test_an_article_without_names_has_no_entities() -> None:
    _, found = entities_of("Дождь шёл весь день.")
    assert (found.people, found.institutions, found.places) == ((), (), ())
