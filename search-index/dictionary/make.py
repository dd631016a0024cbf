#!/usr/bin/env python3
"""Makes the splitter's dictionary; README.md says from what and how to call it.

A word's cost is -ln of its frequency, blended with that of all its forms. A compound is worth splitting when the mean
cost of its parts is not much above the cost of the word as a whole (the geometric mean of Koehn and Knight, 2003). Here
that is decided once for every known word: words that split are left out, so that only smallest parts remain.
"""
import argparse
import math
import unicodedata
from collections import Counter, defaultdict

import snowballstemmer
import zstandard
from wordfreq import get_frequency_dict

# These five stand in splitter.rs as well and must agree with it.
FLOOR = 3e-9                 # the frequency of a word that nobody wrote
PART_COST = 2.0              # per part
MARGIN = 4.0                 # how much dearer than the whole the parts may be on average
LINKS = [("", 0.0), ("s", 1.0), ("en", 1.5), ("n", 2.5), ("e", 3.0), ("er", 5.0)]
STEP = 0.125                 # costs are written in eighths

SHORT_COST = {3: 2.0, 4: 0.7}
UNLISTED_COST = 3.5          # a part that the spelling list does not allow in compounds
UNLISTED_SHORT_COST = 6.0
SMALL_WORDS = """de het een en of in op te is van aan uit bij tot met om af na mee toe door over onder voor tegen naar per
als dan dat die dit der den des zijn was ben bent had heb heeft hij zij wij jij ons ene wat wie hoe niet geen ook nog wel
maar want dus al er hier daar waar men ont ge be her mis wan oer ex anti pro on sub non re pre hun hen mij je ze we
jou ik me heid schap dom baar zaam lijk achtig ing aar erij sel ster isme ist iek teit aal eel ief eus ees aan eur ier
air ent ant ade age ette esse sch se st er ert len den gen ken pen sen ten zen ven enen era ene ode oma alt ara ala ale
ine ire ide elf els ers art are ate eer ere erf eren alle ander andere tal tale ter tend tende and ane ond""".split()


ADJECTIVES = ("ijk", "ijks", "ig", "baar", "zaam", "loos", "oop")


def fold(word):
    word = word.replace("ĳ", "ij").replace("œ", "oe").replace("æ", "ae")
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def plain(word):
    return word.isascii() and word.isalpha() and word == word.lower()


def read_words(path):
    with open(path, encoding="utf8") as lines:
        words = {fold(line.strip()) for line in lines}
    return {word for word in words if plain(word) and len(word) >= 2}


def read_flags(path):
    """What the spelling list's flags say: last parts (Cc), parts before (Ca to Ch), nouns (Y, Z) and verbs (V)."""
    last, before, nouns, verbs = set(), set(), set(), set()
    with open(path, encoding="utf8") as lines:
        for line in lines:
            word, _, flags = line.split("\t")[0].strip().partition("/")
            word = fold(word)
            if not plain(word):
                continue
            flags = {flags[i:i + 2] for i in range(0, len(flags), 2)}
            if "Cc" in flags:
                last.add(word)
            if flags & {"Ca", "Cb", "Cd", "Ce", "Cf", "Cg", "Ch"}:
                before.add(word)
            if any(flag[0] in "YZ" for flag in flags):
                nouns.add(word)
            if any(flag[0] == "V" for flag in flags):
                verbs.add(word)
    return last, before, nouns, verbs


def read_exceptions(path):
    rules = defaultdict(list)
    with open(path, encoding="utf8") as lines:
        for line in lines:
            line = line.split("#")[0].split()
            if line:
                rules[line[0]].append(line[1:])
    return rules


