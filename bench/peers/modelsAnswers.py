"""Answers the lines that the benchmark of the models asks: what its Python peers share.

A line in is a work as JSON: the model's name, lanes, steps, dt in ms, the input of the middle neuron, options, the numbers
of parameters and first states, and how often to repeat. What goes out is as in answers.py.
"""

import json
import sys

import numpy as np
from answers import answer, one_line, say


def inputs(work):
    """The input of each neuron: float32, as every peer has it."""
    return np.float32(work["input"]["value"]) * np.linspace(0.9, 1.1, work["lanes"], dtype=np.float32)


def serve(about, prepare):
    """`prepare(work)` gives a rollout: `run()` does a call, states put back before and outside of what it times, and
    returns milliseconds; `outcome()` the spikes and the mean of V after it; `seconds` is what preparing took."""
    say(f"ready {about}")
    kept, rollout = None, None
    for line in sys.stdin:
        try:
            work = json.loads(line)
            repeats = work.pop("repeats")
            if work != kept:
                kept, rollout = work, None
                rollout = prepare(work)
            elif rollout is None:
                raise RuntimeError("this work cannot be prepared")
            answer(rollout, repeats)
        except Exception as error:  # whoever asked writes it down and does without
            say(f"failed {one_line(error)}")
