"""Any model in Brian2, float64: `cython`, its runtime mode, or `cpp`, its C++ standalone mode with builds kept in the folder
that the second argument names. The equations come with the work: all variables are bare numbers, times are in ms.

Brian resets at the end of the step that spikes, ours at the start of the next. Where there is no reset, a neuron counts as
refractory for as long as V is above threshold, so that it spikes once.
"""

import json
import warnings

warnings.filterwarnings("ignore")

import brianModes  # first: it says so where there is no Brian
import brian2
import modelsAnswers
from brian2 import ms


def equations(brian):
    held = brian.get("held", [])
    lines = ["I : 1 (constant)", "count : 1"]
    for name, drift in brian["drift"].items():
        lines.append(f"d{name}/dt = ({drift})/ms : 1{' (unless refractory)' if name in held else ''}")
    lines += [f"{name} = {term} : 1" for name, term in brian.get("terms", {}).items()]
    lines += [f"{name} = {term} : 1 (constant over dt)" for name, term in brian.get("frozen", {}).items()]
    return "\n".join(lines)


def neurons(work):
    """The neurons, before their first step."""
    brian2.start_scope()
    brian2.defaultclock.dt = work["dt"] * ms
    brian, parameters = work["brian"], work["parameters"]
    reset = brian.get("reset")
    refractory = {}
    if "held" in brian:
        refractory = {"refractory": parameters["tau_ref"] * ms}
    elif reset is None:
        refractory = {"refractory": brian["threshold"]}
    group = brian2.NeuronGroup(
        work["lanes"],
        equations(brian),
        threshold=brian["threshold"],
        reset="; ".join([*([reset] if reset else []), "count += 1"]),
        method=brian["method"],
        namespace=parameters,
        **refractory,
    )
    group.I = modelsAnswers.inputs(work).astype(float)
    for name in brian["drift"]:
        setattr(group, name, work["states"][name])
    return group


def prepare(work):
    key = json.dumps(work, sort_keys=True)
    return brianModes.Made(lambda: neurons(work), work["steps"] * work["dt"] * ms, "V", 1, work["name"], key)


brianModes.serve(modelsAnswers.serve, prepare)
