"""Make the golden inputs.json by running upstream's braintools.input; make.py says how to install it.

    .venv/bin/python test/reference/makeInputs.py                # from the repository root

A case is an expression as data, which the test builds here and this script builds upstream:
["q", value, unit] a quantity, ["f", name, args, options] a function, ["c", name, args, options] a class,
["m", object, method, args, options] a method. Names are upstream's. Results are float32, whatever upstream gives.
"""

import base64
import datetime
import json
import os
from pathlib import Path

os.environ["JAX_PLATFORMS"] = "cpu"

import brainstate
import braintools
import brainunit as u
import numpy as np

HERE = Path(__file__).parent
PLAIN = 12  # arrays of at most this many numbers are written as plain lists, longer ones as base64


def q(text):
    value, unit = text.split()
    return ["q", float(value), unit]


def row(values, unit):
    return ["q", values, unit]


def f(name, *args, **options):
    return ["f", name, list(args), options]


def c(name, *args, **options):
    return ["c", name, list(args), options]


def m(item, method, *args, **options):
    return ["m", item, method, list(args), options]


NA, NA2, MS = q("1 nA"), q("2.3 nA"), q("10 ms")
RAMP = c("Ramp", q("-0.5 nA"), q("1.5 nA"), q("5 ms"), t_start=q("1 ms"))
WAVE = c("Sinusoidal", q("0.7 nA"), q("130 Hz"), q("4 ms"))
STEPS = c("Step", [q("1 nA"), q("-2 nA")], [q("0.5 ms"), q("2 ms")], q("3 ms"))
NOISE = c("WienerProcess", q("3 ms"), n=3, sigma=q("1 nA"), seed=5)
PULSE = c("GaussianPulse", q("1.1 nA"), q("2 ms"), q("0.8 ms"), q("5 ms"))

