"""Turns the published all-MiniLM-L6-v2 weights into embeddings/model, and writes the reference vectors.

Started by make-model.sh: make_model.py SOURCE_FOLDER SCRATCH_FOLDER
"""

import hashlib
import json
import os
import shutil
import sys
from pathlib import Path

os.environ.update(HF_HUB_OFFLINE="1", TOKENIZERS_PARALLELISM="false")

import numpy as np
import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from tokenizers import Tokenizer
from transformers import BertModel

ROOT = Path(__file__).resolve().parent.parent
MODEL = ROOT / "embeddings" / "model"
REFERENCE = ROOT / "test" / "embedding" / "reference"
MEAN_STATE_TEXTS = ROOT / "tools" / "mean-state-texts.txt"

SOURCE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
WEIGHTS = "onnx/model_quantized.onnx"
COPIED = ["config.json", "tokenizer.json", "tokenizer_config.json"]
LOADED = sorted([*COPIED, "model.json", "mean_token_state.f32", WEIGHTS])
FACTS = {
    "name": "all-MiniLM-L6-v2-int8",
    "dimensions": 384,
    "maxTokens": 256,
    "pooling": "mean",
    "normalize": True,
}
INPUTS = ["input_ids", "attention_mask", "token_type_ids"]
OUTPUT = "last_hidden_state"


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


class States(torch.nn.Module):
    """The model with tensors instead of a dictionary as its output."""

    def __init__(self, bert):
        super().__init__()
        self.bert = bert

    def forward(self, input_ids, attention_mask, token_type_ids):
        return self.bert(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state


def export(bert, path):
    ones = torch.ones(1, 8, dtype=torch.long)
    axes = {0: "batch", 1: "sequence"}
    torch.onnx.export(
        # eval() here too: the exporter puts back the mode it found, and with it dropout into the model inside.
        States(bert).eval(),
        (ones, ones, torch.zeros_like(ones)),
        str(path),
        input_names=INPUTS,
        output_names=[OUTPUT],
        dynamic_axes={name: axes for name in [*INPUTS, OUTPUT]},
        # onnxruntime-node 1.14 knows opsets up to 18; 14 is the last that the fusions below were written for.
        opset_version=14,
        dynamo=False,
    )


def fuse(source, target, config):
    model = optimizer.optimize_model(
        str(source),
        model_type="bert",
        num_heads=config.num_attention_heads,
        hidden_size=config.hidden_size,
        opt_level=0,
    )
    model.save_model_to_file(str(target))
    print("fused:", {name: count for name, count in model.get_fused_operator_statistics().items() if count})


def quantise(source, target):
    quantize_dynamic(
        str(source),
        str(target),
        per_channel=True,
        weight_type=QuantType.QInt8,
        # Fused operators have no inferred types.
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
    )
    # Traces of the machine that made it.
    model = onnx.load(str(target))
    model.doc_string = ""
    for node in model.graph.node:
        node.doc_string = ""
        del node.metadata_props[:]
    target.write_bytes(model.SerializeToString(deterministic=True))


def load_tokenizer():
    tokenizer = Tokenizer.from_file(str(MODEL / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def token_ids(tokenizer, text):
    ids = tokenizer.encode(text).ids
    if len(ids) > FACTS["maxTokens"]:
        raise SystemExit(f"{len(ids)} tokens, but the model takes {FACTS['maxTokens']}: {text[:60]}")
    return ids


def write_mean_state(tokenizer):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(MODEL / WEIGHTS), options, providers=["CPUExecutionProvider"])
    total = np.zeros(FACTS["dimensions"], dtype=np.float64)
    count = 0
    for block in MEAN_STATE_TEXTS.read_text("utf-8").split("\n\n"):
        ids = np.array([token_ids(tokenizer, block.strip())], dtype=np.int64)
        values = [ids, np.ones_like(ids), np.zeros_like(ids)]
        (states,) = session.run([OUTPUT], dict(zip(INPUTS, values)))
        total += states[0].astype(np.float64).sum(axis=0)
        count += ids.shape[1]
    (MODEL / "mean_token_state.f32").write_bytes((total / count).astype("<f4").tobytes())
    print("mean state over", count, "tokens")


def write_reference(bert, tokenizer):
    """What the unchanged float32 model says, for the tests."""
    if bert.training:
        raise SystemExit("the reference would be taken with dropout")
    vectors = []
    with torch.no_grad():
        for text in json.loads((REFERENCE / "sentences.json").read_text("utf-8")):
            ids = torch.tensor([token_ids(tokenizer, text)])
            states = States(bert)(ids, torch.ones_like(ids), torch.zeros_like(ids))
            vectors.append(torch.nn.functional.normalize(states[0].mean(dim=0), dim=0).numpy())
    (REFERENCE / "vectors.f32").write_bytes(np.stack(vectors).astype("<f4").tobytes())
    print("reference vectors:", len(vectors))


def main(source, scratch):
    if sha256(source / "model.safetensors") != SOURCE_SHA256:
        raise SystemExit(f"{source / 'model.safetensors'} is not the published file: its sha256 differs")
    torch.manual_seed(0)
    torch.set_num_threads(1)
    scratch.mkdir(parents=True, exist_ok=True)
    (MODEL / WEIGHTS).parent.mkdir(parents=True, exist_ok=True)

    bert = BertModel.from_pretrained(source, attn_implementation="eager").eval()
    export(bert, scratch / "float32.onnx")
    fuse(scratch / "float32.onnx", scratch / "fused.onnx", bert.config)
    quantise(scratch / "fused.onnx", MODEL / WEIGHTS)

    for name in COPIED:
        shutil.copyfile(source / name, MODEL / name)
    (MODEL / "model.json").write_text(json.dumps(FACTS, separators=(",", ":")) + "\n", "utf-8")
    tokenizer = load_tokenizer()
    write_mean_state(tokenizer)
    sums = "".join(f"{sha256(MODEL / name)}  {name}\n" for name in LOADED)
    (MODEL / "SHA256SUMS").write_text(sums, "utf-8")
    write_reference(bert, tokenizer)
    print(sums, end="")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
