"""The pipeline `fast`: a narrower cut of minilm's encoder that learns from minilm and from the treebanks. CPU, 25 minutes of processor time for what ships.

teach:  student.py teach --pipeline ../src/dateline/knowledge/pipelines/minilm --data FILE.conllu.gz ... --own sentences/*.tsv --out taught.pkl
train:  student.py train taught.pkl --teacher mt.pt --minilm M --dev FILE.conllu.gz --out student.pt [--words 3800000]
pack:   student.py pack student.pt --like ../src/dateline/knowledge/pipelines/minilm --out ../src/dateline/knowledge/pipelines/fast

`teach` writes down what minilm says of every sentence (scores of tags, heads, labels and names, and its last hidden state); files without
trees and plain sentences count too. `train` asks of the student a mixture of that and of the gold, and the same hidden state.
"""
import argparse, collections, json, math, os, pickle, random, re, shutil, sys, time
from pathlib import Path
sys.path[:0] = [os.path.dirname(os.path.abspath(__file__)), str(Path(__file__).resolve().parent.parent / "src")]
import numpy as np

def teach(a):
    import mt
    from spacy.lang.en import English
    from threadpoolctl import ThreadpoolController
    from dateline.annotators._encoder import Encoder, _batches
    from dateline.annotators._tree import best_tree
    ThreadpoolController().limit(limits=1, user_api="blas")
    sents = []
    for f in a.data:
        for s in mt.read(f):
            syn, ner = s[0][6] != "_", [re.search(r"NER=([^|]+)", r[9]).group(1) for r in s]
            c = lambda i: [r[i] for r in s] if syn else None
            sents.append(dict(src=Path(f).name, words=[r[1] for r in s], upos=c(3), xpos=c(4), head=[int(r[6]) for r in s] if syn else None, dep=c(7), ner=ner if ner[0] != "_" else None))
    tok, seen = English().tokenizer, set()
    for f in a.own:
        for line in open(f, encoding="utf8"):
            text = re.sub(r"</?[a-z]>", "", max(line.rstrip("\n").split("\t"), key=len)).strip()
            if line.startswith("#") or len(text) < 20 or text in seen: continue
            seen.add(text); sents.append(dict(src="own", words=[t.text for t in tok(text) if not t.is_space], upos=None, xpos=None, head=None, dep=None, ner=None))
    e = Encoder(Path(a.pipeline)); pieces = {}
    for i, s in enumerate(sents):
        p = e._encode(s["words"]); s["pieces"] = p.ids, p.shapes, p.first
        if len(s["words"]) > 1 and len(p.ids) <= 128: pieces[i] = p
    for batch in _batches(pieces):
        rows = [sents[i] for i in batch]; x = inputs(rows)
        o = dict(zip(e._outputs, e._session.run(e._outputs, {k: x[k] for k in ("ids", "cs", "mask", "first")})))
        for r, s in enumerate(rows):
            n = len(s["words"]); arc = o["arc"][r, :n, :n + 1]; heads = np.array(s["head"]) if s["head"] else best_tree(arc)
            rel = np.matmul((o["rd"][r, :n] @ e._relations).reshape(n, e._n_relations, -1), o["rh"][r][heads][:, :, None])[:, :, 0]
            h = lambda x: np.clip(x, -6e4, 6e4).astype(np.float16)
            s["t"] = dict(heads=heads, arc=h(arc), rel=h(rel), **{k: h(o[k][r, :n]) for k in ("upos", "xpos", "ner", "states")})
    with open(a.out, "wb") as f: pickle.dump([sents[i] for i in sorted(pieces)], f, 5)
    print(len(pieces), "sentences", sum(len(sents[i]["words"]) for i in pieces), "words")

def inputs(b):
    T, W = max(len(d["pieces"][0]) for d in b), max(len(d["words"]) for d in b)
    r = {k: np.zeros((len(b), n), np.int64) for k, n in (("ids", T), ("cs", T), ("mask", T), ("first", W))}
    for i, d in enumerate(b):
        ids, cs, first = d["pieces"]; n = len(ids)
        r["ids"][i, :n], r["cs"][i, :n], r["mask"][i, :n], r["first"][i, :len(first)] = ids, cs, 1, first
    return r

