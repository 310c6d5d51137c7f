"""The relation model: a sentence with marked actor and recipient -> PLOVER type. CPU, about a minute of CPU time an epoch.

train:  relation.py train --minilm M --files sentences/*.tsv --out rel.pt [--epochs 8] [--held 0.1] [--check FILE.jsonl ...]
pack:   relation.py pack --minilm M rel.pt [more.pt ...] --out ../src/dateline/knowledge/pipelines/relation    (averages several)
tune:   relation.py tune rel.pt --minilm M --gold FILE.jsonl ... --hits H.npz --own sentences/*.tsv --out tuned.pt [--fold K --logits O.K.npz]    (H by relation_blend.py --hits)
FILE.jsonl has lines with `marked` (<s>..</s>, <t>..</t>) and `gold`; only `tune` trains on it.
"""
import argparse, collections, copy, json, math, os, random, re, sys, time
from pathlib import Path
sys.path[:0] = [os.path.dirname(os.path.abspath(__file__)), str(Path(__file__).resolve().parent.parent / "src")]
import numpy as np, torch, torch.nn as nn, torch.nn.functional as F
import mt
from dateline.coders import _relation_model as rm
from dateline.model import Span

TYPES = "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT NONE".split()
LABELS = [*TYPES, "SANCTION/convict"]
MARK = re.compile(r"<(/?)([arst])>")
OTHERS = ["he", "it", "they", "she", "the group", "officials", "the country", "[MASK]"]

def unmark(marked):
    """-> text, actor, recipient or None"""
    parts, spans, opened, n, at = [], {}, {}, 0, 0
    for m in MARK.finditer(marked):
        parts.append(marked[at:m.start()]); n += len(parts[-1]); at = m.end(); who = {"s": "a", "t": "r"}.get(m[2], m[2])
        if m[1]: spans.setdefault(who, Span(opened.pop(who, n), n))
        else: opened[who] = n
    return "".join(parts) + marked[at:], spans.get("a") or spans.get("r"), spans.get("r")

def read(files):
    rows = []
    for f in files:
        for line in open(f, encoding="utf8"):
            c = line.rstrip("\n").split("\t")
            if not line.startswith("#") and len(c) >= 3 and c[0] in TYPES:
                rows.append(("SANCTION/convict" if c[:2] == ["SANCTION", "convict"] else c[0], f"{c[0]}/{c[1]}", c[2]))
    return rows

def read_gold(path):
    """Marked sentences with roots (a letter case and YIELD as in the gold) or with conflict 1 / cooperation 0."""
    rows = [json.loads(line) for line in open(path, encoding="utf8")]
    return [(r["marked"], r["gold"][0].get("event_type"), r["gold"][0].get("binary")) for r in rows]

class Relation(nn.Module):
    def __init__(s, labels, modes, drop=.1):
        super().__init__(); s.enc = mt.Enc(drop=drop); H = s.enc.H; s.drop = 2 * drop
        s.enc.ce = nn.Embedding(24, H); nn.init.normal_(s.enc.ce.weight, std=.02); s.enc.ce.weight.data[:8] = 0
        s.h, s.o, s.m = nn.Linear(3 * H, H), nn.Linear(H, labels), nn.Linear(H, modes)
    def head(s, x, mask, a, r):
        g = lambda i: torch.gather(x, 1, i[:, None, None].expand(-1, 1, x.shape[-1]))[:, 0]
        w = mask.to(x.dtype)[..., None]; z = torch.cat([g(a), g(r), (x * w).sum(1) / w.sum(1)], -1)
        return F.dropout(torch.tanh(s.h(F.dropout(z, s.drop, s.training))), s.drop, s.training)
    def forward(s, ids, kinds, mask, a, r):
        z = s.head(s.enc(ids, kinds, mask), mask, a, r); return s.o(z), s.m(z)

class Words:
    def __init__(s, minilm): s.tok = rm.tokenizer(Path(minilm) / "tokenizer.json")
    def __call__(s, marked): return rm.pieces(s.tok, *unmark(marked))

