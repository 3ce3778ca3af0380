"""Make the goldens lif.json and lifRef.json by running upstream BrainPy.

    python -m venv .venv
    .venv/bin/pip install "brainpy==2.9.0" numba matplotlib      # Python >= 3.12
    .venv/bin/python test/reference/make.py                      # from the repository root

A case is written as data (CASES), built as a user would build it (run), and stored with everything a reader needs to
run it again: parameters, initial V, input, spikes, V. Scalars reach upstream as Python floats, arrays as float32.
The script writes nothing when a count that upstream's own documents state does not come out (STATED).
"""

import base64
import datetime
import json
import math
import os
import platform
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

HERE = Path(__file__).parent
MODELS = {"LIF": bs.LIF, "LIFRef": bs.LIFRef}
FILES = {"LIF": "lif.json", "LIFRef": "lifRef.json"}
V_VALUES = 2000  # about this many values of V are stored a case; longer runs are thinned to every `stride`-th step
PLAIN = 12  # arrays of at most this many numbers are written as plain lists, longer ones as base64


# --- The pieces a case is written with --------------------------------------------------------------------------


def q(value, unit=None):
    """A quantity as data: q("5 ms"), or numbers and a unit; a list is an array of the population's shape."""
    if unit is None:
        number, unit = value.split()
        value = float(number)
    return {"value": value, "unit": unit}


def params(**texts):
    return {key: q(text) for key, text in texts.items()}


def plain(array):
    """Exactly these float32 numbers, as JSON numbers."""
    return np.asarray(array, np.float32).astype(float).tolist()


def constant(value, unit="mA"):
    return {"kind": "constant", **q(value, unit)}


def per_neuron(values, unit="mA"):
    """One number a neuron, the same every step; with a batch the shape is [batch, ...size]."""
    return {"kind": "perNeuron", "shape": list(np.shape(values)), **q(values, unit)}


def per_step(values, unit="mA"):
    """One number a step, for all neurons; or one row a step, flattened row-major."""
    values = np.asarray(values, np.float32)
    return {"kind": ["perStep", "perStepPerNeuron"][values.ndim - 1], "values": encode(values), "unit": unit}


def encode(array):
    """float32 numbers, flattened row-major: a short list, or base64 of little-endian bytes."""
    flat = np.ascontiguousarray(array, "<f4").ravel()
    return plain(flat) if flat.size <= PLAIN else base64.b64encode(flat.tobytes()).decode()


def decode(values):
    return np.frombuffer(base64.b64decode(values), "<f4") if isinstance(values, str) else np.float32(values)


DEFAULTS = params(R="1 ohm", tau="5 ms", tau_ref="5 ms", V_th="1 mV", V_reset="0 mV", V_rest="0 mV")
TUTORIAL = params(tau="20 ms", V_th="-50 mV", V_reset="-60 mV", V_rest="-60 mV")
DOCS = params(tau="10 ms", V_th="-50 mV", V_reset="-65 mV", V_rest="-65 mV")
ODD = params(R="1.3 ohm", tau="13.7 ms", tau_ref="1.7 ms", V_th="-48.9 mV", V_reset="-61.4 mV", V_rest="-63.2 mV")
MIXED = {**ODD, **params(R="1.3 kohm", tau="0.0137 s", tau_ref="0.0017 s", V_th="-0.0489 V")}
REF_2, REF_3 = params(tau_ref="2 ms"), params(tau_ref="3 ms")


def case(name, changes, current, models="LIF LIFRef", **rest):
    """A case; `rest` sets size, batch, spk_reset, V0, dt, steps or delta where they differ from these."""
    base = {"size": [1], "batch": None, "spk_reset": "soft", "V0": q("0 mV"), "dt": 0.1, "steps": 1000}
    return {"name": name, "models": models.split(), **base, "params": {**DEFAULTS, **changes}, "input": current, **rest}


# --- The cases --------------------------------------------------------------------------------------------------