def model_of(lab, **kw):
    import torch, torch.nn as nn, torch.nn.functional as F
    class Layer(nn.Module):
        def __init__(s, H, I):
            super().__init__(); s.q, s.k, s.v, s.o = (nn.Linear(H, H) for _ in range(4))
            s.ln1, s.i, s.f, s.ln2 = nn.LayerNorm(H, eps=1e-12), nn.Linear(H, I), nn.Linear(I, H), nn.LayerNorm(H, eps=1e-12)
    class Student(nn.Module):
        """mt.Model with fewer layers, narrower feed-forward nets, smaller label vectors, and all heads in one product of matrices"""
        export = False
        def __init__(s, H=384, L=4, A=12, I=512, V=30522, P=512, arc=192, rel=48, drop=.05):
            super().__init__(); s.lab, s.kw, s.A, s.H, s.drop = lab, dict(L=L, I=I, rel=rel), A, H, drop
            s.we, s.pe, s.ce, s.ln = nn.Embedding(V, H), nn.Embedding(P, H), nn.Embedding(8, H), nn.LayerNorm(H, eps=1e-12)
            s.layers = nn.ModuleList(Layer(H, I) for _ in range(L))
            s.sizes = [len(lab["upos"]), len(lab["xpos"]), len(lab["ner"]), arc, rel, arc, rel]; s.heads = nn.Linear(H, sum(s.sizes))
            s.root, s.aw, s.rw = nn.Parameter(torch.zeros(arc + rel)), nn.Parameter(torch.zeros(arc + 1, arc)), nn.Parameter(torch.zeros(len(lab["dep"]), rel + 1, rel + 1))
        def encode(s, ids, cs, mask):
            B, T = ids.shape; d = s.H // s.A; drop = lambda x: F.dropout(x, s.drop, s.training)
            x = drop(s.ln(s.we(ids) + s.pe(torch.arange(T))[None] + s.ce(cs)))
            bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * -10000.0
            for m in s.layers:
                q, k, v = (l(x).view(B, T, s.A, d).transpose(1, 2) for l in (m.q, m.k, m.v))
                c = torch.softmax(q @ k.transpose(-1, -2) / math.sqrt(d) + bias, -1) @ v if s.export else F.scaled_dot_product_attention(q, k, v, attn_mask=bias)
                x = m.ln1(x + drop(m.o(c.transpose(1, 2).reshape(B, T, s.H)))); x = m.ln2(x + drop(m.f(F.gelu(m.i(x)))))
            return x
        def forward(s, ids, cs, mask, first):
            w = torch.gather(s.encode(ids, cs, mask), 1, first[:, :, None].expand(-1, -1, s.H)); B, a = w.shape[0], s.sizes[3]
            up, xp, ner, ad, rd, ah, rh = s.heads(F.dropout(w, .1, s.training)).split(s.sizes, -1)
            ah, rh = torch.cat([s.root[:a].expand(B, 1, -1), ah], 1), torch.cat([s.root[a:].expand(B, 1, -1), rh], 1)
            ad, rd, ah, rh = (F.dropout(F.leaky_relu(x, .1), .2, s.training) for x in (ad, rd, ah, rh))
            one = lambda x: torch.cat([x, torch.ones_like(x[..., :1])], -1)
            return up, xp, ner, one(ad) @ s.aw @ ah.transpose(1, 2), one(rd), one(rh), w
        def rel(s, rd1, rh1_at_head): return torch.einsum("bwi,lij,bwj->bwl", rd1, s.rw, rh1_at_head)
    return Student(**kw)

def cut(sd, lab, layers, I, rel, sample):
    """The student before training: layers of the teacher, each with the neurons of the feed-forward net that say most (the others say their mean)."""
    import torch, torch.nn.functional as F, mt
    T = mt.Model(lab); T.load_state_dict(sd); T.eval(); acts = {}
    for k, l in enumerate(T.enc.layers): l.i.register_forward_hook(lambda m, i, o, k=k: acts.__setitem__(k, F.gelu(o)[sample["mask"].bool()]))
    with torch.no_grad():
        T.enc(sample["ids"], sample["cs"], sample["mask"])
        m = model_of(lab, L=len(layers), I=I, rel=rel); g = lambda n: sd["enc." + n]
        m.we.weight.copy_(g("we.weight")); m.pe.weight.copy_(g("pe.weight") + g("te.weight")[0]); m.ce.weight.copy_(g("ce.weight")); m.ln.weight.copy_(g("ln.weight")); m.ln.bias.copy_(g("ln.bias"))
        for t, k in zip(m.layers, layers):
            p = f"enc.layers.{k}."; a = acts[k]; keep = (a.std(0) * sd[p + "f.weight"].norm(dim=0)).topk(I).indices.sort().values; rest = torch.ones(a.shape[1], dtype=bool); rest[keep] = False
            for x in ("weight", "bias"):
                for n, v in zip("qkv", sd[p + "qkv." + x].chunk(3)): getattr(getattr(t, n), x).copy_(v)
                for n in ("o", "ln1", "ln2"): getattr(getattr(t, n), x).copy_(sd[p + n + "." + x])
            t.i.weight.copy_(sd[p + "i.weight"][keep]); t.i.bias.copy_(sd[p + "i.bias"][keep]); t.f.weight.copy_(sd[p + "f.weight"][:, keep])
            t.f.bias.copy_(sd[p + "f.bias"] + sd[p + "f.weight"][:, rest] @ a[:, rest].mean(0))
        rw = sd["rw"]; one = torch.tensor([rw.shape[1] - 1]); kd, kh = (rw[:, :-1, :-1].abs().sum(d).topk(rel).indices.sort().values for d in ((0, 2), (0, 1)))
        for x in ("weight", "bias"): getattr(m.heads, x).copy_(torch.cat([sd[f"{n}.{x}"] if k is None else sd[f"{n}.{x}"][k] for n, k in (("up", None), ("xp", None), ("ner", None), ("ad", None), ("rd", kd), ("ah", None), ("rh", kh))]))
        r = lambda n: sd[n + ".weight"] @ sd["root"] + sd[n + ".bias"]
        m.root.copy_(torch.cat([r("ah"), r("rh")[kh]])); m.aw.copy_(sd["aw"]); m.rw.copy_(rw[:, torch.cat([kd, one])][:, :, torch.cat([kh, one])])
    return m

