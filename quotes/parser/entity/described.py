"""Whom a description means: "the councilwoman", "both candidates", "his campaign", "the resolution"."""

from __future__ import annotations

from quotes.parser.annotation import Attribution, NameClass
from quotes.parser.entity import kin, lexicon
from quotes.parser.entity.cast import CAMPAIGNS
from quotes.parser.entity.discourse import NOBODY, Choice
from quotes.parser.entity.document import Issue, find_issues, issue_of, made_by
from quotes.parser.entity.lexicon import closed_class
from quotes.parser.entity.phrase import COUNTS, DEFINITE, Head, Reading
from quotes.parser.entity.run import Answer, Run, ask, body_named, campaign_of, hear, owner_of, owners_of
from quotes.parser.role import Introduction, phrase_role

LEADING = closed_class("articles") | {"one", "another", "his", "her", "this", "that", "their", "its"}
GOVERNED = frozenset(["for", "of", "to", "at", "with", "in"])
ANONYMOUS = closed_class("anonymous")
"""Nouns that say of somebody unnamed no more than that there is somebody."""
KNOWN = DEFINITE | {"all", "neither", "only", "each"}
"""How a number of people begins who were named before: "the two", but not "two lawyers"."""
AS_WELL_AS = ["as", "well", "as"]
RELATIVE = frozenset(["who", "which", "that", "whose", "whom"])
PAUSES = frozenset([",", "—", "–", "("])
CITY_OFFICES = frozenset(
    ["mayor", "councilwoman", "councilman", "councilmember", "councilor", "alderman", "alderwoman"]
)


def person(run: Run, reading: Reading, attribution: Attribution) -> Answer:
    """ "The councilwoman": somebody known; "a councilwoman": nobody, but an office."""
    if reading.plural:
        return group(run, reading, attribution)
    own = _office(run, reading, attribution)
    if own and own.head in ANONYMOUS:
        own = None
    if not reading.definite:
        return Answer(NOBODY, "office", 0.8, own)
    noun = run.cast.words.lowers[reading.last - 1]
    if noun in kin.KIN and reading.owner is not None:
        return _relative(run, reading, attribution, own)
    gender = lexicon.noun_gender(noun)
    choice, score = ask(run, "person", reading, attribution, gender, _others(run, reading, attribution))
    if choice and own and own.head in lexicon.words("standings") and reading.owner is None:
        hear(run, choice[0], own, reading.first, score)
    return Answer(choice, "description", score, None if choice else own)


def _relative(run: Run, reading: Reading, attribution: Attribution, own: Introduction | None) -> Answer:
    """ "Roe’s wife", "his father": who the article says that is, else nobody."""
    owner, score = owner_of(run, reading, attribution)
    noun = run.cast.words.lowers[reading.last - 1]
    found = kin.relatives(run.article.profiles, run.article.heads, owner[0], noun) if owner else []
    if len(found) == 1:
        return Answer((found[0],), "description", 0.9 * score)
    if not found:
        return Answer(NOBODY, "description", 0.7, own)
    others = frozenset(range(len(run.article.profiles))) - frozenset(found)
    choice, score = ask(run, "person", reading, attribution, lexicon.noun_gender(noun), others)
    return Answer(choice, "description", score, None if choice else own)


def _others(run: Run, reading: Reading, attribution: Attribution) -> frozenset[int]:
    """Whom a description names besides the one it means: "[Roe]’s lawyer", "[her] mother", "a [Poe] aide"."""
    words, mentions = run.cast.words, run.cast.mentions
    stop = _end_of_source(run, reading, attribution)
    clause = next((word for word in range(reading.last, stop) if words.lowers[word] in RELATIVE), stop)
    named = {*mentions.within(reading.first, reading.last), *mentions.within(clause, stop)}
    if clause == reading.last < stop:
        # "The lawyer who said that [Roe] lied": the clause goes on in what is said.
        for content in map(words.range, attribution.content):
            named.update(mentions.within(content.start, content.stop))
    return frozenset({*(run.cast.owners[number] for number in named), *owner_of(run, reading, attribution)[0]})


