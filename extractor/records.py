"""The output of extractor: record schema 1.0.0 as pydantic models. Nothing else defines an output field.

Offsets everywhere count Unicode code points in ``article.text``, start inclusive, end exclusive, and
``article.text[start:end] == text`` holds for every span of every record.

Field names follow a public vocabulary where one has a word for the thing:

====================  ==================================================================
here                  there
====================  ==================================================================
Article.*             schema.org NewsArticle: url, publisher, headline, author, datePublished,
                      dateModified, inLanguage, articleSection, keywords, articleBody
Amount.value/unit     schema.org QuantitativeValue.value / unitCode; FHIR Quantity.value / code
Amount.unit_text      schema.org QuantitativeValue.unitText; FHIR Quantity.unit
Amount.comparator     FHIR Quantity.comparator (< <= >= >), with "=" and "~" (FHIR: "ad" is near)
Amount.low/high       schema.org QuantitativeValue.minValue / maxValue; FHIR Range.low / high
Indicator.name        schema.org Observation.measuredProperty; SDMX INDICATOR
Indicator.about       schema.org Observation.observationAbout; SDMX REF_AREA
Indicator.period      schema.org Observation.observationPeriod; SDMX TIME_PERIOD (here as EDTF)
Indicator.status      SDMX OBS_STATUS (A actual, F forecast), widened by planned, target, required
====================  ==================================================================
"""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION: Final = "1.0.0"
SCHEMA_ID = f"https://extractor.example/schemas/record/{SCHEMA_VERSION}.json"

Decimal = Annotated[str, Field(pattern=r"^-?(0|[1-9][0-9]*)(\.[0-9]+)?$")]
DecimalOrFraction = Annotated[str, Field(pattern=r"^-?(0|[1-9][0-9]*)((\.[0-9]+)|(/[1-9][0-9]*))?$")]
Timestamp = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$")]

BlockKind = Literal["title", "lead", "heading", "paragraph", "list_item", "quote", "caption", "table_row"]
InstitutionKind = Literal["government", "company", "university", "media", "international", "party", "court", "other"]
PlaceKind = Literal["country", "region", "city", "other"]
AmountKind = Literal["money", "percent", "percentage_point", "count", "measure", "multiple", "fraction"]
Comparator = Literal["=", "~", "<", "<=", ">", ">="]
PeriodRelation = Literal["in", "by", "as_of", "since"]
Status = Literal["actual", "planned", "forecast", "target", "required"]
STATUSES: tuple[Status, ...] = get_args(Status)
Direction = Literal["increase", "decrease"]
QuoteKind = Literal["direct", "indirect"]


class Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Model):
    """A stretch of the article's text."""

    start: int = Field(ge=0, description="first code point of the span in article.text, counted from 0")
    end: int = Field(ge=0, description="code point after the last one of the span")
    text: str = Field(description="the words themselves: article.text[start:end]")


class Evidence(Span):
    """The words that state a fact, and the rule that read them."""

    rule: str = Field(description="name of the rule that found the fact; see docs/rules.md")


class Block(Model):
    """One paragraph-like part of the article's text."""

    kind: BlockKind = Field(description="what the block is on the page")
    start: int = Field(ge=0, description="first code point of the block in article.text")
    end: int = Field(ge=0, description="code point after the block's last one; an attribution line lies after it")
    attribution: Span | None = Field(default=None, description="for a block quote: the line that names its author")


class Article(Model):
    """The page's article: what it is and its whole text, free of page furniture."""

    url: str | None = Field(default=None, description="address the page was fetched from, as given")
    canonical_url: str | None = Field(default=None, description="address the page itself declares as its own")
    publisher: str | None = Field(default=None, description="name of the medium")
    title: str | None = Field(default=None, description="headline without the site's name")
    lead: str | None = Field(default=None, description="standfirst, where the page sets one apart")
    authors: tuple[str, ...] = Field(
        default=(), description="people named as authors; agencies and desks are not people"
    )
    published_at: Timestamp | None = Field(default=None, description="ISO 8601, with the offset where it is known")
    modified_at: Timestamp | None = Field(default=None, description="ISO 8601, with the offset where it is known")
    language: str | None = Field(default=None, description="ISO 639-1 code of the text: ru, kk, en …")
    section: str | None = Field(default=None, description="section or rubric of the site")
    tags: tuple[str, ...] = Field(default=(), description="key words the page declares")
    text: str = Field(
        default="", description="title, lead and blocks, joined by blank lines; a quote's attribution on its own line"
    )
    blocks: tuple[Block, ...] = Field(default=(), description="the parts of text, in order")