class Model:
    def __init__(self, words, freq, flags, rules, by_hand):
        self.words, self.freq = words, freq
        self.stemmer = stemmer = snowballstemmer.stemmer("dutch")
        known = sorted(words | set(freq))
        self.stem = dict(zip(known, stemmer.stemWords(known)))
        self.raw_stem = dict(self.stem)
        self.exceptions = stem_exceptions(self, *flags[2:])
        self.stem.update(self.exceptions)
        self.stem.update(by_hand)
        self.class_freq = Counter()
        for word, value in freq.items():
            self.class_freq[self.stem[word]] += value
        self.last_stems = {self.stem[w] for w in flags[0] if w in self.stem}
        self.before_stems = self.last_stems | {self.stem[w] for w in flags[1] if w in self.stem}
        self.whole_stems = {self.stem.get(w, w) for (w,) in rules["="]} | {stemmer.stemWord(w) for (w,) in rules["="]}
        self.compounds = {w for (w,) in rules["+"]}
        self.not_last = {w for (w,) in rules["!-"] + rules["!"]} | set(SMALL_WORDS)
        self.not_before = {w for (w,) in rules["!+"] + rules["!"]} | set(SMALL_WORDS)
        self.aliases = {form: word for form, word in rules["~"]}
        self.before, self.last = {}, {}
        for word in words:
            self.add_part(word)
        for form, word in self.aliases.items():
            self.before[form] = self.cost(word) + PART_COST
            self.last.pop(form, None)
        self.derived = set()
        for verb in flags[3] & words:
            self.add_derived(verb)

    def add_derived(self, verb):
        """Who does it and that it is done, where that is only written in compounds: mantelzorger, huiszoeking."""
        if len(verb) < 6 or not verb.endswith("en"):
            return
        for form in (verb[:-1] + "r", verb[:-2] + "ing"):
            if form not in self.words and form not in self.last and form not in self.not_last:
                self.last[form] = self.cost(verb) + PART_COST + UNLISTED_COST
                self.derived.add(form)

    def cost(self, word):
        own = max(self.freq.get(word, 0.0), FLOOR)
        of_forms = max(self.class_freq.get(self.stem.get(word, word), 0.0), own)
        return -(math.log(own) + math.log(of_forms)) / 2

    def add_part(self, word):
        if len(word) < 3 or (self.freq.get(word, 0.0) == 0.0 and len(word) < 5):
            return
        stem, cost = self.stem[word], self.cost(word) + SHORT_COST.get(len(word), 0.0) + PART_COST
        if word not in self.not_last:
            listed = stem in self.last_stems
            self.last[word] = cost + (0 if listed else UNLISTED_SHORT_COST if len(word) <= 4 else UNLISTED_COST)
        if word not in self.not_before:
            listed = stem in self.before_stems
            self.before[word] = cost + (0 if listed else UNLISTED_SHORT_COST if len(word) <= 3 else UNLISTED_COST)

    def parse(self, word):
        """The cheapest way to write the word as two parts or more: (cost, parts), or None."""
        end = len(word)
        best = [None] * (end + 1)
        best[0] = (0.0, ())
        for start in range(end - 2):
            here = best[start]
            if here is None:
                continue
            if start and (cost := self.last.get(word[start:])) is not None:
                cost += here[0]
                if best[end] is None or cost < best[end][0]:
                    best[end] = (cost, here[1] + (word[start:],))
            for stop in range(start + 3, end - 2):
                cost = self.before.get(word[start:stop])
                if cost is None:
                    continue
                for link, link_cost in LINKS:
                    after = stop + len(link)
                    if after > end - 3 or not word.startswith(link, stop):
                        continue
                    total = here[0] + cost + link_cost
                    if best[after] is None or total < best[after][0]:
                        best[after] = (total, here[1] + (word[start:stop],))
        return best[end]

    def splits(self, word, whole=None):
        """The parts when the word is better split, else None; `whole` is its cost as a whole."""
        if len(word) < 6 or self.stem.get(word) in self.whole_stems:
            return None
        parse = self.parse(word)
        if parse is None:
            return None
        if word in self.compounds:
            return parse[1]
        whole = self.cost(word) if whole is None else whole
        return parse[1] if parse[0] / len(parse[1]) - whole < MARGIN + PART_COST else None


def smallest(model, everything):
    """Leaves the smallest parts only, and says which words must be written down to stay whole."""
    compounds = {word for word in everything if model.splits(word)}
    for word in compounds:
        model.before.pop(word, None)
        model.last.pop(word, None)
    unknown = -math.log(FLOOR)
    kept_whole = {}
    for word in everything:
        if len(word) < 6:
            continue
        forced = model.stem.get(word) in model.whole_stems
        parse = model.parse(word)
        if parse is None:
            continue
        would = parse[0] / len(parse[1]) - unknown < MARGIN + PART_COST
        if would and (forced or not model.splits(word)):
            kept_whole[word] = 0.0 if forced else model.cost(word)
    return kept_whole


def useful(model, word):
    stem = model.stem.get(word, word)
    return model.freq.get(word, 0.0) > 0.0 or stem in model.before_stems


