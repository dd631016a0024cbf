"""What an OAI-PMH answer must look like, written from the specification: its schema in section 3.2 and the sections of
each verb, the schema of `oai_dc`, the implementation guideline for identifiers, and the IMS binding of LOM (1.2.1) that
NL LOM is read in. The schemas themselves are others' work and are not kept here; an answer that passes is valid by them.

`faults(document)` says what is wrong, one sentence each; nothing is wrong with a valid answer.
"""

import re
from collections.abc import Callable, Iterator
from datetime import datetime

from lxml import etree

OAI = "http://www.openarchives.org/OAI/2.0/"
OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"
LOM = "http://www.imsglobal.org/xsd/imsmd_v1p2"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
XML = "http://www.w3.org/XML/1998/namespace"
IDENTIFIER = "http://www.openarchives.org/OAI/2.0/oai-identifier"

VERBS = ("Identify", "ListMetadataFormats", "ListSets", "GetRecord", "ListIdentifiers", "ListRecords")
CODES = ("cannotDisseminateFormat", "idDoesNotExist", "badArgument", "badVerb", "noMetadataFormats", "noRecordsMatch",
         "badResumptionToken", "noSetHierarchy")
ARGUMENTS = {"verb", "identifier", "metadataPrefix", "from", "until", "set", "resumptionToken"}
ELEMENTS = {"title", "creator", "subject", "description", "publisher", "contributor", "date", "type", "format",
            "identifier", "source", "language", "relation", "coverage", "rights"}

SECOND = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
URI = re.compile(r"[a-z][a-z0-9+.-]*:\S+", re.IGNORECASE)
PREFIX = re.compile(r"[A-Za-z0-9\-_.!~*'()]+")
SET = re.compile(r"[A-Za-z0-9\-_.!~*'()]+(:[A-Za-z0-9\-_.!~*'()]+)*")
MAIL = re.compile(r"\S+@(\S+\.)+\S+")
LANGUAGE = re.compile(r"[a-z]{1,8}(-[a-z0-9]{1,8})*|x-none", re.IGNORECASE)
DURATION = re.compile(r"P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+S)?)?")

#: A rule of an element: gives what is wrong with it.
Rule = Callable[[etree._Element], Iterator[str]]


def faults(document: bytes) -> list[str]:
    """Everything that is wrong with an answer."""
    if not document.startswith(b'<?xml version="1.0" encoding="UTF-8"'):
        return ["the document does not begin with the XML declaration in UTF-8"]
    return list(answer(etree.fromstring(document)))


def named(element: etree._Element) -> tuple[str, str]:
    name = etree.QName(element)
    return name.namespace or "", name.localname


def sequence(element: etree._Element, namespace: str, *parts: tuple[str, int, int | None, Rule]) -> Iterator[str]:
    """Children in this order, each as often as it says; `None` is any number of times."""
    where = named(element)[1]
    yield from no_text(element)
    left = [child for child in element if isinstance(child.tag, str)]
    for name, least, most, rule in parts:
        count = 0
        while left and named(left[0]) == (namespace, name) and (most is None or count < most):
            yield from rule(left.pop(0))
            count += 1
        if count < least:
            yield f"{where}: {name} stands {count} times where {least} are needed"
    yield from (f"{where}: {named(child)[1]} has no place here" for child in left)


def no_text(element: etree._Element) -> Iterator[str]:
    texts = [element.text or "", *((child.tail or "") for child in element)]
    if any(text.strip() for text in texts):
        yield f"{named(element)[1]}: text between elements"


def attributes(element: etree._Element, required: set[str] = frozenset(), allowed: set[str] = frozenset()) -> Iterator[str]:
    has = set(element.attrib)
    where = named(element)[1]
    yield from (f"{where}: attribute {name} is missing" for name in sorted(required - has))
    yield from (f"{where}: attribute {name} has no place here" for name in sorted(has - required - allowed))


