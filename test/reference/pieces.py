"""What the cases of cases.py are written with: quantities, inputs and float32 arrays as JSON data."""

import base64

import numpy as np

PLAIN = 12  # arrays of at most this many numbers are written as plain lists, longer ones as base64


def q(value, unit=None):
    """A quantity as data: q("5 ms"), or numbers and a unit; a list is an array of the population's shape."""
    if unit is None:
        number, unit = value.split(" ", 1)
        value = float(number)
    return {"value": value, "unit": unit}


def params(**given):
    """Parameters by name: a text is a scalar, a pair is (numbers, unit)."""
    return {name: q(each) if isinstance(each, str) else q(*each) for name, each in given.items()}


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


def conductance(g, E):
    """The registered current g (E - V), a function of V: where V's drift contains it, it enters the derivative."""
    return {"g": q(g), "E": q(E)}


def encode(array):
    """float32 numbers, flattened row-major: a short list, or base64 of little-endian bytes."""
    flat = np.ascontiguousarray(array, "<f4").ravel()
    return plain(flat) if flat.size <= PLAIN else base64.b64encode(flat.tobytes()).decode()


def decode(values):
    return np.frombuffer(base64.b64decode(values), "<f4") if isinstance(values, str) else np.float32(values)


def case(name, model, input, **rest):
    """
    A case. `rest` sets the following where they differ from these; `delta` and `conductance` where there are any.
    Parameters, initial values and spk_reset that are not given are upstream's defaults.
    """
    base = {"size": [1], "batch": None, "params": {}, "initial": {}, "dt": 0.1, "steps": 1000}
    return {"name": name, "model": model, **base, "input": input, **rest}