class Role(Model):
    """A position a person holds, held or acts in."""

    title: str = Field(description="position as a nominative noun phrase, without the body or place it belongs to")
    institution: str | None = Field(default=None, description="id of the institution the position belongs to")
    place: str | None = Field(default=None, description="id of the place the position belongs to")
    of_text: str | None = Field(
        default=None, description="body or place as a nominative phrase, also where it is no entity of the record"
    )
    former: bool = Field(default=False, description="true for «экс-», «бывший»: the position is no longer held")
    acting: bool = Field(default=False, description="true for «и. о.»: the position is held provisionally")
    evidence: Evidence = Field(description="the words that state the role")


class Person(Model):
    """A person named in the article."""

    id: str = Field(pattern=r"^p[0-9]+$", description="id within the record")
    key: str = Field(description="the same for the same person in every article: built from the normalised name")
    name: str = Field(description="nominative, given name first, fullest form found")
    given: str | None = Field(default=None, description="given name or initial, nominative")
    patronymic: str | None = Field(default=None, description="patronymic, nominative")
    family: str | None = Field(default=None, description="family name, nominative")
    roles: tuple[Role, ...] = Field(default=(), description="positions stated in the article, most specific first")
    mentions: tuple[Span, ...] = Field(default=(), description="every mention, in text order")


class Institution(Model):
    """An organisation, state body, company, medium, university or international body."""

    id: str = Field(pattern=r"^o[0-9]+$", description="id within the record")
    key: str = Field(description="the same for the same institution in every article")
    name: str = Field(description="nominative canonical name, without quotation marks")
    kind: InstitutionKind = Field(default="other", description="what sort of body it is")
    aliases: tuple[str, ...] = Field(default=(), description="other forms of the name found in the article")
    place: str | None = Field(default=None, description="id of the place the body belongs to, where the text gives it")
    mentions: tuple[Span, ...] = Field(default=(), description="every mention, in text order")


class Place(Model):
    """A country, region, city or other place."""

    id: str = Field(pattern=r"^l[0-9]+$", description="id within the record")
    key: str = Field(description="the same for the same place in every article")
    name: str = Field(description="nominative name")
    kind: PlaceKind = Field(default="other", description="what sort of place it is")
    mentions: tuple[Span, ...] = Field(default=(), description="every mention, in text order")


class Per(Model):
    """The denominator of a rate: «на душу населения», «за кв. м», «на 100 тыс. жителей»."""

    value: Decimal = Field(default="1", description="exact decimal: how many units the rate is taken over")
    unit: str | None = Field(
        default=None, description="UCUM code for measures and times, ISO 4217 for money, null for counted things"
    )
    unit_text: str | None = Field(default=None, description="the unit or counted noun, nominative singular")


class Amount(Model):
    """A number with its unit."""

    id: str = Field(pattern=r"^a[0-9]+$", description="id within the record")
    kind: AmountKind = Field(description="what sort of quantity it is")
    value: DecimalOrFraction | None = Field(
        description='exact decimal in base units ("37700000000"), "n/d" for a fraction; null for a range or a vague amount'
    )
    low: Decimal | None = Field(default=None, description="lower end of a range")
    high: Decimal | None = Field(default=None, description="upper end of a range")
    comparator: Comparator = Field(default="=", description="how the true figure stands to the value; ~ is about")
    unit: str | None = Field(
        default=None,
        description='ISO 4217 for money, "%", "pp", UCUM for measures (null where UCUM has none: МРП), "{times}" for multiples, null for counts',
    )
    unit_text: str | None = Field(default=None, description="the counted noun or unit, nominative singular")
    per: Per | None = Field(default=None, description="denominator of a rate")
    equivalent_to: str | None = Field(default=None, description="id of the amount this one restates in another unit")
    evidence: Evidence = Field(description="the words that state the amount")


