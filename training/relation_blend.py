"""Fit the weights with which the codebook and the relation model are blended, and measure them by five folds.

usage: relation_blend.py GOLD.jsonl [--out blend.json] [--folds 5] [--nothing 0.7] [--hits H.npz] [--opinions O.npy]
GOLD: lines with `marked` and `gold`
The gold is not trained on: eleven weights are fitted, and each fold is measured with weights fitted on the others.
"""
import argparse, collections, hashlib, json
from pathlib import Path
import numpy as np
from scipy.optimize import minimize
from dateline.coders import _relation_blend as rb
from dateline.coders._participants import Participants
from dateline.coders._relation import Relation, candidates
from dateline.coders._relations import _around
from dateline.config import Config
from dateline.evaluation.relation import in_gold_terms, unmark
from dateline.evaluation._types import QUADS, fold
from dateline.model import Span
from dateline.pipeline import Coder, check
from dateline.coders._relation_model import RelationModel
from dateline.codebook import files

TYPES = "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT".split()
STEPS = len(rb.STEPS) + 2

def evidence(path):
    """What both say of each sentence: (best candidate, candidates, opinion, gold, text)"""
    coder = Coder(Config(relation="off")); events = coder._events; root = files.KNOWLEDGE / "pipelines"
    model = RelationModel(root / "relation", root / "minilm" / "tokenizer.json"); rows, asked = [], []
    for line in open(path, encoding="utf8"):
        r = json.loads(line); text, spans = unmark(r["marked"]); a = spans.get("s") or spans.get("t") or (0, len(text)); b = spans.get("t") or a
        a, b = Span(*a), Span(*b); d = coder.plain(text); layers = coder.annotate(d); who = Participants(d, layers, events.codebook.agents)
        best, found, here = Relation(None, None, -1.0), [], [s for s in layers.sentences if s.span.overlap(a) or s.span.overlap(b)]
        for s in here:
            c = list(candidates(s, events.acts(s, who), events.codebook, a, b)); found += c
            if c and (c[0].score > best.score or best.event_type is None): best = c[0]
        part, whose = _around(text, here, a, b); asked.append((part, *whose)); g = r["gold"][0]
        rows.append([best, found, None, fold(g["event_type"]) if g.get("event_type") else g.get("binary"), text])
    for row, opinion in zip(rows, model.opinions(asked)): row[2] = opinion
    return rows

def features(rows):
    """-> log probabilities, indicators of the steps (best, then other), the gold's term for each type"""
    L, F, T = np.zeros((len(rows), 16)), np.zeros((len(rows), 16, 2 * STEPS)), []
    for i, (best, found, opinion, _, _) in enumerate(rows):
        terms = []
        for k, t in enumerate(TYPES):
            L[i, k] = opinion.types[t]; scores = [c.score for c in found if c.event_type == t]
            if t == best.event_type: F[i, k, rb.step(best.score)] = 1
            elif scores: F[i, k, STEPS + rb.step(max(scores))] = 1
            act = best if t == best.event_type else next((c for c in found if c.event_type == t), None)
            terms.append(fold(in_gold_terms(act or Relation(t, opinion.modes.get(t), 0.0))))
        T.append(terms)
    return L, F, np.array(T)

def fit(L, F, hit, gold, reg=.02):
    n = collections.Counter(gold); w = np.array([n[g] ** -.5 for g in gold]); w /= w.mean()  # small types count more
    def loss(p):
        z = p[0] * L + F @ p[1:]; e = np.exp(z - z.max(1, keepdims=True)); Z = e.sum(1); h = (e * hit).sum(1) + 1e-12
        g = (e / Z[:, None] - e * hit / h[:, None]) * w[:, None] / len(w); grad = np.r_[(g * L).sum(), (g[..., None] * F).sum((0, 1))]
        grad[1:] += reg / STEPS * p[1:]; return -(w * np.log(h / Z)).mean() + reg / STEPS / 2 * (p[1:] ** 2).sum(), grad
    return minimize(loss, np.ones(1 + F.shape[2]), jac=True, method="L-BFGS-B").x