def tensors(B):
    T = max(len(b.ids) for b in B); ids = torch.zeros(len(B), T, dtype=torch.long); kinds, mask = ids.clone(), ids.clone()
    for i, b in enumerate(B): n = len(b.ids); ids[i, :n] = torch.tensor(b.ids); kinds[i, :n] = torch.tensor(b.kinds); mask[i, :n] = 1
    return ids, kinds, mask, torch.tensor([b.actor_at for b in B]), torch.tensor([b.recipient_at for b in B])

def batches(lengths, size, shuffle=True):
    idx = list(range(len(lengths))); by = lambda part: sorted(part, key=lambda j: lengths[j])
    if shuffle: random.shuffle(idx)
    out = []; step = size * 20 if shuffle else len(idx)
    for i in range(0, len(idx), step): c = by(idx[i:i + step]); out += [c[k:k + size] for k in range(0, len(c), size)]
    if shuffle: random.shuffle(out)
    return out

@torch.no_grad()
def logits(model, given, size=32):
    model.eval(); out = np.zeros((len(given), len(LABELS)), np.float32)
    for b in batches([len(g.ids) for g in given], size, False):
        with torch.autocast("cpu", torch.bfloat16): out[b] = model(*tensors([given[i] for i in b]))[0].float().numpy()
    return out

def macro(gold, got):
    f = [2 * sum(a == b == l for a, b in zip(gold, got)) / (gold.count(l) + got.count(l)) for l in set(gold) | set(got)]
    return sum(f) / len(f)

def roots(lg, nothing=False):
    """One root each: labels of a type added up, CONCEDE and RETREAT as YIELD, NONE left out."""
    p = np.exp(lg - lg.max(1, keepdims=True)); fold = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}; names = []
    cols = collections.defaultdict(list)
    for i, l in enumerate(LABELS):
        t = l.split("/")[0]
        if t != "NONE" or nothing: cols[fold.get(t, t)].append(i)
    names = list(cols); return [names[i] for i in np.stack([p[:, c].sum(1) for c in cols.values()], 1).argmax(1)]

def check(path, words):
    rows = read_gold(path); X = [words(r[0]) for r in rows]; fold = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
    def score(m):
        got = roots(logits(m, X))
        if rows[0][1]: gold = [fold.get(r[1], r[1]) for r in rows]
        else: gold = [r[2] for r in rows]; bad = set(TYPES[7:16]); got = [int(g in bad) for g in got]
        return f"{Path(path).stem} F1 {macro(gold, got):.3f} accuracy {sum(a == b for a, b in zip(gold, got)) / len(gold):.3f}"
    return score

def other_names(marked, rng, p):
    """Put a pronoun or the like for a marked name now and then: who it is tells nothing about what is done."""
    for o, c in (("<a>", "</a>"), ("<r>", "</r>")):
        if rng.random() < p and o in marked:
            i, j = marked.index(o) + 3, marked.index(c)
            if i < j and "<" not in marked[i:j]: marked = marked[:i] + rng.choice(OTHERS) + marked[j:]
    return marked