def _end_of_source(run: Run, reading: Reading, attribution: Attribution) -> int:
    """The word behind a source, of which a reading may be but the head."""
    return max((run.cast.words.range(span).stop for span in attribution.source), default=reading.last)


def _office(run: Run, reading: Reading, attribution: Attribution) -> Introduction | None:
    """The role of somebody who is known by it alone: "a spokesman for the firm"."""
    words = run.cast.words
    first = reading.first
    while first < reading.last - 1 and words.lowers[first] in LEADING | COUNTS.keys():
        first += 1
    stop = _end_of_source(run, reading, attribution)
    last = reading.last
    if last < stop and words.lowers[last] in GOVERNED:
        while last < stop and words.lowers[last] not in RELATIVE and words.forms[last] not in PAUSES:
            last += 1
    return phrase_role(words, run.cast.mentions, first, last, reading.last - 1)


def group(run: Run, reading: Reading, attribution: Attribution) -> Answer:
    """ "Both candidates", "the two": the named; any other group stays unnamed, and so do "two in three"."""
    words, of = run.cast.words, reading.last
    share = words.lowers[of : of + 1] == ["in"] and {*words.lowers[of + 1 : of + 2]} & COUNTS.keys()
    known = words.lowers[reading.first] in KNOWN or reading.last == reading.first + 1
    if reading.count and reading.definite and known and not share:
        choice, score = ask(run, "both", reading, attribution)
        named = choice and reading.head is Head.PERSON
        return Answer(choice, "description", score, _office(run, reading, attribution) if named else None)
    return Answer(method="unnamed", score=0.9)


def body(run: Run, reading: Reading, attribution: Attribution) -> Answer:
    """ "The Roe campaign", "his campaign", "the Burmese government", "the Times newspaper", "the company"."""
    words = run.cast.words
    noun = words.lowers[reading.last - 1]
    if (campaign := run.cast.campaigns.get(reading.last - 1, -1)) >= 0:
        return Answer((campaign,), "name", 0.9)
    if noun in CAMPAIGNS and reading.owner is not None:
        owner, score = owner_of(run, reading, attribution)
        if owner and run.article.profiles[owner[0]].persons:
            return Answer((campaign_of(run, owner[0], CAMPAIGNS[noun]),), "description", score)
    if reading.plural:
        return group(run, reading, attribution)
    if name := _printed_name(run, reading):
        return Answer((body_named(run, name),), "name", 0.7)
    if noun in CAMPAIGNS and (candidate := _candidate_of(run, reading, attribution)) is not None:
        return Answer((campaign_of(run, candidate, CAMPAIGNS[noun]),), "description", 0.8)
    makers = [n for n in reading.inside if run.cast.mentions.all[n].kind is NameClass.ORGANIZATION]
    if makers and run.cast.mentions.all[makers[-1]].last == reading.last - 1:
        return Answer((run.cast.owners[makers[-1]],), "description", 0.7)
    if not reading.definite:
        return Answer(method="unnamed", score=0.8)
    if noun == "council" and not any(noun in told for told in run.article.descriptions):
        return Answer(_city_council(run), "description", 0.6)
    choice, score = ask(run, "body", reading, attribution)
    return Answer(choice, "description", score)


def campaign_beside(run: Run, reading: Reading, attribution: Attribution, owner: int) -> Choice:
    """The campaign of somebody named that speaks too: "Roe and [her campaign]", "Roe, as well as [her campaign],"."""
    words = run.cast.words
    stop = _end_of_source(run, reading, attribution)
    for word in range(reading.last + 2, stop):
        owned = words.lowers[word] in CAMPAIGNS and words.lowers[word - 1] in ("his", "her")
        joint = words.lowers[word - 2] == "and" or words.lowers[word - 4 : word - 1] == AS_WELL_AS
        if owned and joint and run.article.profiles[owner].persons:
            return (campaign_of(run, owner, CAMPAIGNS[words.lowers[word]]),)
    return NOBODY