def stem_exceptions(model, nouns, verbs):
    """Forms whose Snowball stem is not that of their word, each with the stem they should have."""
    freq, stem, exceptions = model.freq, model.stem, {}
    kept_prefixes(model, nouns, verbs, exceptions)
    for noun in sorted(nouns & model.words):
        target = exceptions.get(noun, stem[noun])
        # A noun of its own that ends in s is no plural: huis, mens, kans.
        if noun.endswith("s") and not target.endswith("s"):
            exceptions[noun] = target = noun[:-1] + "s"
        # Nor is one that ends in en the plural of another: wapen, examen.
        if noun.endswith("en") and noun + "s" in model.words and noun not in verbs and not target.endswith("en"):
            exceptions[noun] = target = noun
        for form in plurals(noun):
            if form not in model.words or exceptions.get(form, stem[form]) == target:
                continue
            guess = stem[form]
            # maanden is no past tense: maande is rare beside maand.
            usual = freq.get(form[:-1] if guess == noun[:-1] else guess, 0.0)
            if (guess not in model.words or usual < freq.get(noun, 0.0) / 2) and (
                form not in nouns or freq.get(form, 0.0) < freq.get(noun, 0.0)
            ):
                exceptions.setdefault(form, target)
    for verb in sorted(verbs & model.words):
        for root in verb_roots(verb, model.words):
            verb_exceptions(model, nouns, verb, root, exceptions)
    # goedkoop goedkoper, belangrijk belangrijker; shorter words collide: acht achter.
    for word in sorted(model.words):
        if len(word) >= 6 and word not in verbs and (word not in nouns or word.endswith(ADJECTIVES)):
            for form in plurals(word):
                if form.endswith("en"):
                    for more in (form[:-1], form[:-1] + "r", form[:-1] + "re", word + "st", word + "ste"):
                        if more in model.words and more not in nouns and more + "en" not in verbs:
                            exceptions.setdefault(more, exceptions.get(word, stem[word]))
    return exceptions


def kept_prefixes(model, nouns, verbs, exceptions):
    """Where ge is no sign of a participle: begeleiding has nothing to do with beleid, gezond nothing with zon."""
    roots = {root for verb in verbs for root in verb_roots(verb, model.words)}
    participles = {"ge" + root + ending for root in roots for ending in ("d", "t", "de", "te", "")} | {"ge" + verb for verb in verbs}
    for word in sorted(model.words):
        for prefix in ("", "be", "ver", "ont", "her", "on"):
            before, rest = prefix + "ge", word[len(prefix) + 2:]
            if len(rest) < 3 or not word.startswith(before) or model.stem[word].startswith(before):
                continue
            strong = rest.endswith("en") and word not in nouns
            if prefix or not (word in participles or strong or word in ("geweest", "gehad", "gedaan", "geworden")):
                # Another prefix that Snowball leaves alone.
                exceptions[word] = before + model.stemmer.stemWord("be" + rest)[2:]
                break
    # gewoon gewone, geheim geheime.
    for word, stem in sorted(exceptions.items()):
        for form in plurals(word):
            if form.endswith("en") and form[:-1] in exceptions:
                exceptions[form[:-1]] = stem


def plurals(noun):
    """How the plural and the diminutive of a noun may be written: maand maanden, probleem problemen, bon bonnen."""
    vowels, last = "aeiou", noun[-1]
    soft = {"f": "v", "s": "z"}.get(last, last)
    forms = [noun + "s", noun + "je", noun + "tje", noun + "jes", noun + "tjes"]
    if len(noun) > 3 and last not in vowels + "y" and noun[-2] == noun[-3] and noun[-2] in "aeou":
        forms += [noun[:-2] + last + "en", noun[:-2] + soft + "en"]
    if len(noun) > 2 and last not in vowels + "yw" and noun[-2] in vowels and noun[-3] not in vowels:
        forms.append(noun + last + "en")
    else:
        forms.append(noun[:-1] + soft + "en")
    return [*forms, noun + "en"]