rng = np.random.default_rng(20)
clock = np.arange(1000) * 0.1  # ms
SINE = per_step(16 + 14 * np.sin(2 * np.pi * clock / 23))
NOISE = per_step(rng.normal(19, 9, 1000))
FINE_NOISE = per_step(rng.normal(48, 20, 2000))
WAVES = per_step(22 + 10 * np.sin(2 * np.pi * clock[:400, None] / np.array([7, 11, 17, 29])))
KICKS = per_step(np.where(rng.random(1000) < 0.02, rng.normal(6, 3, 1000), 0), "mV")
DRAWN_V0 = plain(rng.normal(-65, 2, 100))
CURRENTS = plain(u.math.linspace(0 * u.mA, 20 * u.mA, 10).to_decimal(u.mA))
FIVE = {"V_th": q([-55.0, -52.5, -50.0, -47.5, -45.0], "mV"), "tau_ref": q([0.5, 1.0, 2.0, 4.0, 8.0], "ms")}
TAU_2_3 = q([[5.0, 7.5, 10.0], [15.0, 20.0, 30.0]], "ms")
V0_2_3 = q([[-70.0, -66.0, -62.0], [-58.0, -54.0, -50.0]], "mV")
BATCH = [[5.0, 12.5], [20.0, 27.5], [35.0, 42.5]]
LOW = q("-61 mV")

CASES = [
    # Upstream's documents. V0 = 0 mV lies above V_th, so soft reset starts with a burst of three.
    case("tutorial 1", TUTORIAL, constant(25.0), steps=2000),
    case("tutorial 1, hard reset", TUTORIAL, constant(25.0), steps=2000, spk_reset="hard"),
    case("tutorial 1, sub-threshold 8 mA", TUTORIAL, constant(8.0), V0=LOW),
    case("first neuron of the documents", DOCS, constant(20.0), "LIF", steps=2000),
    case("first neuron of the documents, hard reset", DOCS, constant(20.0), "LIF", steps=2000, spk_reset="hard"),
    case("F-I curve, 10 currents", DOCS, per_neuron(CURRENTS), size=[10], steps=5000, spk_reset="hard"),
    case("model anatomy, 100 neurons", {**DOCS, **REF_2}, constant(30.0), "LIFRef", size=[100], V0=q(DRAWN_V0, "mV")),
    case("defaults, 2 mA", {}, constant(2.0)),
    case("defaults, 2 mA, tau_ref 2 ms", REF_2, constant(2.0), "LIFRef"),
    # Steps and currents.
    case("dt 0.02, noise", {**TUTORIAL, **REF_2}, FINE_NOISE, dt=0.02, steps=2000, V0=LOW),
    case("dt 0.05, constant", TUTORIAL, constant(25.0), dt=0.05, steps=2000),
    case("dt 0.5, constant, hard reset", TUTORIAL, constant(31.7), dt=0.5, spk_reset="hard"),
    case("dt 1.0, sine", TUTORIAL, SINE, dt=1.0),
    case("ramp -5 to 40 mA", TUTORIAL, per_step(np.linspace(-5, 40, 1000)), V0=LOW),
    case("sine, odd parameters", ODD, SINE, V0=LOW),
    case("noise, odd parameters, hard reset", ODD, NOISE, V0=LOW, spk_reset="hard"),
    case("delta inputs on V", {**TUTORIAL, **REF_3}, constant(8.0), delta=KICKS, V0=LOW),
    # Shapes.
    case("V_th of each neuron, size 5", {**ODD, **FIVE}, constant(22.0), size=[5]),
    case("tau and V0 of each neuron, size (2, 3)", {**ODD, "tau": TAU_2_3}, NOISE, size=[2, 3], V0=V0_2_3),
    case("one current a neuron each step, size 4", ODD, WAVES, size=[4], steps=400, V0=LOW, spk_reset="hard"),
    case("batch of 3, size 2", TUTORIAL, per_neuron(BATCH), size=[2], batch=3),
    # Units. V keeps the unit of V0 (the left operand's), whatever the parameters are written in.
    case("uA in kohm, V_th in V, tau in s", MIXED, constant(17.3, "uA"), V0=LOW),
    case("V0 in V: V in V", {**MIXED, "R": q("1.3 ohm")}, constant(0.0173, "A"), V0=q("-0.061 V")),
]

# Spike counts that upstream's documents state (the F-I row: 28, 52 and 70 Hz over 500 ms).
STATED = {
    ("LIFRef", "tutorial 1"): 17,
    ("LIF", "first neuron of the documents"): 17,
    ("LIF", "first neuron of the documents, hard reset"): 14,
    ("LIF", "F-I curve, 10 currents"): 14 + 26 + 35,
    ("LIFRef", "model anatomy, 100 neurons"): 1100,
}