def weights(p, nothing=2.0):
    return rb.Weights(model=float(p[0]), best=tuple(p[1:1 + STEPS]), other=tuple(p[1 + STEPS:]), nothing=nothing)

def macro(gold, got):
    gold, got = list(gold), list(got)
    return float(np.mean([2 * sum(a == b == l for a, b in zip(gold, got)) / (gold.count(l) + got.count(l)) for l in {*gold, *got} - {None}]))

def scores(gold, got):
    quad = lambda x: None if x is None else QUADS[x]
    return {"accuracy": round(float(np.mean([a == b for a, b in zip(gold, got)])), 4), "root": round(macro(gold, got), 4),
            "quad": round(macro(map(quad, gold), map(quad, got)), 4)}

def main():
    P = argparse.ArgumentParser(description=__doc__); A = P.add_argument
    A("gold"); A("--out"); A("--hits"); A("--opinions"); A("--folds", type=int, default=5); A("--nothing", type=float, default=.7); A("--only", action="store_true"); a = P.parse_args()
    rows = evidence(a.gold); L, F, T = features(rows); gold = np.array([r[3] for r in rows])
    where = np.array([int(hashlib.sha1(r[4].encode()).hexdigest(), 16) % a.folds for r in rows])
    if a.opinions: L = np.load(a.opinions)  # of a tuned model, each by one that has not seen its fold
    if a.hits: np.savez(a.hits, hits=T == gold[:, None], where=where); return
    if a.only:  # a gold of conflict and cooperation: measure the weights in the package
        w = rb.load(files.KNOWLEDGE / "pipelines" / "relation" / "blend.json")
        for name, got in (("codebook", [r[0] for r in rows]), ("both", [rb.blend(*r[:3], w) for r in rows])):
            c = [None if g.event_type is None else int(QUADS[fold(g.event_type)] > 2) for g in got]; print(name, round(macro(gold, c), 4))
        return
    hit = T == gold[:, None]; foe = np.array([QUADS[fold(t)] > 2 for t in TYPES])
    def pick(p, i):  # as rb.blend does: cooperation or conflict first
        z = p[0] * L[i] + F[i] @ p[1:]; e = np.exp(z - z.max(1, keepdims=True)); e /= e.sum(1, keepdims=True); bad = e[:, foe].sum(1) > .5
        return [T[j][np.where(foe == b, row, -1).argmax()] for j, row, b in zip(i, e, bad)]
    got = np.empty(len(rows), object)
    for k in range(a.folds):
        tr, te = np.where(where != k)[0], np.where(where == k)[0]; got[te] = pick(fit(L[tr], F[tr], hit[tr], gold[tr]), te)
    print("codebook", scores(gold, [fold(t) if (t := in_gold_terms(r[0])) else None for r in rows]))
    print("model   ", scores(gold, [T[i][k] for i, k in enumerate(L.argmax(1))]))
    print(f"both, {a.folds} folds", scores(gold, got))
    p = fit(L, F, hit, gold); print("weights", p.round(2)); blended = [rb.blend(*r[:3], weights(p, a.nothing)) for r in rows]
    print("nothing said of", sum(b.event_type is None for b in blended), "of", len(rows))
    for lo in np.arange(0, 1, .1):
        i = [j for j, b in enumerate(blended) if lo <= b.score < lo + .1 + (lo > .85)]
        if i: print(f"confidence {lo:.1f}-{lo + .1:.1f}: {len(i):4d} sentences, right {np.mean([fold(in_gold_terms(blended[j]) or 'X') == gold[j] if blended[j].event_type else False for j in i]):.2f}")
    if a.out: Path(a.out).write_text(json.dumps({"model": round(float(p[0]), 3), "best": p[1:1 + STEPS].round(3).tolist(), "other": p[1 + STEPS:].round(3).tolist(), "nothing": a.nothing}) + "\n", "utf8")

if __name__ == "__main__": main()