def verb_exceptions(model, nouns, verb, root, exceptions):
    """Gives all forms of a regular verb and what is made of it one stem, where Snowball gives them several."""
    freq, stem = model.freq, model.stem
    spoken = freq.get(root if root.endswith("t") else root + "t", 0.0)
    forms = [root, root + "t", verb, verb + "d", verb + "de", root + "d", root + "de", root + "te", root + "den", root + "ten"]
    forms += ["ge" + root + "d", "ge" + root + "t", "ge" + root, verb[:-2] + "ing", verb[:-2] + "ingen"]
    # begeleider, deelnemer; of shorter verbs such words have meanings of their own: later, meter, letter.
    # Nor is it one when it begins a verb of its own: verbeter is no one who is verbeten.
    if len(verb) >= 8 and verb[:-1] + "ren" not in model.words:
        forms += [verb[:-1] + "r", verb[:-1] + "rs"]
    given = [exceptions.get(form, stem[form]) for form in (verb, root)]
    target = given[0]
    if given[0] != given[1] or stem.get(root + "t", target) != target:
        target = exceptions.get(root, stem[root] if given[0] == given[1] else root)
    if root in nouns and stem[root] != root:
        target = exceptions.get(root, stem[root])
    # rekenen is not rekken, nor wisselen wissen.
    if root.endswith(("el", "en", "er")) and not target.endswith(root[-2:]):
        target = root
        exceptions[root] = root
    # planten are more than one plant, kruiden more than one kruid: seldom what somebody did in the past.
    past = [root + ending for ending in ("d", "t") if root + ending in nouns and root + ending + "en" in model.words]
    plural = {one + ending for one in past for ending in ("e", "en")}
    for form in forms:
        if form in plural or form not in model.words or exceptions.get(form, stem.get(form)) == target:
            continue
        ing = form.endswith(("ing", "ingen"))
        itself = form == root or ing or (form == verb and spoken > freq.get(verb, 0.0) / 8) or len(verb) >= 8
        if form not in nouns or itself:
            exceptions.setdefault(form, target)


def verb_roots(verb, words):
    """The first person of a regular infinitive in -en: werken werk, maken maak, zeggen zeg, leven leef."""
    if not verb.endswith("en") or len(verb) < 5:
        return []
    base = verb[:-2]
    last = {"v": "f", "z": "s"}.get(base[-1], base[-1])
    if base[-1] == base[-2]:
        guesses = [base[:-1]]
    elif base[-2] in "aeou" and base[-3] not in "aeiou":
        guesses = [base[:-2] + base[-2] * 2 + last, base]
    else:
        guesses = [base[:-1] + last]
    found = [guess for guess in guesses if guess in words]
    # beteken and verbeter keep their e, leer and neem double it: the form with t that is written decides.
    return sorted(found, key=lambda guess: guess + "t" not in words)[:1]


def quantised(cost):
    return "" if cost is None else str(min(255, round(cost / STEP)))


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--words", required=True, help="OpenTaal's word list, one a line")
    arguments.add_argument("--dic", required=True, help="OpenTaal's nl.dic for Hunspell")
    arguments.add_argument("--exceptions", required=True)
    arguments.add_argument("--by-hand", required=True, help="stems-by-hand.txt")
    arguments.add_argument("--out", required=True, help="the dictionary to write")
    arguments.add_argument("--stems", required=True, help="the stem exceptions to write")
    arguments.add_argument("--stems-only", action="store_true")
    given = arguments.parse_args()
    freq = Counter()
    for word, value in get_frequency_dict("nl", "large").items():
        if plain(fold(word)):
            freq[fold(word)] += value
    flags = read_flags(given.dic)
    by_hand = {form: stem for form, (stem, *_) in ((form, rest[0]) for form, rest in read_exceptions(given.by_hand).items())}
    model = Model(read_words(given.words), freq, flags, read_exceptions(given.exceptions), by_hand)
    stems = {
        form: stem
        for form, stem in model.exceptions.items()
        if freq.get(form, 0.0) > 1.5e-8 and stem != model.raw_stem.get(form)
    }
    with open(given.stems, "w", encoding="utf8") as out:
        out.writelines(f"{form}\t{stem}\n" for form, stem in sorted(stems.items()))
    everything = model.words | set(freq)
    if given.stems_only:
        return
    kept_whole = smallest(model, everything)
    rows = []
    for word in sorted(set(model.before) | set(model.last) | set(kept_whole)):
        if word not in kept_whole and word not in model.aliases and word not in model.derived and not useful(model, word):
            continue
        before, last = model.before.get(word), model.last.get(word)
        rows.append("\t".join([word, quantised(kept_whole.get(word)), quantised(before), quantised(last), model.aliases.get(word, "")]).rstrip("\t"))
    data = ("\n".join(rows) + "\n").encode()
    with open(given.out, "wb") as out:
        out.write(zstandard.ZstdCompressor(level=19).compress(data))
    print(f"{len(rows)} words, {len(kept_whole)} of them kept whole, {len(data)} bytes before compression")


if __name__ == "__main__":
    main()
