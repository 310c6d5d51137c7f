"""Fit the weights with which the codebook and the relation model are blended, and measure them by five folds.

evidence:  relation_blend.py GOLD.jsonl... --hits H.npz                      which labels are right for each line, and its fold: what relation.py tune reads
own data:  relation_blend.py GOLD.jsonl... [--out blend.json]                the model in the package
tuned:     relation_blend.py GOLD.jsonl... --logits O.*.npz [--out blend.json] [--measured measured.json]    of models that have not seen the fold
GOLD: lines with `marked` and `gold`, of PLOVER roots or of conflict (1) and cooperation (0); the weights of the types are fitted on the former,
those that tell conflict from cooperation on both, each of the two sets counting the same.
A fold holds whole clusters of texts of which each shares most of its words (Jaccard .6 or more) with another of them.
Eighteen weights are fitted, and each fold is measured with weights fitted on the others.
"""
import argparse, collections, hashlib, json, re
from pathlib import Path
import numpy as np
from scipy import sparse
from scipy.optimize import minimize
from dateline.coders import _relation_blend as rb
from dateline.coders._participants import Participants
from dateline.coders._relation import Relation, candidates
from dateline.coders._relations import _around
from dateline.config import Config
from dateline.evaluation.relation import in_gold_terms, unmark
from dateline.evaluation._types import QUADS, fold
from dateline.model import Span
from dateline.pipeline import Coder
from dateline.coders._relation_model import RelationModel, pieces
from dateline.codebook import files

TYPES = "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT".split()
LABELS = json.loads((files.KNOWLEDGE / "pipelines" / "relation" / "labels.json").read_text("utf8"))
STEPS = len(rb.STEPS) + 2
ABOUT = {"source": "measured by training/relation_blend.py", "licence": "Apache-2.0", "version": 1,
         "note": "each sentence by a model and weights that have not seen its fold; model: without the codebook; binary: conflict or cooperation"}

def evidence(paths):
    """What the codebook says of each sentence: [best candidate, candidates, gold, text], and the model's label logits."""
    coder = Coder(Config(relation="off")); events = coder._events; root = files.KNOWLEDGE / "pipelines"; rows, asked = [], []
    for line in (line for path in paths for line in open(path, encoding="utf8")):
        r = json.loads(line); text, spans = unmark(r["marked"]); a = spans.get("s") or spans.get("t") or (0, len(text)); b = spans.get("t") or a
        a, b = Span(*a), Span(*b); d = coder.plain(text); layers = coder.annotate(d); who = Participants(d, layers, events.codebook.agents)
        best, found, here = Relation(None, None, -1.0), [], [s for s in layers.sentences if s.span.overlap(a) or s.span.overlap(b)]
        for s in here:
            c = list(candidates(s, events.acts(s, who), events.codebook, a, b)); found += c
            if c and (c[0].score > best.score or best.event_type is None): best = c[0]
        part, whose = _around(text, here, a, b); asked.append((part, *whose)); g = r["gold"][0]
        rows.append([best, found, fold(g["event_type"]) if g.get("event_type") else int(g["binary"]), text])
    model = RelationModel(root / "relation", root / "minilm" / "tokenizer.json")
    return rows, np.concatenate([model._run([pieces(model._tokenizer, *each)]) for each in asked])

def clusters(texts, least=.6):
    """A number for each text: the same where a chain of texts that share their words leads from one to the other."""
    bags = [set(re.findall(r"\w+", t.lower())) for t in texts]; words = {w: i for i, w in enumerate(sorted(set().union(*bags)))}
    X = sparse.csr_matrix((np.ones(sum(map(len, bags))), ([i for i, b in enumerate(bags) for _ in b], [words[w] for b in bags for w in b])))
    both = (X @ X.T).toarray(); n = np.array([len(b) for b in bags]); near = both / (n[:, None] + n[None] - both) >= least
    return sparse.csgraph.connected_components(sparse.csr_matrix(near), directed=False)[1]

def folds_of(texts, folds):
    """The fold of each text, by the smallest hash of its cluster."""
    code = [int(hashlib.sha1(t.encode()).hexdigest(), 16) for t in texts]; of = clusters(texts); least = {}
    for c, h in zip(of, code): least[c] = min(h, least.get(c, h))
    return np.array([least[c] % folds for c in of])