def text(pattern: re.Pattern | None = None, but: Rule | None = None) -> Rule:
    """Text of a form, without children and attributes."""

    def rule(element: etree._Element) -> Iterator[str]:
        where, said = named(element)[1], element.text or ""
        if len(element) > 0:
            yield f"{where}: holds elements"
        if pattern is None and not said.strip():
            yield f"{where}: is empty"
        if pattern is not None and not pattern.fullmatch(said):
            yield f"{where}: {said!r} has another form"
        yield from (but or attributes)(element)

    return rule


def moment(element: etree._Element) -> Iterator[str]:
    yield from text(SECOND)(element)
    yield from real_day(element)


def real_day(element: etree._Element) -> Iterator[str]:
    said = (element.text or "").removesuffix("Z")
    try:
        datetime.fromisoformat(said)
    except ValueError:
        yield f"{named(element)[1]}: {said!r} is in no calendar"


def schema_of(element: etree._Element, namespace: str, location: str) -> Iterator[str]:
    said = (element.get(f"{{{XSI}}}schemaLocation") or "").split()
    if dict(zip(said[::2], said[1::2])).get(namespace) != location:
        yield f"{named(element)[1]}: names another schema: {said}"


def answer(root: etree._Element) -> Iterator[str]:
    if named(root) != (OAI, "OAI-PMH"):
        yield f"the root is {root.tag}"
        return
    yield from attributes(root, {f"{{{XSI}}}schemaLocation"})
    yield from schema_of(root, OAI, "http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd")
    children = [named(child)[1] for child in root]
    verb = next((name for name in children if name in VERBS), None)
    if "error" in children:
        yield from sequence(root, OAI, ("responseDate", 1, 1, moment), ("request", 1, 1, request), ("error", 1, None, error))
    elif verb is None:
        yield "neither an error nor the answer of a verb"
    else:
        yield from sequence(root, OAI, ("responseDate", 1, 1, moment), ("request", 1, 1, request), (verb, 1, 1, ANSWERS[verb]))
    said = root.find(f"{{{OAI}}}request")
    if said is not None and verb is not None and said.get("verb") != verb:
        yield f"an answer of {verb} to {said.get('verb')}"
    codes = {one.get("code") for one in root.findall(f"{{{OAI}}}error")}
    if said is not None and codes & {"badVerb", "badArgument"} and said.attrib:
        yield "request: attributes beside badVerb or badArgument"


def request(element: etree._Element) -> Iterator[str]:
    yield from text(URI, lambda one: attributes(one, allowed=ARGUMENTS))(element)
    if element.get("verb") not in (None, *VERBS):
        yield f"request: no verb is called {element.get('verb')}"
    if element.get("resumptionToken") and set(element.attrib) != {"verb", "resumptionToken"}:
        yield "request: a resumptionToken stands alone"


def error(element: etree._Element) -> Iterator[str]:
    yield from attributes(element, {"code"})
    if element.get("code") not in CODES:
        yield f"error: no code is called {element.get('code')}"


def anything(namespace: str, name: str, rule: Rule) -> Rule:
    """One element of another namespace, in a container."""
    return lambda element: sequence(element, namespace, (name, 1, 1, rule))


def identify(element: etree._Element) -> Iterator[str]:
    one_of = lambda *words: text(re.compile("|".join(words)))
    yield from sequence(
        element, OAI, ("repositoryName", 1, 1, text()), ("baseURL", 1, 1, text(URI)), ("protocolVersion", 1, 1, text(re.compile(r"2\.0"))),
        ("adminEmail", 1, None, text(MAIL)), ("earliestDatestamp", 1, 1, moment), ("deletedRecord", 1, 1, one_of("no", "persistent", "transient")),
        ("granularity", 1, 1, one_of("YYYY-MM-DDThh:mm:ssZ", "YYYY-MM-DD")), ("compression", 0, None, text()),
        ("description", 0, None, anything(IDENTIFIER, "oai-identifier", identifiers)))


def identifiers(element: etree._Element) -> Iterator[str]:
    yield from schema_of(element, IDENTIFIER, "http://www.openarchives.org/OAI/2.0/oai-identifier.xsd")
    domain = re.compile(r"[a-zA-Z][a-zA-Z0-9\-]*(\.[a-zA-Z][a-zA-Z0-9\-]*)+")
    yield from sequence(
        element, IDENTIFIER, ("scheme", 1, 1, text(re.compile("oai"))), ("repositoryIdentifier", 1, 1, text(domain)),
        ("delimiter", 1, 1, text(re.compile(":"))), ("sampleIdentifier", 1, 1, text(re.compile(rf"oai:{domain.pattern}:\S+"))))


