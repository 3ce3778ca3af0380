"""LIFRef neurons in Brian2, float64: `cython`, its runtime mode, or `cpp`, its C++ standalone mode with builds kept in
the folder that the second argument names. See answers.py for what is asked and answered.

Two things make the same neuron of it. Brian resets at the end of the step that spikes, ours at the start of the next, so
that our V = 0 mV before a reset is its v = V_reset - V_th after one. And a neuron may fire while it is refractory, which
Brian's threshold never lets happen; an event of its own does.
"""

import hashlib
import json
import os
import subprocess
import sys
import time
import warnings
from pathlib import Path

warnings.filterwarnings("ignore")

import answers

try:
    import brian2
    import numpy as np
    from brian2 import mA, ms, mV, ohm, prefs, second
except Exception as error:
    answers.absent(error)

brian2.BrianLogger.log_level_error()
MODE = sys.argv[1]
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


class Cython:
    """Python calls compiled code a few times a step. Timed by Brian's own clock, which starts when the run is prepared."""

    def __init__(self, steps, currents):
        self.group = neurons(currents)
        self.network = brian2.Network(self.group)
        self.duration = steps * 0.1 * ms
        self.network.store()
        start = time.perf_counter()
        self.run()
        self.seconds = time.perf_counter() - start

    def run(self):
        self.network.restore()
        self.network.run(self.duration)
        return brian2.get_device()._last_run_time * 1e3

    def outcome(self):
        return np.sum(self.group.count[:]), np.mean(self.group.v[:] / mV)


class Standalone:
    """A program of its own a rollout. It prints how long its loop took by the wall clock: Brian's own value is processor
    time. Reading what it starts from and writing its results are not in it."""

    START = "const auto began = std::chrono::steady_clock::now();"
    END = """std::cout << std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count()
    << std::endl;"""

    def __init__(self, steps, currents):
        made_of = f"{Path(__file__).read_text()} {brian2.__version__} {np.__version__} {steps}"
        name = hashlib.sha256(made_of.encode() + currents.tobytes()).hexdigest()[:16]
        self.folder = Path(sys.argv[2]) / f"brian-{len(currents)}-{steps}-{name}"
        if not self.folder.exists():
            self.build(steps, currents)
        self.made = json.loads((self.folder / "made.json").read_text())
        self.seconds = self.made["seconds"]
        self.run()

    def build(self, steps, currents):
        device = brian2.device
        device.reinit()
        device.activate(build_on_run=False)
        group = neurons(currents)
        device.insert_code("before_network_run", self.START)
        device.insert_code("after_network_run", self.END)
        brian2.Network(group).run(steps * 0.1 * ms)
        unfinished = self.folder.with_suffix(f".{os.getpid()}")
        start = time.perf_counter()
        device.build(directory=str(unfinished), compile=True, run=False)
        made = {name: device.get_array_filename(group.variables[name]) for name in ("count", "v")}
        made["seconds"] = time.perf_counter() - start
        (unfinished / "made.json").write_text(json.dumps(made))
        unfinished.rename(self.folder)

    def run(self):
        done = subprocess.run(["./main"], cwd=self.folder, stdout=subprocess.PIPE, check=True, text=True)
        return float(done.stdout.split()[-1])

    def outcome(self):
        count, v = (np.fromfile(self.folder / self.made[name]) for name in ("count", "v"))
        return count.sum(), v.mean() * 1e3


about = f"Brian2 {brian2.__version__}, numpy {np.__version__}"
if MODE == "cpp":
    prefs.codegen.cpp.headers = ["<chrono>"]
    brian2.set_device("cpp_standalone", build_on_run=False)
else:
    prefs.codegen.target = "cython"
answers.serve(about, Standalone if MODE == "cpp" else Cython)