def act_of(row, t):
    """The act of the codebook that has a type."""
    return row[0] if row[0].event_type == t else next((c for c in row[1] if c.event_type == t), None)

def right(row):
    """Whether each label of the model is right, said in the gold's terms."""
    out = []
    for label in LABELS:
        t, _, mode = label.partition("/"); act = None if mode else act_of(row, t); act = None if act and act.mode == "convict" else act
        root = None if t == "NONE" else fold(in_gold_terms(act or Relation(t, mode or None, 0.0)))
        out.append(root is not None and (root == row[2] if isinstance(row[2], str) else int(QUADS[root] > 2) == row[2]))
    return out

def features(rows, opinions):
    """-> log probabilities, indicators of the steps (best, then other), the gold's term for each type"""
    L, F, T = np.zeros((len(rows), 16)), np.zeros((len(rows), 16, 2 * STEPS)), []
    for i, (row, opinion) in enumerate(zip(rows, opinions)):
        best, found = row[:2]; terms = []
        for k, t in enumerate(TYPES):
            L[i, k] = opinion.types[t]; scores = [c.score for c in found if c.event_type == t]
            if t == best.event_type: F[i, k, rb.step(best.score)] = 1
            elif scores: F[i, k, STEPS + rb.step(max(scores))] = 1
            terms.append(fold(in_gold_terms(act_of(row, t) or Relation(t, opinion.modes.get(t), 0.0))))
        T.append(terms)
    return L, F, np.array(T)

def fit(L, F, hit, gold, reg=.02):
    n = collections.Counter(gold); w = np.array([n[g] ** -.5 for g in gold]); w /= w.mean()  # small types count more
    def loss(p):
        z = p[0] * L + F @ p[1:]; e = np.exp(z - z.max(1, keepdims=True)); Z = e.sum(1); h = (e * hit).sum(1) + 1e-12
        g = (e / Z[:, None] - e * hit / h[:, None]) * w[:, None] / len(w); grad = np.r_[(g * L).sum(), (g[..., None] * F).sum((0, 1))]
        grad[1:] += reg / STEPS * p[1:]; return -(w * np.log(h / Z)).mean() + reg / STEPS / 2 * (p[1:] ** 2).sum(), grad
    return minimize(loss, np.ones(1 + F.shape[2]), jac=True, method="L-BFGS-B").x

def side_features(rows, opinions):
    """-> the model's tilt, the codebook's word by its step (1 for conflict, -1 for cooperation), 1"""
    X = np.zeros((len(rows), STEPS + 2)); X[:, -1] = 1
    for i, (row, opinion) in enumerate(zip(rows, opinions)):
        X[i, 0] = rb.tilt(opinion); best = row[0]
        if best.event_type: X[i, 1 + rb.step(best.score)] = 1 if best.event_type in rb.HOSTILE else -1
    return X

def fit_sides(X, y, typed, reg=.002):
    """Weights for telling conflict: both sets count the same, and so do conflict and cooperation."""
    w = np.where(typed, 1 / max(typed.sum(), 1), 1 / max((~typed).sum(), 1)); w = w * np.where(y == 1, .5 / w[y == 1].sum(), .5 / w[y == 0].sum())
    def loss(p):
        q = 1 / (1 + np.exp(-X @ p)); inner = np.r_[0, p[1:-1], 0]
        return -(w * np.where(y == 1, np.log(q + 1e-9), np.log(1 - q + 1e-9))).sum() + reg * (inner ** 2).sum() / 2, X.T @ (w * (q - y)) + reg * inner
    return minimize(loss, np.r_[.6, np.zeros(X.shape[1] - 1)], jac=True, method="L-BFGS-B").x

def sides_of(p):
    return rb.Sides(model=float(p[0]), best=tuple(p[1:-1]), lean=float(p[-1]))

def weights(p, nothing=2.0, sides=None):
    return rb.Weights(model=float(p[0]), best=tuple(p[1:1 + STEPS]), other=tuple(p[1 + STEPS:]), nothing=nothing, sides=sides)

def macro(gold, got):
    gold, got = list(gold), list(got)
    return float(np.mean([2 * sum(a == b == l for a, b in zip(gold, got)) / (gold.count(l) + got.count(l)) for l in {*gold, *got} - {None}]))

def scores(gold, got):
    quad = lambda x: None if x is None else QUADS[x]
    return {"accuracy": round(float(np.mean([a == b for a, b in zip(gold, got)])), 4), "root": round(macro(gold, got), 4),
            "quad": round(macro(map(quad, gold), map(quad, got)), 4)}