def formats(element: etree._Element) -> Iterator[str]:
    one = lambda each: sequence(
        each, OAI, ("metadataPrefix", 1, 1, text(PREFIX)), ("schema", 1, 1, text(URI)), ("metadataNamespace", 1, 1, text(URI)))
    yield from sequence(element, OAI, ("metadataFormat", 1, None, one))


def sets(element: etree._Element) -> Iterator[str]:
    one = lambda each: sequence(each, OAI, ("setSpec", 1, 1, text(SET)), ("setName", 1, 1, text()), ("setDescription", 0, None, lambda _: iter(())))
    yield from sequence(element, OAI, ("set", 1, None, one), ("resumptionToken", 0, 1, token))


def header(element: etree._Element) -> Iterator[str]:
    yield from attributes(element, allowed={"status"})
    if element.get("status") not in (None, "deleted"):
        yield f"header: status is {element.get('status')}"
    yield from sequence(element, OAI, ("identifier", 1, 1, text(URI)), ("datestamp", 1, 1, moment), ("setSpec", 0, None, text(SET)))


def record(element: etree._Element) -> Iterator[str]:
    first = element.find(f"{{{OAI}}}header")
    is_deleted = first is not None and first.get("status") == "deleted"
    often = 0 if is_deleted else 1
    yield from sequence(element, OAI, ("header", 1, 1, header), ("metadata", often, often, metadata), ("about", 0, None, lambda _: iter(())))


def metadata(element: etree._Element) -> Iterator[str]:
    if len(element) != 1 or named(element[0]) not in ((OAI_DC, "dc"), (LOM, "lom")):
        yield f"metadata: holds {[child.tag for child in element]}"
        return
    yield from (dublin_core if named(element[0]) == (OAI_DC, "dc") else lom)(element[0])


def token(element: etree._Element) -> Iterator[str]:
    """`expirationDate`, `completeListSize` and `cursor`, as the schema types them; the last one of a list is empty."""
    yield from attributes(element, allowed={"expirationDate", "completeListSize", "cursor"})
    if len(element) > 0:
        yield "resumptionToken: holds elements"
    size, cursor, ends = (element.get(name) for name in ("completeListSize", "cursor", "expirationDate"))
    if size is not None and not re.fullmatch(r"[1-9]\d*", size):
        yield f"resumptionToken: completeListSize is {size!r}"
    if cursor is not None and not re.fullmatch(r"\d+", cursor):
        yield f"resumptionToken: cursor is {cursor!r}"
    if ends is not None and not SECOND.fullmatch(ends):
        yield f"resumptionToken: expirationDate is {ends!r}"
    if None not in (size, cursor) and int(cursor) >= int(size):
        yield f"resumptionToken: cursor {cursor} of {size}"


def listing(name: str, rule: Rule) -> Rule:
    return lambda element: sequence(element, OAI, (name, 1, None, rule), ("resumptionToken", 0, 1, token))


def dublin_core(element: etree._Element) -> Iterator[str]:
    """Any of the fifteen elements, in any order and as often as needed; text with at most a language."""
    yield from schema_of(element, OAI_DC, "http://www.openarchives.org/OAI/2.0/oai_dc.xsd")
    yield from no_text(element)
    plain = text(but=lambda one: attributes(one, allowed={f"{{{XML}}}lang"}))
    for child in element:
        namespace, name = named(child)
        if namespace != DC or name not in ELEMENTS:
            yield f"dc: {child.tag} is none of the fifteen elements"
        yield from plain(child)


def langstring(element: etree._Element) -> Iterator[str]:
    language = element.get(f"{{{XML}}}lang")
    yield from text(but=lambda one: attributes(one, {f"{{{XML}}}lang"}))(element)
    if language is not None and not LANGUAGE.fullmatch(language):
        yield f"langstring: {language!r} is no language"