class Period(Model):
    """A stretch or point of time named in the article."""

    id: str = Field(pattern=r"^t[0-9]+$", description="id within the record")
    value: str | None = Field(description="EDTF, resolved against published_at; null where it cannot be resolved")
    evidence: Evidence = Field(description="the words that state the period")


class Change(Model):
    """Says that an amount is the size of a change, not a level."""

    direction: Direction = Field(description="which way it changed")
    from_amount: str | None = Field(default=None, description="id of the amount it changed from")
    since: str | None = Field(default=None, description="EDTF: the period it is compared with")


class Indicator(Model):
    """An observation: what an amount measures, of what, when, and whether it has happened."""

    id: str = Field(pattern=r"^i[0-9]+$", description="id within the record")
    name: str = Field(description="what is measured: a nominative noun phrase")
    base: str | None = Field(default=None, description="of what a share is taken")
    about: tuple[str, ...] = Field(default=(), description="ids of the places, institutions and people it holds for")
    amount: str = Field(description="id of the amount")
    period: str | None = Field(default=None, description="EDTF: the time it holds for; null where the text gives none")
    period_ref: str | None = Field(default=None, description="id of the period whose words give it")
    period_relation: PeriodRelation | None = Field(default=None, description="how the figure stands to the period")
    status: Status = Field(
        default="actual", description="whether it has happened; required is an order, a law or a limit"
    )
    change: Change | None = Field(
        default=None, description="set where the amount is itself the size of a change; null for a level reached"
    )
    attributed_to: str | None = Field(default=None, description="id of the person or institution that states it")
    evidence: Evidence = Field(description="the words that bind the name to the amount")


class Quote(Model):
    """What somebody said."""

    id: str = Field(pattern=r"^q[0-9]+$", description="id within the record")
    text: str = Field(description="the words said, without the quotation marks and the speech tag")
    speaker: str | None = Field(default=None, description="id of the person or institution that speaks")
    kind: QuoteKind = Field(default="direct", description="word for word, or reported")
    evidence: Evidence = Field(description="the words of the quote as they stand in the article")


class Provenance(Model):
    """Where the record comes from and what made it."""

    extractor: str = Field(description="version of extractor")
    models: dict[str, str] = Field(default_factory=dict, description="name and version of each model used")
    fetched_at: Timestamp | None = Field(default=None, description="ISO 8601: when the page was fetched")
    source: str | None = Field(default=None, description="where the page came from: an address, a file, standard input")
    html_sha256: str | None = Field(default=None, description="SHA-256 of the page's bytes, hexadecimal")
    clean: str | None = Field(
        default=None, description="which path found the article's body: a site profile's name, json-ld, trafilatura …"
    )


class Record(Model):
    """Everything extractor says of one page."""

    schema_version: Literal["1.0.0"] = Field(default=SCHEMA_VERSION, description="version of this schema")
    id: str = Field(description="the same for the same article: hash of its canonical address, else of its text")
    article: Article = Field(description="the article itself")
    people: tuple[Person, ...] = Field(default=(), description="people named in the article")
    institutions: tuple[Institution, ...] = Field(default=(), description="institutions named in the article")
    places: tuple[Place, ...] = Field(default=(), description="places named in the article")
    amounts: tuple[Amount, ...] = Field(default=(), description="numbers that measure something")
    periods: tuple[Period, ...] = Field(default=(), description="times named in the article")
    indicators: tuple[Indicator, ...] = Field(default=(), description="what the amounts measure")
    quotes: tuple[Quote, ...] = Field(default=(), description="what people said")
    warnings: tuple[str, ...] = Field(default=(), description="what the reader of the record should know")
    provenance: Provenance = Field(description="where the record comes from")


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12, serialization mode) that a written record meets."""
    schema = Record.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA_ID, **schema}