def said(relations):
    """Roots in the gold's terms."""
    return [fold(t) if (t := in_gold_terms(r)) else None for r in relations]

def measure(rows, opinions, where, folds, nothing):
    """-> figures by folds, the weights of the whole, and what the folds' own weights made of every sentence"""
    L, F, T = features(rows, opinions); typed = np.array([isinstance(r[2], str) for r in rows]); gold = [r[2] for r in rows]
    hit = np.array([t == g if isinstance(g, str) else [int(QUADS[x] > 2) == g for x in t] for t, g in zip(T, gold)]); blended = [None] * len(rows)
    X, y = side_features(rows, opinions), np.array([int(QUADS[g] > 2) if isinstance(g, str) else g for g in gold])
    def weigh(i): return fit(L[i], F[i], hit[i], [gold[j] for j in i])
    def told(i): return sides_of(fit_sides(X[i], y[i], typed[i]))
    for k in range(folds):
        w = weights(weigh(np.where(typed & (where != k))[0]), nothing, told(np.where(where != k)[0]))
        for i in np.where(where == k)[0]: blended[i] = rb.blend(*rows[i][:2], opinions[i], w)
    out = {}
    for name, got in (("codebook", said(r[0] for r in rows)), ("model", [T[i][k] for i, k in enumerate(L.argmax(1))]), ("both", said(blended))):
        pick = lambda those: ([gold[i] for i in np.where(those)[0]], [got[i] for i in np.where(those)[0]])
        out[name] = scores(*pick(typed)); g, h = pick(~typed)
        if g: out[name]["binary"] = round(macro(g, [None if x is None else int(QUADS[x] > 2) for x in h]), 4)
    return out, weigh(np.where(typed)[0]), told(np.arange(len(rows))), blended

def main():
    P = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter); A = P.add_argument
    A("gold", nargs="+"); A("--out"); A("--measured"); A("--hits"); A("--logits", nargs="*", default=[]); A("--folds", type=int, default=5); A("--nothing", type=float, default=.7); a = P.parse_args()
    rows, logits = evidence(a.gold); where = folds_of([r[3] for r in rows], a.folds); typed = [isinstance(r[2], str) for r in rows]
    print(len(rows), "sentences in folds of", np.bincount(where, minlength=a.folds))
    if a.hits: np.savez(a.hits, hits=np.array([right(r) for r in rows]), where=where, typed=typed); return
    seen = np.zeros(len(rows), bool)
    for path in a.logits:
        O = np.load(path); assert not seen[O["rows"]].any() and len({*where[O["rows"]]}) == 1; logits[O["rows"]] = O["logits"]; seen[O["rows"]] = True
    assert seen.all() or not a.logits
    teller = RelationModel.__new__(RelationModel); teller._labels = LABELS; opinions = [teller._opinion(row) for row in logits]
    figures, p, sides, blended = measure(rows, opinions, where, a.folds, a.nothing)
    for name, each in figures.items(): print(f"{name:9}", each)
    print("weights", p.round(2)); print("nothing said of", sum(b.event_type is None for b in blended)); bands = []
    for lo, hi in ((0, .4), (.4, .6), (.6, .8), (.8, .9), (.9, 1.01)):
        i = [j for j, b in enumerate(blended) if typed[j] and lo <= b.score < hi]; ok = [said([blended[j]])[0] == rows[j][2] for j in i]
        bands.append({"from": lo, "to": min(hi, 1), "sentences": len(i), "right": round(float(np.mean(ok)), 3) if i else None}); print(bands[-1])
    if a.out: Path(a.out).write_text(json.dumps({"model": round(float(p[0]), 3), "best": p[1:1 + STEPS].round(3).tolist(), "other": p[1 + STEPS:].round(3).tolist(), "nothing": a.nothing,
                                                   "sides": {"model": round(sides.model, 3), "best": np.round(sides.best, 3).tolist(), "lean": round(sides.lean, 3)}}) + "\n", "utf8")
    if a.measured: Path(a.measured).write_text(json.dumps({"about": ABOUT, "folds": a.folds, "sentences": {"roots": sum(typed), "binary": len(rows) - sum(typed)}, **figures, "confidence": bands}, indent=1) + "\n", "utf8")

if __name__ == "__main__": main()