def tensors(b, lab):
    import torch
    r = inputs(b); B, W = r["first"].shape
    r["wmask"] = np.zeros((B, W), bool); r["heads"] = np.zeros((B, W), np.int64); r["states"] = np.zeros((B, W, 384), np.float32); r["arc"] = np.full((B, W, W + 1), -1e4, np.float32)
    for k in ("upos", "xpos", "ner", "rel"): r[k] = np.zeros((B, W, len(lab["dep" if k == "rel" else k])), np.float32)
    for k in ("gupos", "gxpos", "gner", "grel", "garc"): r[k] = np.full((B, W), -100)
    for i, d in enumerate(b):
        w, t = len(d["words"]), d["t"]; r["wmask"][i, :w] = True; r["heads"][i, :w] = t["heads"]
        r["arc"][i, :w, :w + 1] = t["arc"]; r["arc"][i, np.arange(w), np.arange(1, w + 1)] = -1e4  # no word is its own head
        for k in ("states", "upos", "xpos", "ner", "rel"): r[k][i, :w] = t[k]
        if d["head"]:
            r["garc"][i, :w] = d["head"]
            for k, s in (("gupos", "upos"), ("gxpos", "xpos"), ("grel", "dep")): r[k][i, :w] = [lab[s].get(x, -100) for x in d[s]]
        if d["ner"]: r["gner"][i, :w] = [lab["ner"][x] for x in d["ner"]]
    return {k: torch.from_numpy(v) for k, v in r.items()}

def losses(m, t, alpha):
    import torch, torch.nn.functional as F
    up, xp, ner, arc, rd, rh, w = m(t["ids"], t["cs"], t["mask"], t["first"]); ok = t["wmask"]; W = arc.shape[1]
    arc = arc.float().masked_fill(~torch.cat([torch.ones_like(ok[:, :1]), ok], 1)[:, None, :], -1e4).masked_fill(torch.cat([torch.zeros(W, 1), torch.eye(W)], 1).bool()[None], -1e4)
    rel = m.rel(rd.float(), torch.gather(rh.float(), 1, t["heads"][:, :, None].expand(-1, -1, rh.shape[-1])))
    def part(x, k):
        x, y, g = x[ok].float(), t[k][ok].softmax(-1), t["g" + k][ok]; has = g >= 0
        y = torch.where(has[:, None], (1 - alpha) * y, y); y[has, g[has]] += alpha
        return -(y * x.log_softmax(-1)).sum(-1).mean()
    s = t["states"][ok]
    return dict(arc=part(arc, "arc"), rel=part(rel, "rel"), upos=.5 * part(up, "upos"), xpos=.5 * part(xp, "xpos"), ner=part(ner, "ner"), states=F.mse_loss(w[ok].float(), s) / s.var())

class View:
    """What mt.evaluate asks of a model."""
    def __init__(s, m): s.m = m; s.eval, s.rel = m.eval, m.rel
    def __call__(s, *a):
        up, xp, ner, arc, rd, rh, _ = s.m(*a); z = lambda k: up.new_zeros(*up.shape[:2], len(s.m.lab[k]))
        return up, xp, z("feats"), z("lemma"), ner, arc, rd, rh

