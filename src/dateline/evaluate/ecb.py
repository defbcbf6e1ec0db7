"""`evaluate ecb`: same event across reports, on ECB+ with gold mentions (topics 1 to 35, the validated sentences).

The mentions of a topic are linked by the very code that links claims: each mention becomes a trace (its trigger and words, its report's
beginning, and the actors, place, day and tolls of the claim that the coder reads at that word, where it reads one). The baseline puts mentions
of one topic together whose head words have the same stem. The table of weights was fitted on topics 1 to 30; the chief figures are of topics
31 to 35. The cross-validated ones are of all topics, each linked by weights fitted on the other parts of the corpus. Singletons count, as in
the published figures; the figures without them leave singletons out on both sides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from dateline.coder import Coder
from dateline.evaluate.coreference import b_cubed, ceaf_e, conll, muc, without_singletons
from dateline.evaluate.ecb_corpus import Document, GoldMention, documents
from dateline.evaluate.ecb_folds import weights_by_topic
from dateline.evaluate.setting import Figures, Setting
from dateline.events.grouping import happenings, tellings
from dateline.events.traces import Trace, story, trace
from dateline.events.words import stem
from dateline.records import Claim, Trigger

REPORTED = range(31, 36)
LEAST = 0.1
"""The coder is asked for claims at every word with at least this chance: the mentions are gold, their fields are not."""
Clusters = list[frozenset[str]]


def mention_traces(document: Document, claims: Iterable[Claim]) -> Iterator[Trace]:
    """The gold mentions of a document as linking compares them."""
    about = story(document.report)
    read = {claim.trigger.span.start: claim for claim in claims}
    for mention in document.mentions:
        claim = read.get(mention.head.start) or _bare(mention)
        named = replace(claim, id=mention.key, trigger=Trigger(mention.head, mention.text))
        yield replace(trace(named, document.report, about), lead=False, prominence=0.0)


def _bare(mention: GoldMention) -> Claim:
    return Claim("", mention.document, "text", mention.sentence, Trigger(mention.head, mention.text), "")


def link_topic(traces: Sequence[Trace], weights: Mapping[str, float] | None = None) -> Clusters:
    """The mentions of one topic in clusters."""
    found = tellings(traces, weights=weights)
    members = {telling.key: telling.members for telling in found}
    return [frozenset(key for telling in group.keys for key in members[telling]) for group in happenings(found, weights=weights)]


def gold_clusters(found: Iterable[Document]) -> Clusters:
    """The gold chains, one mention alone included."""
    return _together((mention.chain, mention.key) for document in found for mention in document.mentions)


def lemma_clusters(found: Iterable[Document]) -> Clusters:
    """Mentions of a topic with the same stem."""
    return _together(((document.topic, stem(mention.text)), mention.key) for document in found for mention in document.mentions)


def _together(pairs: Iterable[tuple[object, str]]) -> Clusters:
    found: dict[object, set[str]] = defaultdict(set)
    for name, key in pairs:
        found[name].add(key)
    return [frozenset(keys) for keys in found.values()]


def code(found: Iterable[Document], coder: Coder) -> dict[int, list[Trace]]:
    """The traces of every topic."""
    out: dict[int, list[Trace]] = defaultdict(list)
    for document in found:
        out[document.topic].extend(mention_traces(document, coder.code(document.report)))
    return out


def run(setting: Setting) -> Figures:
    """Links the mentions of topics 31 to 35, and of all by cross-validation; `--data` names another archive of the same form, which is linked
    whole by the shipped weights. Raises MissingData.
    """
    every = list(documents(setting.path("dev", "ecbplus", "topics-1-35.zip")))
    traces = code(every, Coder.load(setting.model, LEAST))
    kept = [document for document in every if setting.data or document.topic in REPORTED]
    ours = [cluster for topic in sorted({d.topic for d in kept}) for cluster in link_topic(traces[topic])]
    found = figures(kept, ours)
    if setting.data:
        return found
    crossed = figures(every, cross_validated(every, traces))
    values = {f"cross_validated_{name}": value for name, value in crossed.values.items()}
    return Figures(found.values | values, f"{found.text}\n\nCross-validated over all topics\n{crossed.text}")


def cross_validated(found: Sequence[Document], traces: Mapping[int, Sequence[Trace]]) -> Clusters:
    """The mentions of every topic in clusters, by weights fitted on the parts of the corpus that the topic is not in."""
    chains = {mention.key: mention.chain for document in found for mention in document.mentions}

    def quality(topics: Sequence[int], weights: Mapping[str, float]) -> float:
        ours = [cluster for topic in topics for cluster in link_topic(traces[topic], weights)]
        return conll(gold_clusters(document for document in found if document.topic in topics), ours)

    weights = weights_by_topic(traces, chains, quality)
    return [cluster for topic, known in weights.items() for cluster in link_topic(traces[topic], known)]


def figures(found: Sequence[Document], ours: Clusters) -> Figures:
    """The figures of our clusters beside those of the baseline."""
    gold, lemma = gold_clusters(found), lemma_clusters(found)
    values: dict[str, float] = {"topics": len({d.topic for d in found}), "mentions": sum(map(len, gold)), "chains": len(gold)}
    lines = [f"{values['topics']} topics, {values['mentions']} gold mentions, {values['chains']} chains"]
    for name, clusters in (("", ours), ("lemma_", lemma)):
        for measure, score in (("muc", muc), ("b_cubed", b_cubed), ("ceaf_e", ceaf_e)):
            precision, recall, f1 = score(gold, clusters)
            values[f"{name}{measure}_f1"] = round(f1, 4)
            lines.append(f"{name or 'linked_'}{measure:8} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")
        values[f"{name}conll_f1"] = round(conll(gold, clusters), 4)
        values[f"{name}conll_f1_without_singletons"] = round(conll(without_singletons(gold), without_singletons(clusters)), 4)
        lines.append(
            f"{name or 'linked_'}CoNLL F1 {values[f'{name}conll_f1']:.4f}, without singletons {values[f'{name}conll_f1_without_singletons']:.4f}"
        )
    values["gain_over_lemma"] = round(values["conll_f1"] - values["lemma_conll_f1"], 4)
    return Figures(values, "\n".join([*lines, f"gain over the same lemma {values['gain_over_lemma']:.4f}"]))
