"""Make the reference runs, <model>.json, by running upstream BrainPy.

    python -m venv .venv
    .venv/bin/pip install "brainpy==2.9.0" numba matplotlib      # Python >= 3.12
    .venv/bin/python test/reference/make.py [model ...]          # from the repository root; no model: all of them

A case is data (cases.py), built as a user would build it (run), and stored with everything a reader needs to run it
again: parameters, initial values, input, spikes, states. Scalars reach upstream as Python floats, arrays as float32.

The script writes nothing when a count that upstream's own documents state does not come out (STATED), nor when a run
is no reference: when moving every state by an ulp or two, at random, in every step moves a spike. How far that moves the
states is stored with them (`moved`): a port cannot be asked for less.
"""

import datetime
import json
import math
import os
import platform
import re
import sys
from pathlib import Path

os.environ["JAX_PLATFORMS"] = "cpu"

import brainpy
import brainpy.state as bs
import brainstate
import braintools
import brainunit as u
import jax
import jax.numpy as jnp
import numpy as np
from cases import CASES, STATED
from pieces import decode, encode

HERE = Path(__file__).parent
LONG = ("LIF", "LIFRef")  # whose files hold V_LONG values of V a case
V_LONG, V_VALUES, OTHER_VALUES = 2000, 400, 160  # how many values of a state a case holds; longer runs are thinned
FINAL_ONLY = ("last_spike_time", "refractory")  # states that are stored after the last step only

exact_step = brainstate.nn.exp_euler_step
shakes = []  # what the calls of exp_euler_step in this step multiply their result by, one after another


def shaken_step(*args):
    x = exact_step(*args)
    return x * shakes.pop() if shakes else x


brainstate.nn.exp_euler_step = shaken_step


def quantity(data):
    """A scalar stays a Python float, as a user writes it; a number without a unit is no quantity."""
    value, unit = data["value"], u.parse_unit(data["unit"])
    value = jnp.float32(value) if isinstance(value, list) else value
    return value if unit.is_unitless else u.Quantity(value, unit)


def steps_of(data, spec):
    """The rows of a per-step input, one a step, as xs of the loop."""
    rows = decode(data["values"])
    if data["kind"] == "perStepPerNeuron":
        rows = rows.reshape(spec["steps"], *spec["size"])
    unit = u.parse_unit(data["unit"])
    return jnp.asarray(rows) if unit.is_unitless else u.Quantity(jnp.asarray(rows), unit)


def times_of(dt, steps):
    times = u.math.arange(0 * u.ms, steps * dt * u.ms, dt * u.ms)
    if not np.array_equal(times.mantissa, np.arange(steps, dtype=np.float32) * np.float32(dt)):
        raise ValueError(f"times: expected element i to be float32(i) * float32({dt}), got {times}")
    return times


def build(spec):
    options = {key: quantity(value) for key, value in spec["params"].items()}
    options |= {f"{key}_initializer": braintools.init.Constant(quantity(q)) for key, q in spec["initial"].items()}
    options |= {key: spec[key] for key in ("spk_reset", "ref_var") if key in spec}
    neuron = getattr(bs, spec["model"])(tuple(spec["size"]), **options)
    brainstate.nn.init_all_states(neuron, batch_size=spec["batch"])
    if "conductance" in spec:
        g, E = quantity(spec["conductance"]["g"]), quantity(spec["conductance"]["E"])
        neuron.add_current_input("conductance", lambda v: g * (E - v))
    return neuron


def run(spec, seed=None):
    """Roll out: the spikes and states of every step. With a seed, every state is moved by up to two ulps every step."""
    neuron = build(spec)
    names = [name for (name,) in neuron.states()]
    xs = {"t": times_of(spec["dt"], spec["steps"])}
    for key in ("input", "delta"):
        if "values" in spec.get(key, {}):
            xs[key] = steps_of(spec[key], spec)
    if seed is not None:
        signs = np.random.default_rng(seed).choice([-1, 1], (spec["steps"], 6))
        xs["shakes"] = jnp.float32(1) + jnp.float32(signs * 2.0**-22)

    def step(x):
        shakes[:] = list(x["shakes"]) if "shakes" in x else []
        with brainstate.environ.context(t=x["t"]):
            if "delta" in spec:
                neuron.add_delta_input("delta", x["delta"] if "delta" in x else quantity(spec["delta"]))
            spikes = neuron.update(x["input"] if "input" in x else quantity(spec["input"]))
            return spikes, {name: getattr(neuron, name).value for name in names}

    with brainstate.environ.context(dt=spec["dt"] * u.ms):
        spikes, states = brainstate.transform.for_loop(step, xs)
    rows = {name: np.asarray(u.get_mantissa(state), np.float32).reshape(spec["steps"], -1) for name, state in states.items()}
    return np.asarray(spikes).reshape(spec["steps"], -1) > 0, rows, {name: u.get_unit(states[name]) for name in names}


