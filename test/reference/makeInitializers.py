"""Make the golden initializers.json by running upstream's initialisers.

    .venv/bin/python test/reference/makeInitializers.py          # as make.py, from the repository root

Each case sets the seed of brainstate.random, makes one array, and stores it in its unit. The tests build the same
initialiser by the case's name.
"""

import datetime
import json
import os
import platform
from pathlib import Path

os.environ["JAX_PLATFORMS"] = "cpu"

import brainstate
import braintools
import brainunit as u
import braintools.init as init
import jax
import numpy as np

mV, ms = u.mV, u.ms

CASES = {
    "ZeroInit": (init.ZeroInit(mV), (2, 3)),
    "LogNormal": (init.LogNormal(5 * mV, 2 * mV), (4, 50)),
    "LogNormal of an array": (init.LogNormal(np.float32([1, 2, 4]) * ms, 500 * u.us), (20, 3)),
    "Exponential": (init.Exponential(2.5 * ms), (200,)),
    "Weibull": (init.Weibull(1.7, 3 * mV), (200,)),
    "TruncatedNormal": (init.TruncatedNormal(-60 * mV, 5 * mV, low=-65 * mV, high=-50 * mV), (300,)),
    "TruncatedNormal of one bound": (init.TruncatedNormal(0.0, 1.0, low=1.5), (300,)),
    "TruncatedNormal without bounds": (init.TruncatedNormal(1.0, 0.3), (300,)),
    "VarianceScaling": (init.VarianceScaling(), (20, 10)),
    "VarianceScaling truncated": (
        init.VarianceScaling(1.3 * mV, mode="fan_out", distribution="truncated_normal", in_axis=0, out_axis=1),
        (4, 10, 3),
    ),
    "KaimingUniform": (init.KaimingUniform(nonlinearity="leaky_relu", negative_slope=0.2), (20, 10)),
    "KaimingNormal": (init.KaimingNormal(mode="fan_avg"), (20, 10)),
    "XavierUniform": (init.XavierUniform(2.0 * mV), (12, 7)),
    "XavierNormal": (init.XavierNormal(), (3, 12, 7)),
    "LecunUniform": (init.LecunUniform(), (50,)),
    "LecunNormal": (init.LecunNormal(), (12, 7)),
    "Orthogonal": (init.Orthogonal(1.5), (3, 4, 5)),
    "Orthogonal wide": (init.Orthogonal(), (6, 20)),
    "Identity": (init.Identity(2.0, mV), (2, 3, 4)),
    "Identity of one axis": (init.Identity(), (3,)),
    "Mixture": (
        init.Mixture([init.Normal(0 * mV, 1 * mV), init.Constant(20 * mV), init.Uniform(5 * mV, 6 * mV)], [0.3, 0.2, 0.5]),
        (10, 10),
    ),
    "Conditional": (
        init.Conditional(lambda i: i % 3 == 0, init.Normal(0 * mV, 1 * mV), init.Exponential(1 * u.volt)),
        (10, 4),
    ),
    "Scaled": (init.Scaled(init.Uniform(1.0, 2.0), 3 * mV), (50,)),
    "Clipped": (init.Clipped(init.Normal(0 * mV, 1 * mV), -0.5 * mV, 0.001 * u.volt), (100,)),
    "arithmetic": (
        (init.Normal(-60 * mV, 2 * mV) + init.Uniform(0 * mV, 1 * mV) - 1 * mV) * 2.0 / init.Constant(4 * ms),
        (50,),
    ),
}
SEED = 11


def golden(name, initializer, shape):
    brainstate.random.seed(SEED)
    values, unit = u.split_mantissa_unit(initializer(shape))
    values = [float(str(x)) for x in np.asarray(values, np.float32).ravel()]
    return {"name": name, "shape": shape, "unit": str(unit), "values": values}


def main():
    modules = {"brainstate": brainstate, "brainunit": u, "braintools": braintools, "jax": jax}
    about = {name: module.__version__ for name, module in modules.items()}
    about |= {"dtype": "float32", "python": platform.python_version(), "made": datetime.date.today().isoformat()}
    lines = ",\n".join(json.dumps(golden(name, *case), separators=(",", ":")) for name, case in CASES.items())
    path = Path(__file__).parent / "initializers.json"
    path.write_text(f'{{"about":{json.dumps(about)},"seed":{SEED},\n"cases":[\n{lines}\n]}}\n')
    print(f"{path.name}: {len(CASES)} cases, {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
