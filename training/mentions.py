"""Train the scorer of mention pairs: python mentions.py FOLDER OUT.json [--folds]

FOLDER holds docs.jsonl (id, text) and mentions.jsonl (id, doc, start, end, cluster, topic), such as ECB+ (Cybulska and Vossen 2014,
CC BY 3.0) in this form. With --folds it writes OUT.folds.N.jsonl first: the events of each mention by a scorer that has not seen its
topic, five folds in all, drawn three times. Needs scikit-learn.
"""
import json, random, sys, warnings
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier

from dateline.evaluation.stories_mentions import sentences
from dateline.pipeline import Coder
from dateline.resolvers import mentions as m
from dateline.resolvers import stories

HIDDEN, PENALTY, ROUNDS, BEGINNINGS = 16, 10.0, 8, 5
DRAWS = 3  # which topics fall into which fold moves the figures


def main(folder, out, folds):
    lines = lambda name: [json.loads(line) for line in open(Path(folder) / name, encoding="utf-8")]
    docs, rows, coder = lines("docs.jsonl"), lines("mentions.jsonl"), Coder()
    texts = [d["text"] for d in docs]
    groups, likeness = stories.stories(texts), stories.likeness(texts)
    spans = defaultdict(list)
    for row in rows:
        spans[row["doc"]].append((row["start"], row["end"]))
    parsed = {d["id"]: sentences(coder, d["text"], spans[d["id"]]) for d in docs}
    at = {name: i for i, name in enumerate(parsed)}
    spread = Counter(w for found in parsed.values() for w in {t.lemma.lower() for s in found for t in s.tokens})
    by = defaultdict(list)
    for row in rows:
        read = m.mention(row["doc"], parsed[row["doc"]], row["start"], row["end"])
        if read:
            by[groups[at[row["doc"]]]].append((row, read))
    X, Y, T, found = [], [], [], {}
    for story, members in by.items():
        found[story] = list(m.pairs([f for _, f in members], likeness, at, spread))
        for i, j, values in found[story]:
            X.append([float(v) for v in values.values()]); names = list(values)
            Y.append(members[i][0]["cluster"] == members[j][0]["cluster"]); T.append(members[i][0]["topic"])
    X, Y, T = np.array(X), np.array(Y), np.array(T)
    print(X.shape, Y.mean())
    for draw in range(DRAWS if folds else 0):
        score, topics = np.zeros(len(Y)), sorted(set(T))
        if draw:
            random.Random(draw).shuffle(topics)
        for k in range(5):
            test = np.isin(T, topics[k::5])
            score[test] = Scorer(X[~test], Y[~test]).score(X[test])
        events(rows, by, found, score, f"{out}.folds.{draw}.jsonl")
    write(Scorer(X, Y), names, out)


def events(rows, by, found, score, path):
    seen, at = {}, 0
    for story, members in by.items():
        scores, at = score[at : at + len(found[story])], at + len(found[story])
        for (row, _), event in zip(members, m.joined(len(members), found[story], scores)):
            seen[row["id"]] = f"{story}/{event}"
    lines = (json.dumps({"id": row["id"], "cluster": seen.get(row["id"], "alone/" + row["id"])}) for row in rows)
    Path(path).write_text("\n".join(lines) + "\n", "utf-8")


class Scorer:
    """Networks from several beginnings; a strong penalty on weights, for there are few topics."""

    def __init__(self, X, Y):
        self.mean, self.scale = X.mean(0), X.std(0) + 1e-9
        networks = (MLPClassifier((HIDDEN,), alpha=PENALTY, max_iter=ROUNDS, batch_size=512, learning_rate_init=2e-3, random_state=seed)
                    for seed in range(BEGINNINGS))
        with warnings.catch_warnings(action="ignore", category=ConvergenceWarning):
            self.networks = [network.fit((X - self.mean) / self.scale, Y) for network in networks]

    def score(self, X):
        odds = lambda p: np.log(p / (1 - p))
        found = [odds(np.clip(n.predict_proba((X - self.mean) / self.scale)[:, 1], 1e-6, 1 - 1e-6)) for n in self.networks]
        return 1 / (1 + np.exp(-np.mean(found, 0)))

    def hidden(self):
        """Weights for features as they are: with the scale in them, and the mean in the last row."""
        for n in self.networks:
            weights = n.coefs_[0] / self.scale[:, None]
            yield np.vstack([weights, n.intercepts_[0] - self.mean @ weights]).round(4).tolist()

    def out(self):
        return [np.append(n.coefs_[1][:, 0], n.intercepts_[1]).round(4).tolist() for n in self.networks]


def write(model, names, out):
    head = {"source": "trained for dateline by training/mentions.py on part of ECB+ (Cybulska and Vossen 2014)", "licence": "CC-BY-3.0",
            "version": 2, "retrieved": "2026-11-22", "features": names}
    dense = lambda rows: ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows)
    text = json.dumps(head, indent=1)[:-2] + f',\n "hidden": [\n{dense(model.hidden())}\n],\n "out": [\n{dense(model.out())}\n]}}\n'
    Path(out).write_text(text, "utf-8")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], "--folds" in sys.argv)