def train(a):
    import torch, mt
    from tokenizers import Tokenizer
    torch.set_num_threads(a.threads); random.seed(a.seed); torch.manual_seed(a.seed)
    c = torch.load(a.teacher, weights_only=False); lab, sd = c["lab"], {k: v.float() for k, v in c["m"].items()}
    tok = Tokenizer.from_file(a.minilm + "/tokenizer.json"); tok.no_truncation(); tok.no_padding(); data = mt.Data(tok, lab)
    dev = [d for d in map(data.enc, mt.read(a.dev)) if d]
    with open(a.taught, "rb") as f: ex = pickle.load(f)
    m = cut(sd, lab, a.layers, a.wide, a.rel, tensors(random.sample(ex, 120), lab))
    for p in (m.we, m.pe): p.weight.requires_grad_(False)
    head = lambda n: n.split(".")[0] in ("heads", "root", "aw", "rw")
    opt = torch.optim.AdamW([{"params": [p for n, p in m.named_parameters() if p.requires_grad and head(n) == h], "lr": r} for h, r in ((False, a.lr), (True, a.hlr))], weight_decay=.01, betas=(.9, .98), fused=True)
    step = seen = ep = 0
    while seen < a.words:
        m.train(); tot = collections.Counter(); k = 0
        for b in data.batches([dict(d, ids=d["pieces"][0]) for d in ex if not d["src"].startswith("wnut") or random.random() < .25], a.ntok):
            if seen >= a.words: break
            f = min(1.0, (step + 1) / 200) * max(.01, 1 - seen / a.words)
            for g, base in zip(opt.param_groups, (a.lr, a.hlr)): g["lr"] = base * f
            t = tensors(b, lab)
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=a.bf16): ls = losses(m, t, a.alpha)
            opt.zero_grad(); sum(ls.values()).backward(); torch.nn.utils.clip_grad_norm_(m.parameters(), 2.0); opt.step()
            step += 1; k += 1; seen += int(t["wmask"].sum()); tot.update({n: float(v.detach()) for n, v in ls.items()})
            if step % 100 == 0: print(step, seen, {n: round(v / k, 3) for n, v in tot.items()}, f"{seen / time.process_time():.0f} words a CPU second", flush=True)
        ep += 1; torch.save({"m": m.state_dict(), "kw": m.kw, "lab": lab}, a.out); print("EPOCH", ep, json.dumps(mt.evaluate(View(m), data, dev)), flush=True)

def pack(a):
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic
    c = torch.load(a.student, weights_only=False); m = model_of(c["lab"], **c["kw"]); m.load_state_dict(c["m"]); m.eval(); m.export = True
    out = Path(a.out); out.mkdir(parents=True, exist_ok=True); whole = str(out / "fp32.onnx")
    class Without(torch.nn.Module):
        """The student without its hidden states"""
        def __init__(s): super().__init__(); s.m = m
        def forward(s, *x): return s.m(*x)[:-1]
    ids = torch.randint(5, 20000, (2, 12)); first = torch.tensor([[1, 2, 4, 5, 7], [1, 3, 4, 6, 9]]); names = ["upos", "xpos", "ner", "arc", "rd", "rh"]
    ax = {"ids": {0: "B", 1: "T"}, "cs": {0: "B", 1: "T"}, "mask": {0: "B", 1: "T"}, "first": {0: "B", 1: "W"}}
    torch.onnx.export(Without().eval(), (ids, ids * 0, ids * 0 + 1, first), whole, input_names=list(ax), output_names=names, dynamic_axes={**ax, **{n: {0: "B", 1: "W"} for n in names}, "arc": {0: "B", 1: "W", 2: "W1"}, "rh": {0: "B", 1: "W1"}}, opset_version=17, dynamo=False)
    quantize_dynamic(whole, str(out / "model.int8.onnx"), weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul", "Gemm", "Gather"], per_channel=True); os.remove(whole)
    json.dump({k: sorted(v, key=v.get) for k, v in c["lab"].items() if k in ("upos", "xpos", "ner", "dep")}, open(out / "labels.json", "w"), indent=0)
    np.save(out / "rel.npy", m.rw.detach().numpy().astype(np.float16))
    for f in ("tokenizer.json", "lemma.json"): shutil.copy(Path(a.like) / f, out / f)

def main():
    ap = argparse.ArgumentParser(); sub = ap.add_subparsers(required=True)
    p = sub.add_parser("teach"); p.set_defaults(run=teach); A = p.add_argument
    A("--pipeline", required=True); A("--data", nargs="+"); A("--own", nargs="*", default=[]); A("--out", required=True)
    p = sub.add_parser("train"); p.set_defaults(run=train); A = p.add_argument
    A("taught"); A("--teacher", required=True); A("--minilm", required=True); A("--dev", required=True); A("--out", required=True); A("--words", type=int, default=3_800_000); A("--layers", type=int, nargs="+", default=[0, 1, 2, 4]); A("--wide", type=int, default=512); A("--rel", type=int, default=48)
    A("--alpha", type=float, default=.4); A("--lr", type=float, default=4e-4); A("--hlr", type=float, default=8e-4); A("--ntok", type=int, default=1000); A("--threads", type=int, default=1); A("--seed", type=int, default=1); A("--bf16", action="store_true")
    p = sub.add_parser("pack"); p.set_defaults(run=pack); A = p.add_argument; A("student"); A("--like", required=True); A("--out", required=True)
    a = ap.parse_args(); a.run(a)

if __name__ == "__main__": main()