# name -> expression, or (expression, dt)
CASES = {
    "section": f("section", [q("0 nA"), q("1 nA"), q("-0.3 nA")], [q("1 ms"), q("0.25 ms"), q("0.7 ms")]),
    "section: units": (f("section", [q("0.1 nA"), q("35 pA")], [q("300 us"), q("0.0021 s")]), "0.07 ms"),
    "section: 0.28 / 0.01": (f("section", [q("1 mV")], [q("0.28 ms")]), "0.01 ms"),
    "section: arrays": f("section", [row([1.5, 2.5], "nA"), q("0.1 nA")], [q("0.2 ms"), q("0.31 ms")]),
    "section: numbers": f("section", [1.0, 0.1], [q("0.2 ms"), q("0.3 ms")]),
    "constant": f("constant", [[q("0.3 nA"), q("0.5 ms")], [q("2 uA"), q("0.06 ms")]]),
    "step": f("step", [q("1 nA"), q("2 nA"), q("0.1 nA")], [q("0.29 ms"), q("1.1 ms"), q("0.7 ms")], q("2.05 ms")),
    "step: default duration": f("step", [q("1 nA"), q("200 pA")], [q("0 ms"), q("1.23 ms")]),
    "ramp": f("ramp", q("0.1 nA"), q("1 nA"), q("3 ms")),
    "ramp: window": f("ramp", q("1 nA"), q("-300 pA"), q("3.05 ms"), t_start=q("0.33 ms"), t_end=q("2100 us")),
    "ramp: one step": f("ramp", q("0.7 nA"), q("1 nA"), q("0.1 ms")),
    "spike": f("spike", [q("0.5 ms"), q("2.09 ms")], q("0.35 ms"), q("0.3 nA"), q("3 ms")),
    "spike: each": f("spike", [q("2 ms"), q("0.5 ms")], [q("0.2 ms"), q("9 ms")], [q("1 nA"), q("5 pA")], q("3 ms")),
    "gaussian_pulse": f("gaussian_pulse", q("1.7 nA"), q("1.3 ms"), q("0.4 ms"), q("3 ms")),
    "gaussian_pulse: n": f("gaussian_pulse", q("1.7 nA"), q("1.3 ms"), q("0.4 ms"), q("1 ms"), n=3),
    "exponential_decay": f("exponential_decay", q("0.9 nA"), q("1.7 ms"), q("3 ms")),
    "exponential_decay: window": f(
        "exponential_decay", q("0.9 nA"), q("1.7 ms"), q("3 ms"), t_start=q("0.55 ms"), t_end=q("2.31 ms")
    ),
    "exponential_decay: cut": f("exponential_decay", NA, q("1 ms"), q("1 ms"), t_start=q("0.5 ms"), t_end=q("5 ms")),
    "double_exponential": f("double_exponential", q("0.9 nA"), q("0.5 ms"), q("2 ms"), q("5 ms")),
    "double_exponential: window": f(
        "double_exponential", NA, q("0.5 ms"), q("2 ms"), q("3 ms"), t_start=q("0.5 ms"), t_end=q("2.02 ms")
    ),
    "double_exponential: slow rise": f("double_exponential", NA, q("2 ms"), q("1 ms"), q("2 ms")),
    "burst": f("burst", q("0.7 nA"), q("600 Hz"), q("1.25 ms"), q("0.5 ms"), 3, q("5 ms")),
    "sinusoidal": f("sinusoidal", q("0.7 nA"), q("130 Hz"), MS),
    "sinusoidal: window, bias": f(
        "sinusoidal", NA2, q("0.31 kHz"), MS, t_start=q("1.07 ms"), t_end=q("8.33 ms"), bias=True
    ),
    "sinusoidal: late": (f("sinusoidal", NA, q("997 Hz"), q("20 s"), t_start=q("0.3 ms")), "7 ms"),
    "sinusoidal: dt in s": (f("sinusoidal", NA, q("13 Hz"), q("300 ms")), "0.01 s"),
    "sinusoidal: dt in us": (f("sinusoidal", NA, q("1300 Hz"), q("3 ms")), "100 us"),
    "square": f("square", q("0.7 nA"), q("130 Hz"), MS),
    "square: duty, bias": f(
        "square", NA2, q("310 Hz"), MS, t_start=q("1 ms"), t_end=q("9 ms"), duty_cycle=0.3, bias=True
    ),
    "triangular": f("triangular", q("0.7 nA"), q("130 Hz"), MS),
    "triangular: window, bias": f(
        "triangular", NA2, q("310 Hz"), MS, t_start=q("1 ms"), t_end=q("9 ms"), bias=True
    ),
    "sawtooth": f("sawtooth", q("0.7 nA"), q("130 Hz"), MS),
    "sawtooth: window, bias": f("sawtooth", NA2, q("310 Hz"), MS, t_start=q("1 ms"), t_end=q("9 ms"), bias=True),
    "chirp": f("chirp", q("0.7 nA"), q("50 Hz"), q("500 Hz"), MS),
    "chirp: logarithmic": f(
        "chirp", NA2, q("500 Hz"), q("50 Hz"), MS, t_start=q("1 ms"), t_end=q("9 ms"), method="logarithmic", bias=True
    ),
    "noisy_sinusoidal": f("noisy_sinusoidal", NA, q("130 Hz"), q("200 pA"), q("4 ms"), seed=7),
    "noisy_sinusoidal: window": f(
        "noisy_sinusoidal", NA, q("130 Hz"), q("0.2 nA"), q("4 ms"), t_start=q("1 ms"), t_end=q("3 ms"), seed=0
    ),
    "wiener_process": f("wiener_process", q("3 ms"), sigma=q("0.3 nA"), seed=42),
    "wiener_process: columns": f(
        "wiener_process", q("1.5 ms"), n=3, t_start=q("0.2 ms"), t_end=q("1.25 ms"), seed=4294967295
    ),
    "ou_process": f("ou_process", q("0.5 nA"), q("100 pA"), q("10 ms"), q("4 ms"), seed=1),
    "ou_process: columns": f(
        "ou_process", q("0.5 nA"), q("0.1 nA"), q("0.3 ms"), q("2 ms"), n=3, t_start=q("0.5 ms"), seed=2026
    ),
    "poisson": f("poisson", q("2.1 kHz"), q("6 ms"), amplitude=q("0.3 nA"), seed=3),
    "poisson: columns": f("poisson", q("1500 Hz"), q("2 ms"), n=4, t_end=q("1.7 ms"), seed=11),
    "poisson: dt in s": (f("poisson", q("40 Hz"), q("300 ms"), seed=3), "0.01 s"),
    "Section": c("Section", [q("0 nA"), q("1 nA")], [q("0.25 ms"), q("0.5 ms")]),
    "Constant": c("Constant", [[q("1 nA"), q("0.25 ms")], [q("5 pA"), q("0.5 ms")]]),
    "Step": STEPS,
    "Spike": c("Spike", [q("0.5 ms"), q("2 ms")], q("4 ms")),
    "Spike: each": c("Spike", [q("0.5 ms")], q("2 ms"), sp_lens=q("0.4 ms"), sp_sizes=q("2 nA")),
    "GaussianPulse": PULSE,
    "ExponentialDecay": c("ExponentialDecay", NA, q("1.7 ms"), q("3 ms"), t_start=q("1 ms")),
    "DoubleExponential": c("DoubleExponential", NA, q("0.5 ms"), q("2 ms"), q("3 ms"), t_end=q("2 ms")),
    "Burst": c("Burst", 2, q("0.7 nA"), q("600 Hz"), q("1.25 ms"), q("0.5 ms"), q("4 ms")),
    "Square": c("Square", NA, q("310 Hz"), q("4 ms"), duty_cycle=0.2),
    "Triangular": c("Triangular", NA, q("310 Hz"), q("4 ms")),
    "Sawtooth": c("Sawtooth", NA, q("310 Hz"), q("4 ms")),
    "Chirp": c("Chirp", NA, q("50 Hz"), q("500 Hz"), q("4 ms"), method="logarithmic"),
    "NoisySinusoidal": c("NoisySinusoidal", NA, q("310 Hz"), q("0.1 nA"), q("4 ms"), seed=3),
    "OUProcess": c("OUProcess", NA, q("0.1 nA"), q("2 ms"), q("2 ms"), n=2, seed=3),
    "Poisson": c("Poisson", q("2000 Hz"), q("4 ms"), amplitude=q("0.1 nA"), seed=3),
    "ConstantValue": c("ConstantValue", q("0.3 nA"), q("0.55 ms")),
    "add": m(RAMP, "add", WAVE),
    "add: a value": m(RAMP, "add", q("100 pA")),
    "add: columns": m(STEPS, "add", NOISE),
    "sub": m(WAVE, "sub", RAMP),
    "mul": m(RAMP, "mul", 0.3),
    "div": m(WAVE, "div", RAMP),
    "div: a value": m(WAVE, "div", q("3 ms")),
    "concat": m(m(RAMP, "concat", STEPS), "concat", WAVE),
    "overlay": m(RAMP, "overlay", WAVE),
    "neg": m(RAMP, "neg"),
    "scale": m(RAMP, "scale", 0.7),
    "shift": m(RAMP, "shift", q("1.29 ms")),
    "shift: earlier": m(RAMP, "shift", q("-1.5 ms")),
    "clip": m(RAMP, "clip", min_val=q("-100 pA"), max_val=q("0.6 nA")),
    "clip: below": m(RAMP, "clip", min_val=q("0.1 nA")),
    "smooth": m(STEPS, "smooth", q("0.7 ms")),
    "smooth: columns": m(NOISE, "smooth", q("0.7 ms")),
    "repeat": m(STEPS, "repeat", 3),
    "all together": m(m(m(RAMP, "add", PULSE), "clip", max_val=q("1 nA")), "smooth", q("1 ms")),
}

