"""Make ../random/jax.json: what upstream draws from given seeds.

    .venv/bin/python test/reference/makeRandom.py        # from the repository root, in the environment of make.py

Draws are written as data (DRAWS) and made one after another from one seed, so that the keys in between count as well.
"""

import base64
import datetime
import json
import os
import platform
import zlib
from pathlib import Path

os.environ["JAX_PLATFORMS"] = "cpu"

import brainpy.state as bs
import brainstate
import braintools
import brainunit as u
import jax
import jax.numpy as jnp
import numpy as np

OUT = Path(__file__).parent.parent / "random" / "jax.json"
random = brainstate.random

SEEDS = [0, 42, -1, 2**31, 2**32 + 7, -(2**40), 2**53 - 1]

# name, arguments, size; "mV" among the arguments gives them that unit
DRAWS = [
    ("rand", [], [5]),
    ("rand", [], [2, 3]),
    ("uniform", [-70.0, -60.0, "mV"], [1000]),
    ("uniform", [-55.3, 7.1], [10, 100]),
    ("uniform", [[0.1, -3.0, 1e-3], [0.3, 5.0, 1e3]], [400, 3]),
    ("randn", [], [4096]),
    ("normal", [-55.0, 2.0, "mV"], [1000]),
    ("normal", [[0.0, 10.0], [1.0, 0.1]], [500, 2]),
    ("normal", [3.0, 0.5], []),
    ("lognormal", [0.3, 0.7], [1000]),
    ("exponential", [2.5, "mV"], [1000]),
    ("weibull", [1.7], [1000]),
    ("bernoulli", [0.3], [1000]),
    ("bernoulli", [[0.0, 0.25, 1.0]], [100, 3]),
    ("rand", [], []),
]


def key():
    return np.asarray(random.get_key_data()).tolist()


def encode(values):
    return base64.b64encode(np.asarray(values, "<f4").tobytes()).decode()


def draw(name, arguments, size):
    unit = u.mV if "mV" in arguments else 1.0
    parameters = [np.float32(x) * unit for x in arguments if x != "mV"]
    call = getattr(random, name)
    drawn = call(*size) if name.startswith("rand") else call(*parameters, size=tuple(size))
    values = np.asarray(u.get_mantissa(drawn), np.float32)
    assert list(values.shape) == size, (name, values.shape)
    return {"draw": name, "arguments": arguments, "size": size, "values": encode(values), "key": key()}


def key_of(seed):
    random.seed(seed)
    return {"seed": seed, "key": key()}


def splits():
    random.seed(7)
    drawn = np.asarray(jax.random.key_data(random.split_key(5))).tolist()
    return {"seed": 7, "keys": drawn, "key": key()}


def many():
    """A checksum of the bits of 100,000 uniform numbers: all of them must be equal."""
    random.seed(11)
    values = np.asarray(random.uniform(-55.3, 7.1, (100_000,)), "<f4")
    return {"seed": 11, "low": -55.3, "high": 7.1, "count": values.size, "crc32": zlib.crc32(values.tobytes())}


def loop():
    """Draws inside a compiled loop: the key goes on from step to step, and afterwards."""
    random.seed(5)
    values = brainstate.transform.for_loop(lambda i: random.rand(3), jnp.arange(50))
    return {"seed": 5, "steps": 50, "size": [3], "values": encode(values), "key": key()}


class Net(brainstate.nn.Module):
    """Two populations, made in alphabetical order."""

    def __init__(self):
        super().__init__()
        normal = braintools.init.Normal(-55.0 * u.mV, 2.0 * u.mV)
        uniform = braintools.init.Uniform(-70.0 * u.mV, -60.0 * u.mV)
        self.b = bs.LIF(60, V_initializer=normal)
        self.a = bs.LIF(20, V_initializer=uniform)


def network():
    net = Net()
    random.seed(0)
    brainstate.nn.init_all_states(net)
    return {"seed": 0, "a": encode(net.a.V.value.mantissa), "b": encode(net.b.V.value.mantissa), "key": key()}


def main():
    keys = [key_of(seed) for seed in SEEDS]
    random.seed(42)
    made = {
        "made": {
            "by": "test/reference/makeRandom.py",
            "date": datetime.date.today().isoformat(),
            "brainstate": brainstate.__version__,
            "jax": jax.__version__,
            "threefryPartitionable": bool(jax.config.jax_threefry_partitionable),
            "machine": platform.machine(),
        },
        "keys": keys,
        "draws": {"seed": 42, "list": [draw(*case) for case in DRAWS]},
    }
    made |= {"splits": splits(), "many": many(), "loop": loop(), "network": network()}
    OUT.write_text(json.dumps(made, indent=1) + "\n")
    print(OUT, OUT.stat().st_size)


main()