# --- Running one ------------------------------------------------------------------------------------------------


def quantity(data):
    """A scalar stays a Python float, as a user writes it."""
    value = data["value"]
    return u.Quantity(jnp.float32(value) if isinstance(value, list) else value, u.parse_unit(data["unit"]))


def steps_of(data, steps):
    """The rows of a per-step input, one a step, as xs of the loop."""
    values = decode(data["values"])
    rows = values if data["kind"] == "perStep" else values.reshape(steps, -1)
    return u.Quantity(jnp.asarray(rows), u.parse_unit(data["unit"]))


def times_of(dt, steps):
    times = u.math.arange(0 * u.ms, steps * dt * u.ms, dt * u.ms)
    if not np.array_equal(times.mantissa, np.arange(steps, dtype=np.float32) * np.float32(dt)):
        raise ValueError(f"times: expected element i to be float32(i) * float32({dt}), got {times}")
    return times


def run(model, spec):
    """Build, initialise, roll out: V and spikes of every step, and the neuron in its last state."""
    options = {key: quantity(value) for key, value in spec["params"].items()}
    initial = braintools.init.Constant(quantity(spec["V0"]))
    neuron = MODELS[model](tuple(spec["size"]), **options, V_initializer=initial, spk_reset=spec["spk_reset"])
    brainstate.nn.init_all_states(neuron, batch_size=spec["batch"])

    xs = {"t": times_of(spec["dt"], spec["steps"])}
    for key in ("input", "delta"):
        if "values" in spec.get(key, {}):
            xs[key] = steps_of(spec[key], spec["steps"])

    def step(x):
        with brainstate.environ.context(t=x["t"]):
            if "delta" in x:
                neuron.add_delta_input("delta", x["delta"])
            spikes = neuron.update(x["input"] if "input" in x else quantity(spec["input"]))
            return neuron.V.value, spikes

    with brainstate.environ.context(dt=spec["dt"] * u.ms):
        V, spikes = brainstate.transform.for_loop(step, xs)
    return V, np.asarray(spikes), neuron


def golden(model, spec):
    """The case with its results, as the file holds it."""
    spec = {key: value for key, value in spec.items() if key != "models"}
    if model == "LIF":
        spec["params"] = {key: value for key, value in spec["params"].items() if key != "tau_ref"}
    V, spikes, neuron = run(model, spec)
    count, stated = int(spikes.sum()), STATED.get((model, spec["name"]))
    if stated not in (None, count):
        raise ValueError(f"{model}, {spec['name']}: wrong spike count, expected {stated}, got {count}")

    values = np.asarray(V.mantissa).reshape(spec["steps"], -1)
    stride = math.ceil(values.size / V_VALUES)
    result = {
        **{"name": spec.pop("name"), "model": model, **spec},
        "spikes": np.argwhere(spikes.reshape(values.shape) > 0).tolist(),
        "spikeCount": count,
        "V": {"unit": str(V.unit), "stride": stride, "values": encode(values[::stride])},
        "Vfinal": encode(values[-1]),
        "Vmax": float(np.abs(values).max()),
    }
    if model == "LIFRef":
        last = neuron.last_spike_time.value
        result["last_spike_time"] = {"unit": str(last.unit), "values": encode(last.mantissa)}
    return result


# --- Writing ----------------------------------------------------------------------------------------------------


def main():
    modules = {"brainpy": brainpy, "brainstate": brainstate, "brainunit": u, "braintools": braintools, "jax": jax}
    about = {name: module.__version__ for name, module in modules.items()}
    about |= {"dtype": "float32", "python": platform.python_version(), "made": datetime.date.today().isoformat()}
    for model, file in FILES.items():
        cases = [golden(model, spec) for spec in CASES if model in spec["models"]]
        lines = ",\n".join(json.dumps(item, separators=(",", ":")) for item in cases)
        (HERE / file).write_text(f'{{"about":{json.dumps(about)},\n"cases":[\n{lines}\n]}}\n')
        print(f"{file}: {len(cases)} cases, {(HERE / file).stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