def scale_of(values, spikes):
    """The largest size between spikes: what a difference is relative to, beside the value itself."""
    between = np.abs(values[~spikes])
    return float(between.max() if between.size else np.abs(values).max())


def moved(spec, spikes, rows):
    """How far random ulps move each state, relative to `|value| + scale`; refuses a run whose spikes they move."""
    shaken_spikes, shaken, _ = run(spec, seed=1)
    if not np.array_equal(spikes, shaken_spikes):
        step, neuron = np.argwhere(spikes != shaken_spikes)[0]
        raise ValueError(f"{spec['model']}, {spec['name']}: ulps move the spikes, from step {step}, neuron {neuron}")
    sizes = {name: np.abs(values) + scale_of(values, spikes) for name, values in rows.items()}
    far = {name: np.abs(shaken[name] - values) / np.maximum(sizes[name], 1e-30) for name, values in rows.items()}
    return {name: float(f"{each.max():.2g}") for name, each in far.items()}


def state_of(name, values, unit, moved_by, spikes, spec):
    final = {"unit": str(unit), "final": encode(values[-1])}
    if name in FINAL_ONLY:
        return final
    kept = (V_LONG if spec["model"] in LONG else V_VALUES) if name == "V" else OTHER_VALUES
    stride = math.ceil(values.size / kept)
    kept = {"stride": stride, "values": encode(values[::stride])}
    return {**final, **kept, "scale": scale_of(values, spikes), "moved": moved_by}


def golden(spec):
    """The case with its results, as the file holds it."""
    spikes, rows, units = run(spec)
    count, stated = int(spikes.sum()), STATED.get((spec["model"], spec["name"]))
    if stated not in (None, count):
        raise ValueError(f"{spec['model']}, {spec['name']}: wrong spike count, expected {stated}, got {count}")
    if not all(np.isfinite(values).all() for values in rows.values()):
        raise ValueError(f"{spec['model']}, {spec['name']}: a state is not finite")
    far = moved(spec, spikes, rows)
    peak, worst = float(np.abs(rows["V"]).max()), max(far[name] for name in rows if name not in FINAL_ONLY)
    print(f"  {spec['name']:<60} {count:>5} spikes, |V| to {peak:.4g}, ulps move {worst:.1e}", flush=True)
    states = {name: state_of(name, rows[name], units[name], far[name], spikes, spec) for name in rows}
    return {**spec, "spikes": np.argwhere(spikes).tolist(), "spikeCount": count, "states": states}


def file_of(model):
    """LIF: lif.json, LIFRef: lifRef.json, WangBuzsakiHH: wangBuzsakiHH.json."""
    return re.sub(r"^[A-Z]+?(?=[A-Z][a-z]|[a-z]|$)", lambda found: found[0].lower(), model) + ".json"


def main():
    modules = {"brainpy": brainpy, "brainstate": brainstate, "brainunit": u, "braintools": braintools, "jax": jax}
    about = {name: module.__version__ for name, module in modules.items()}
    about |= {"dtype": "float32", "python": platform.python_version(), "made": datetime.date.today().isoformat()}
    models = list(dict.fromkeys(spec["model"] for spec in CASES))
    refused = []
    for model in sys.argv[1:] or models:
        print(model)
        cases = []
        for spec in CASES:
            if spec["model"] == model:
                try:
                    cases.append(golden(spec))
                except ValueError as error:
                    refused.append(str(error))
                    print(f"  REFUSED: {error}", flush=True)
        if refused:
            continue
        lines = ",\n".join(json.dumps(item, separators=(",", ":")) for item in cases)
        path = HERE / file_of(model)
        path.write_text(f'{{"about":{json.dumps(about)},\n"cases":[\n{lines}\n]}}\n')
        print(f"{path.name}: {len(cases)} cases, {path.stat().st_size / 1000:.0f} kB", flush=True)
    if refused:
        sys.exit("\n".join(["refused; nothing written from there on:", *refused]))


if __name__ == "__main__":
    main()