def said(element: etree._Element) -> Iterator[str]:
    yield from sequence(element, LOM, ("langstring", 1, None, langstring))


def term(element: etree._Element) -> Iterator[str]:
    yield from sequence(element, LOM, ("source", 1, 1, said), ("value", 1, 1, said))


def catalogue(element: etree._Element) -> Iterator[str]:
    yield from sequence(element, LOM, ("catalog", 1, 1, text()), ("entry", 1, 1, said))


def vcard(element: etree._Element) -> Iterator[str]:
    lines = (element.text or "").split("\n")
    names = {re.split("[:;]", line)[0] for line in lines}
    yield from text()(element)
    if lines[0] != "BEGIN:VCARD" or lines[-1] != "END:VCARD" or not {"VERSION", "N", "FN"} <= names:
        yield f"vcard: is none by RFC 2426: {lines}"


def contribution(element: etree._Element) -> Iterator[str]:
    entity = lambda one: sequence(one, LOM, ("vcard", 1, 1, vcard))
    day = text(DAY)
    date = lambda one: sequence(one, LOM, ("datetime", 1, 1, day), ("description", 0, 1, said))
    yield from sequence(element, LOM, ("role", 1, 1, term), ("centity", 1, None, entity), ("date", 0, 1, date))


def taxon(element: etree._Element) -> Iterator[str]:
    yield from sequence(element, LOM, ("id", 1, 1, text()), ("entry", 1, 1, said), ("taxon", 0, 1, taxon))


def lom(element: etree._Element) -> Iterator[str]:
    """The parts of a LOM in the order of its binding; those that Edurep asks for must be there."""
    yield from schema_of(element, LOM, "http://www.imsglobal.org/xsd/imsmd_v1p2p4.xsd")
    one = lambda *parts: lambda part: sequence(part, LOM, *parts)
    duration = lambda part: sequence(part, LOM, ("datetime", 1, 1, text(DURATION)), ("description", 0, 1, said))
    path = one(("source", 1, 1, said), ("taxon", 1, 1, taxon))
    yield from sequence(
        element, LOM,
        ("general", 1, 1, one(
            ("title", 1, 1, said), ("catalogentry", 1, None, catalogue), ("language", 1, None, text(LANGUAGE)),
            ("description", 1, None, said), ("keyword", 1, None, said), ("coverage", 0, None, said), ("structure", 0, 1, term),
            ("aggregationlevel", 1, 1, term))),
        ("lifecycle", 1, 1, one(("version", 0, 1, said), ("status", 0, 1, term), ("contribute", 1, None, contribution))),
        ("metametadata", 1, 1, one(
            ("catalogentry", 1, None, catalogue), ("contribute", 0, None, contribution), ("metadatascheme", 1, None, text()),
            ("language", 0, 1, text(LANGUAGE)))),
        ("technical", 1, 1, one(("format", 0, None, text()), ("size", 0, 1, text()), ("location", 1, None, text(URI)))),
        ("educational", 1, 1, one(
            ("interactivitytype", 0, 1, term), ("learningresourcetype", 0, None, term), ("interactivitylevel", 0, 1, term),
            ("semanticdensity", 0, 1, term), ("intendedenduserrole", 1, None, term), ("context", 1, None, term),
            ("typicalagerange", 0, None, said), ("difficulty", 0, 1, term), ("typicallearningtime", 0, 1, duration),
            ("description", 0, 1, said), ("language", 0, None, text(LANGUAGE)))),
        ("rights", 1, 1, one(("cost", 1, 1, term), ("copyrightandotherrestrictions", 1, 1, term), ("description", 0, 1, said))),
        ("classification", 3, None, one(
            ("purpose", 1, 1, term), ("taxonpath", 1, None, path), ("description", 0, 1, said), ("keyword", 0, None, said))))


ANSWERS: dict[str, Rule] = {
    "Identify": identify,
    "ListMetadataFormats": formats,
    "ListSets": sets,
    "GetRecord": lambda element: sequence(element, OAI, ("record", 1, 1, record)),
    "ListIdentifiers": listing("header", header),
    "ListRecords": listing("record", record),
}