def _candidate_of(run: Run, reading: Reading, attribution: Attribution) -> int | None:
    """Whose a campaign is by what stands behind it: "the campaign of former Gov. [Roe]"."""
    words, mentions = run.cast.words, run.cast.mentions
    stop = _end_of_source(run, reading, attribution)
    if reading.last >= stop or words.lowers[reading.last] not in ("of", "for"):
        return None
    number = next(mentions.within(reading.last, stop), -1)
    while number >= 0 and mentions.all[number].last < stop and mentions.all[number].kind is not NameClass.PERSON:
        number = next(mentions.within(mentions.all[number].last, stop), -1)
    return run.cast.owners[number] if number >= 0 and mentions.all[number].kind is NameClass.PERSON else None


def _printed_name(run: Run, reading: Reading) -> str | None:
    """A body's name that no tag marks: "Obama Administration", "the Burmese government"."""
    words, mentions = run.cast.words, run.cast.mentions
    first = reading.first + (words.lowers[reading.first] in ("the", "a"))
    if reading.last - first < 2 or reading.owner is not None:
        return None
    people = (
        words.lowers[reading.last - 1] == "government" and mentions.kind(reading.last - 2) is NameClass.MISCELLANEOUS
    )
    if people:
        return words.between(mentions.all[mentions.at(reading.last - 2)].first, reading.last)
    if all(words.forms[i][0].isupper() for i in range(first, reading.last)):
        return words.between(first, reading.last)
    return None


def document(run: Run, reading: Reading, attribution: Attribution) -> Answer:
    """A document speaks for its owner or maker, as told here or elsewhere in the article."""
    words, mentions = run.cast.words, run.cast.mentions
    owned = thing(run, reading, attribution)
    if owned.choice:
        return owned
    if makers := made_by(words, mentions, reading.last - 1):
        return Answer(owners_of(run, makers), "document", 0.7)
    if not reading.plural:
        if run.issues is None:
            run.issues = find_issues(words, mentions)
        issue = issue_of(run.issues, lexicon.singular(words.lowers[reading.last - 1]), reading.last - 1)
        if issue and (choice := _issuer(run, issue)):
            return Answer(choice, "document", 0.6)
    choice, score = ask(run, "document", reading, attribution)
    return Answer(choice, "document", score)


def _issuer(run: Run, issue: Issue) -> Choice:
    """Who issued a document; "the council" is that of the city whose officer spoke last."""
    if issue.body is None:
        return owners_of(run, issue.makers)
    noun = run.cast.words.lowers[issue.body]
    known = next((p for p in run.discourse.recent if noun in run.article.descriptions[p]), None)
    if known is not None:
        return (known,)
    return _city_council(run) if noun == "council" else NOBODY


def _city_council(run: Run) -> Choice:
    """ "The council" of the city whose officer spoke last."""
    for _, choice in reversed(run.discourse.speakers):
        for profile in choice:
            told = run.cast.introductions[profile] if profile < len(run.cast.introductions) else None
            if told and told.place and told.head in CITY_OFFICES:
                return (body_named(run, f"{told.place} City Council"),)
    return NOBODY


def thing(run: Run, reading: Reading, attribution: Attribution) -> Answer:
    """ "Roe’s candidacy", "a CNN/ORC poll": whose it is. "Her campaign workers here" are nobody."""
    if reading.owner is not None:
        nouns = run.cast.words.lowers[reading.owner + 1 : reading.last]
        campaign = next((CAMPAIGNS[noun] for noun in nouns if noun in CAMPAIGNS), None)
        if campaign and reading.head is Head.OTHER and any(lexicon.is_person_noun(lexicon.singular(n)) for n in nouns):
            return Answer(method="unnamed", score=0.8)
    owner, score = owner_of(run, reading, attribution)
    if owner:
        return Answer(owner, "document", score)
    makers = [n for n in reading.inside if run.cast.mentions.all[n].kind is NameClass.ORGANIZATION]
    if not makers and reading.head is Head.OTHER:
        behind = made_by(run.cast.words, run.cast.mentions, reading.last - 1)
        makers = [n for n in behind if run.cast.mentions.all[n].kind is NameClass.ORGANIZATION]
    if makers:
        return Answer(owners_of(run, makers), "document", 0.7)
    return Answer(method="unnamed", score=0.9)
