"""LIFRef neurons in Brian2, float64: `cython`, its runtime mode, or `cpp`, its C++ standalone mode with builds kept in
the folder that the second argument names. See answers.py for what is asked and answered.

Two things make the same neuron of it. Brian resets at the end of the step that spikes, ours at the start of the next, so
that our V = 0 mV before a reset is its v = V_reset - V_th after one. And a neuron may fire while it is refractory, which
Brian's threshold never lets happen; an event of its own does.
"""

import warnings

warnings.filterwarnings("ignore")

import brianModes  # first: it says so where there is no Brian
import answers
import brian2
from brian2 import mA, ms, mV, ohm, second

EQUATIONS = """
dv/dt = (-v + V_rest + R*I)/tau : volt (unless refractory)
I : amp (constant)
count : 1
"""
EVENT = "v -= V_th - V_reset; lastspike = t; not_refractory = False; count += 1"
PARAMETERS = {"V_th": -50 * mV, "V_reset": -60 * mV, "V_rest": -60 * mV, "R": 1 * ohm, "tau": 20 * ms}


def neurons(currents):
    """The neurons, before their first step."""
    brian2.start_scope()
    brian2.defaultclock.dt = 0.1 * ms
    group = brian2.NeuronGroup(
        len(currents),
        EQUATIONS,
        events={"fired": "v >= V_th"},
        refractory=5 * ms,
        method="exponential_euler",
        namespace=PARAMETERS,
    )
    group.run_on_event("fired", EVENT)
    group.I = currents.astype(float) * mA
    group.v = PARAMETERS["V_reset"] - PARAMETERS["V_th"]
    group.lastspike = -1e4 * second
    return group


def prepare(steps, currents):
    label, key = f"{len(currents)}-{steps}", f"{steps} {currents.tobytes().hex()}"
    return brianModes.Made(lambda: neurons(currents), steps * 0.1 * ms, "v", 1e3, label, key)


brianModes.serve(answers.serve, prepare)