def train(a):
    torch.set_num_threads(a.threads); torch.manual_seed(1); rng = random.Random(a.seed)
    words = Words(a.minilm); rows = read(a.files); held = []
    if a.held:  # split by the text without marks: one text stands under several
        texts = sorted({unmark(r[2])[0] for r in rows}); random.Random(7).shuffle(texts); out = set(texts[:int(len(texts) * a.held)])
        held = [r for r in rows if unmark(r[2])[0] in out]; rows = [r for r in rows if unmark(r[2])[0] not in out]
    modes = sorted({r[1] for r in rows}); print(len(rows), "sentences,", len(held), "held out", flush=True)
    m = Relation(len(LABELS), len(modes)); m.enc.load(a.minilm + "/model.safetensors")
    if a.init:  # the head of modes starts anew where there are more of them
        now = m.state_dict(); m.load_state_dict({**now, **{k: v.float() for k, v in torch.load(a.init, weights_only=False)["m"].items() if now[k].shape == v.shape}})
    for w in (m.enc.we, m.enc.pe): w.weight.requires_grad_(False)
    random.seed(a.seed); torch.manual_seed(a.seed)
    body = [p for n, p in m.named_parameters() if n.startswith("enc.") and not n.startswith("enc.ce") and p.requires_grad]
    head = [p for n, p in m.named_parameters() if not n.startswith("enc.") or n.startswith("enc.ce")]
    opt = torch.optim.AdamW([{"params": body, "lr": a.lr}, {"params": head, "lr": 5 * a.lr}], weight_decay=.01, betas=(.9, .98), fused=True)
    count = collections.Counter(r[0] for r in rows); n = len(rows)
    weight = torch.tensor([(n / len(LABELS) / max(1, count[l])) ** .5 for l in LABELS])
    Y = torch.tensor([LABELS.index(r[0]) for r in rows]); Z = torch.tensor([modes.index(r[1]) for r in rows])
    X = [words(r[2]) for r in rows]; total = a.epochs * math.ceil(n / a.batch); warm = total // 10 + 1; step = 0; t0 = time.time()
    mean = copy.deepcopy(m)  # a running mean of the weights: what is kept
    checks = [check(f, words) for f in a.check]; HX = [words(r[2]) for r in held]
    def report(model):
        out = [c(model) for c in checks]
        if held: out.append(f"held out F1 {macro([r[0].split('/')[0] for r in held], roots(logits(model, HX), True)):.3f}")
        return " | ".join(out)
    for ep in range(a.epochs):
        m.train(); loss_sum = 0.0
        G = [words(other_names(r[2], rng, a.other)) for r in rows]
        for b in batches([len(x.ids) for x in X], a.batch):
            f = step / warm if step < warm else max(.02, (total - step) / (total - warm))
            for g, l in zip(opt.param_groups, (a.lr, 5 * a.lr)): g["lr"] = l * f
            with torch.autocast("cpu", torch.bfloat16): o, z = m(*tensors([G[i] for i in b]))
            loss = F.cross_entropy(o.float(), Y[b], weight=weight, label_smoothing=a.smooth) + .3 * F.cross_entropy(z.float(), Z[b])
            opt.zero_grad(); loss.backward(); torch.nn.utils.clip_grad_norm_(m.parameters(), 1.); opt.step(); step += 1; loss_sum += loss.item() * len(b)
            d = min(.998, step / (step + 10))
            with torch.no_grad():
                for q, p in zip(mean.parameters(), m.parameters()):
                    if p.requires_grad: q.lerp_(p, 1 - d)
        last = ep + 1 == a.epochs
        print(f"epoch {ep + 1} loss {loss_sum / n:.3f} {time.time() - t0:.0f}s {report(m) if ep % 2 or last else ''} {'mean: ' + report(mean) if last else ''}", flush=True)
        torch.save({"m": {k: v.half() for k, v in mean.state_dict().items()}, "modes": modes}, a.out)

