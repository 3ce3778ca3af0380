"""Make the golden surrogates.json by running upstream's surrogate spike functions.

    .venv/bin/python test/reference/makeSurrogates.py            # as make.py, from the repository root

For every class, with its defaults and with odd parameters: what it prints, its spikes and its derivative (the
vector-Jacobian product with ones) at each x of the grid and of the case's kinks. Nothing is compiled as a whole, so each
operation is rounded to float32. Numbers are written with the fewest digits that give the float32 back.
"""

import datetime
import json
import os
import platform
from pathlib import Path

os.environ["JAX_PLATFORMS"] = "cpu"

import braintools
import jax
import jax.numpy as jnp
import numpy as np

# defaults, then odd parameters; kinks: where the formula changes, as a function of the parameters
CASES = {
    "Sigmoid": [{}, {"alpha": 2.7}],
    "PiecewiseQuadratic": [{}, {"alpha": 3.3}],
    "PiecewiseExp": [{}, {"alpha": 2.2}],
    "SoftSign": [{}, {"alpha": 0.7}],
    "Arctan": [{}, {"alpha": 3.1}],
    "NonzeroSignLog": [{}, {"alpha": 2.6}],
    "ERF": [{}, {"alpha": 1.7}],
    "PiecewiseLeakyRelu": [{}, {"c": 0.07, "w": 0.6}],
    "SquarewaveFourierSeries": [{}, {"n": 5, "t_period": 5.3}],
    "S2NN": [{}, {"alpha": 2.3, "beta": 0.7, "epsilon": 1e-05}],
    "QPseudoSpike": [{}, {"alpha": 3.7}],
    "LeakyRelu": [{}, {"alpha": 0.23, "beta": 0.9}],
    "LogTailedRelu": [{}, {"alpha": 0.17}],
    "ReluGrad": [{}, {"alpha": 0.7, "width": 1.9}],
    "GaussianGrad": [{}, {"sigma": 0.83, "alpha": 1.3}],
    "MultiGaussianGrad": [{}, {"h": 0.31, "s": 4.4, "sigma": 0.77, "scale": 1.1}],
    "InvSquareGrad": [{}, {"alpha": 7.7}],
    "SlayerGrad": [{}, {"alpha": 2.9}],
}
KINKS = {
    "PiecewiseQuadratic": lambda alpha=1.0: 1 / alpha,
    "PiecewiseLeakyRelu": lambda c=0.01, w=1.0: w,
    "ReluGrad": lambda alpha=0.3, width=1.0: width,
}
POSITIVE = [1e-30, 1e-8, 1e-3, 0.01, 0.1, 0.17, 0.25, 0.3, 0.5, 0.77, 0.9, 1, 1.3, 1.7, 2, 2.9, 4, 5.3, 8, 13, 50, 1000]
GRID = np.float32([-x for x in reversed(POSITIVE)] + [-0.0, 0.0] + POSITIVE)


def around(kink):
    """The kink on either side, and the float32 neighbours of each."""
    at = np.float32(kink)
    inner, outer = np.nextafter(at, np.float32(0)), np.nextafter(at, np.float32(np.inf))
    return [-outer, -at, -inner, inner, at, outer]


def short(array):
    return [float(str(x)) for x in np.asarray(array, np.float32)]


def golden(name, parameters):
    spike = getattr(braintools.surrogate, name)(**parameters)
    kinks = [1.0] if name == "LogTailedRelu" else [KINKS[name](**parameters)] if name in KINKS else []
    x = np.concatenate([GRID, np.float32([v for kink in kinks for v in around(kink)])])
    spikes, pullback = jax.vjp(spike, jnp.asarray(x))
    (derivative,) = pullback(jnp.ones_like(spikes))
    return {
        "name": name,
        "parameters": parameters,
        "text": repr(spike),
        "kinks": short(x[len(GRID) :]),
        "spikes": "".join(str(int(v)) for v in spikes),
        "derivative": short(derivative),
    }


def main():
    about = {"braintools": braintools.__version__, "jax": jax.__version__, "dtype": "float32"}
    about |= {"python": platform.python_version(), "made": datetime.date.today().isoformat()}
    cases = [golden(name, parameters) for name, sets in CASES.items() for parameters in sets]
    lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
    path = Path(__file__).parent / "surrogates.json"
    path.write_text(f'{{"about":{json.dumps(about)},\n"grid":{json.dumps(short(GRID))},\n"cases":[\n{lines}\n]}}\n')
    print(f"{path.name}: {len(cases)} cases, {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