OPERATORS = {
    "add": lambda a, b: a + b,
    "sub": lambda a, b: a - b,
    "mul": lambda a, b: a * b,
    "div": lambda a, b: a / b,
    "concat": lambda a, b: a & b,
    "overlay": lambda a, b: a | b,
    "neg": lambda a: -a,
}


def build(item):
    """What an expression stands for upstream; numbers of quantities stay Python floats, as a user writes them."""
    if not isinstance(item, list):
        return item
    if not item or item[0] not in ("q", "f", "c", "m"):
        return [build(part) for part in item]
    kind, *rest = item
    if kind == "q":
        value, unit = rest
        return u.Quantity(np.float32(value) if isinstance(value, list) else value, unit=u.parse_unit(unit))
    if kind == "m":
        target, method, args, options = rest
        call = OPERATORS.get(method) or (lambda a, *b, **o: getattr(a, method)(*b, **o))
        return call(build(target), *build(args), **{key: build(value) for key, value in options.items()})
    name, args, options = rest
    return getattr(braintools.input, name)(*build(args), **{key: build(value) for key, value in options.items()})


def encode(array):
    flat = np.ascontiguousarray(array, "<f4").ravel()
    return flat.astype(float).tolist() if flat.size <= PLAIN else base64.b64encode(flat.tobytes()).decode()


def golden(name, case):
    expression, dt = case if isinstance(case, tuple) else (case, "0.1 ms")
    with brainstate.environ.context(dt=build(q(dt))):
        result = build(expression)
        if isinstance(result, braintools.input.Input):
            result = result()
    if isinstance(result, tuple):
        result = result[0]
    mantissa, unit = u.split_mantissa_unit(result)
    values = np.asarray(mantissa)
    return {
        **{"name": name, "dt": q(dt), "expression": expression},
        **{"unit": str(unit) if not unit.is_unitless else "", "shape": list(values.shape), "values": encode(values)},
    }


def draws(seed):
    """The numbers that RandomState gives, in turn: some of each kind, and some beyond the first refill."""
    rng = np.random.RandomState(seed)
    first = {"random": rng.random_sample(3).tolist(), "normal": rng.standard_normal(5).tolist()}
    rng.random_sample(700)
    return {"seed": seed, **first, "later": [*rng.standard_normal(2).tolist(), *rng.random_sample(2).tolist()]}


def main():
    modules = {"braintools": braintools, "brainunit": u, "brainstate": brainstate, "numpy": np}
    about = {name: module.__version__ for name, module in modules.items()}
    about |= {"dtype": "float32", "made": datetime.date.today().isoformat()}
    dump = lambda item: json.dumps(item, separators=(",", ":"))
    cases = ",\n".join(dump(golden(name, case)) for name, case in CASES.items())
    seeds = ",\n".join(dump(draws(seed)) for seed in [0, 1, 42, 2026, 4294967295])
    text = f'{{"about":{json.dumps(about)},\n"cases":[\n{cases}\n],\n"draws":[\n{seeds}\n]}}\n'
    (HERE / "inputs.json").write_text(text)
    print(f"inputs.json: {len(CASES)} cases, {len(text) / 1000:.0f} kB")


if __name__ == "__main__":
    main()