def tune(a):
    """A few epochs on public golds beside our own sentences: all but one fold, whose logits are written, or the whole.

    A line of a gold has several right labels, as relation_blend.py --hits says: all types of conflict, where it tells no more than that.
    Nothing is chosen by the fold: epochs and rates are fixed. Own sentences that the first model has not seen are held out to see that nothing is forgotten.
    """
    torch.set_num_threads(a.threads); torch.manual_seed(a.seed); random.seed(a.seed); rng = random.Random(a.seed); words = Words(a.minilm); ck = torch.load(a.model, weights_only=False)
    m = Relation(len(LABELS), len(ck["modes"])); m.load_state_dict({k: v.float() for k, v in ck["m"].items()})
    for w in (m.enc.we, m.enc.pe): w.weight.requires_grad_(False)
    H = np.load(a.hits); marked = [r[0] for f in a.gold for r in read_gold(f)]; X = [words(t) for t in marked]; tr = [i for i in range(len(X)) if H["where"][i] != a.fold]
    own, seen = read(a.own), {unmark(r[2])[0] for r in read(a.seen)}; fresh = sorted({unmark(r[2])[0] for r in own} - seen); random.Random(7).shuffle(fresh)
    out = set(fresh[:int(len(fresh) * a.held)]); held = [r for r in own if unmark(r[2])[0] in out]; own = [r for r in own if unmark(r[2])[0] not in out]
    HX = [words(r[2]) for r in held]; HY = [r[0].split("/")[0] for r in held]
    def kept(model): got = roots(logits(model, HX), True); gold = [{"CONCEDE": "YIELD", "RETREAT": "YIELD"}.get(y, y) for y in HY]; return f"{len(held)} own held out: F1 {macro(gold, got):.3f} accuracy {np.mean([g == h for g, h in zip(gold, got)]):.3f}"
    print(len(tr), "gold,", len(own), "own sentences;", kept(m), flush=True)
    real = torch.tensor([l != "NONE" for l in LABELS]); hits = torch.tensor(H["hits"]).float(); sure = torch.tensor(np.where(H["typed"], 1, .5)).float()
    live = [p for p in m.parameters() if p.requires_grad]; mean = copy.deepcopy(m); t0 = time.time()
    opt = torch.optim.AdamW(live, lr=a.lr, weight_decay=.01, fused=True); total, step = a.epochs * math.ceil((len(tr) + a.mix) / 16), 0
    for ep in range(a.epochs):
        m.train(); mixed = rng.sample(own, min(a.mix, len(own))); G = [X[i] for i in tr] + [words(other_names(r[2], rng, .12)) for r in mixed]
        Y = torch.tensor([LABELS.index(r[0]) for r in mixed]); n = len(tr)
        for b in batches([len(g.ids) for g in G], 16):
            for g in opt.param_groups: g["lr"] = a.lr * min(1, (step + 1) / (total * .1)) * max(.02, (total - step) / total)
            gold, mine = [j for j, k in enumerate(b) if k < n], [j for j, k in enumerate(b) if k >= n]; i = [tr[b[j]] for j in gold]
            with torch.autocast("cpu", torch.bfloat16): o = m(*tensors([G[k] for k in b]))[0]
            logs = torch.log_softmax(o.float()[gold].masked_fill(~real, -30.), -1); loss = o.new_zeros((), dtype=torch.float)
            if gold: loss = -(sure[i] * (.9 * torch.log((logs.exp() * hits[i]).sum(1) + 1e-6) + .1 * logs[:, real].mean(1))).sum()
            if mine: loss = loss + F.cross_entropy(o.float()[mine], Y[[b[j] - n for j in mine]], label_smoothing=.1, reduction="sum")
            loss = loss / len(b); opt.zero_grad(); loss.backward(); torch.nn.utils.clip_grad_norm_(live, 1.); opt.step(); step += 1
            with torch.no_grad():
                for q, p in zip(mean.parameters(), m.parameters()):
                    if p.requires_grad: q.lerp_(p, 1 - min(.98, step / (step + 10)))
        print(f"fold {a.fold} epoch {ep + 1} {time.time() - t0:.0f}s", flush=True)
    print(kept(mean))
    if a.logits:
        te = [i for i in range(len(X)) if H["where"][i] == a.fold]; o = logits(mean, [X[i] for i in te]); np.savez(a.logits, rows=te, logits=o)
        for name, part in (("roots", H["typed"][te]), ("binary", ~H["typed"][te])): print("fold", a.fold, name, round(float(H["hits"][te, np.where(real, o, -99).argmax(1)][part].mean()), 3), flush=True)
    else: torch.save({"m": {k: v.half() for k, v in mean.state_dict().items()}, "modes": ck["modes"]}, a.out)

class Given(nn.Module):
    """Stands for the table of embeddings, which the graph is spared."""
    def forward(s, ids): return s.words

class Graph(nn.Module):
    """The model with the embeddings of its words given."""
    def __init__(s, m): super().__init__(); s.m = m; m.enc.we = Given()
    def forward(s, words, kinds, mask, actor, recipient):
        s.m.enc.we.words = words; return s.m.o(s.m.head(s.m.enc(mask, kinds, mask), mask, actor, recipient))

