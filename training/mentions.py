"""Train the scorer of mention pairs: python mentions.py FOLDER OUT.json [--folds]

FOLDER holds docs.jsonl (id, text) and mentions.jsonl (id, doc, start, end, cluster, topic), such as ECB+ (Cybulska and Vossen 2014,
CC BY 3.0) in this form. With --folds it writes OUT.folds.N.jsonl first: the events of each mention by a scorer that has not seen its
topic, five folds in all, drawn three times. Needs scikit-learn.
"""
import json, random, sys
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from dateline.evaluation.stories_mentions import sentences
from dateline.pipeline import Coder
from dateline.resolvers import mentions as m
from dateline.resolvers import stories

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
            score[test] = fit(X[~test], Y[~test]).predict_proba(X[test])[:, 1]
        events(rows, by, found, score, f"{out}.folds.{draw}.jsonl")
    write(fit(X, Y), names, out)


def events(rows, by, found, score, path):
    seen, at = {}, 0
    for story, members in by.items():
        scores, at = score[at : at + len(found[story])], at + len(found[story])
        for (row, _), event in zip(members, m.joined(len(members), found[story], scores)):
            seen[row["id"]] = f"{story}/{event}"
    lines = (json.dumps({"id": row["id"], "cluster": seen.get(row["id"], "alone/" + row["id"])}) for row in rows)
    Path(path).write_text("\n".join(lines) + "\n", "utf-8")


def fit(X, Y):
    return HistGradientBoostingClassifier(max_iter=80, max_leaf_nodes=10, learning_rate=0.12, min_samples_leaf=60,
                                          l2_regularization=5, random_state=0).fit(X, Y)


def write(model, names, out):
    trees = [[[-1, 0, 0, 0, round(float(n["value"]), 4)] if n["is_leaf"] else
              [int(n["feature_idx"]), round(float(n["num_threshold"]), 5), int(n["left"]), int(n["right"]), 0] for n in p[0].nodes]
             for p in model._predictors]
    head = {"source": "trained for dateline by training/mentions.py on part of ECB+ (Cybulska and Vossen 2014)", "licence": "CC-BY-3.0",
            "version": 1, "retrieved": "2026-11-22", "features": names, "base": round(float(model._baseline_prediction[0, 0]), 5)}
    lines = ",\n".join(json.dumps(t, separators=(",", ":")) for t in trees)
    Path(out).write_text(json.dumps(head, indent=1)[:-2] + ',\n "trees": [\n' + lines + "\n]}\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], "--folds" in sys.argv)