def four_bits(table, group=64):
    """-> codes (two a byte), scales (a group): the scale with the least squared error of a few."""
    R, H = table.shape; x = table.reshape(R, H // group, group); top = np.abs(x).max(-1); best = None
    for shrink in (1., .95, .9, .85, .8, .75, .7):
        s = np.maximum(top * shrink / 7.5, 1e-8).astype(np.float16); c = np.clip(np.round(x / s[..., None].astype(np.float32)), -8, 7)
        e = ((c * s[..., None].astype(np.float32) - x) ** 2).sum(-1)
        if best is None: best = [c, s, e]
        else:
            k = e < best[2]; best = [np.where(k[..., None], c, best[0]), np.where(k, s, best[1]), np.where(k, e, best[2])]
    c = (best[0].reshape(R, H) + 8).astype(np.uint8)
    return c[:, ::2] | c[:, 1::2] << 4, best[1]

def pack(a):
    from onnxruntime.quantization import QuantType, quantize_dynamic
    cks = [torch.load(f, weights_only=False) for f in a.models]; m = Relation(len(LABELS), len(cks[0]["modes"]))
    m.load_state_dict({k: sum(c["m"][k].float() for c in cks) / len(cks) for k in cks[0]["m"]}); m.eval()
    out = Path(a.out); out.mkdir(parents=True, exist_ok=True)
    vocab = rm.tokenizer(Path(a.minilm) / "tokenizer.json").get_vocab(); table = m.enc.we.weight.detach().numpy()
    latin = lambda w: all(ord(c) < 0x250 or 0x2000 <= ord(c) < 0x2100 or c == "€" for c in w) and not w.startswith("[unused")
    keep = sorted({0, 1, 2, 3, 4, 100, 101, 102, 103} | {i for w, i in vocab.items() if latin(w)})
    rows = np.full(len(vocab), keep.index(rm.UNKNOWN), np.uint16); rows[keep] = np.arange(len(keep))
    codes, scales = four_bits(table[keep]); np.savez(out / "pieces.npz", rows=rows, codes=codes, scales=scales)
    (out / "labels.json").write_text(json.dumps(LABELS) + "\n", "utf8")
    B, T = 2, 12; long = lambda *s: torch.ones(*s, dtype=torch.long)
    ax = {"words": {0: "B", 1: "T"}, "kinds": {0: "B", 1: "T"}, "mask": {0: "B", 1: "T"}, "actor": {0: "B"}, "recipient": {0: "B"}}
    m.enc.pe = nn.Embedding.from_pretrained(m.enc.pe.weight.detach()[:rm.MAX_PIECES].clone())
    raw = str(out / "raw.onnx")
    torch.onnx.export(Graph(m).eval(), (torch.randn(B, T, 384), long(B, T), long(B, T), long(B), long(B)), raw, input_names=list(ax), output_names=["types"], dynamic_axes={**ax, "types": {0: "B"}}, opset_version=17, dynamo=False)
    quantize_dynamic(raw, str(out / "model.int8.onnx"), weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul", "Gemm", "Gather"], per_channel=True)
    os.remove(raw); print({f.name: f.stat().st_size for f in out.iterdir()})

if __name__ == "__main__":
    P = argparse.ArgumentParser(description=__doc__); S = P.add_subparsers(dest="do", required=True)
    t = S.add_parser("train"); A = t.add_argument
    A("--minilm", required=True); A("--files", nargs="+", required=True); A("--out", required=True); A("--check", nargs="*", default=[]); A("--held", type=float, default=0.); A("--init", help="go on from a model")
    A("--epochs", type=int, default=8); A("--lr", type=float, default=1e-4); A("--batch", type=int, default=24); A("--seed", type=int, default=1); A("--threads", type=int, default=1); A("--smooth", type=float, default=.1); A("--other", type=float, default=.12)
    k = S.add_parser("pack"); k.add_argument("--minilm", required=True); k.add_argument("models", nargs="+"); k.add_argument("--out", required=True)
    u = S.add_parser("tune"); A = u.add_argument; A("model"); A("--minilm", required=True); A("--gold", required=True, nargs="+"); A("--hits", required=True); A("--out"); A("--logits"); A("--fold", type=int, default=-1)
    A("--own", nargs="+", required=True); A("--seen", nargs="*", default=[], help="own sentences that the model was trained on"); A("--held", type=float, default=.4, help="share of the other own texts"); A("--mix", type=int, default=600, help="own sentences an epoch")
    A("--epochs", type=int, default=4); A("--lr", type=float, default=5e-5); A("--threads", type=int, default=1); A("--seed", type=int, default=1)
    a = P.parse_args(); {"train": train, "pack": pack, "tune": tune}[a.do](a)
