"""Any model in Brian2, float64: `cython`, its runtime mode, or `cpp`, its C++ standalone mode with builds kept in the folder
that the second argument names. The equations come with the work: all variables are bare numbers, times are in ms.

Brian resets at the end of the step that spikes, ours at the start of the next. Where there is no reset, a neuron counts as
refractory for as long as V is above threshold, so that it spikes once.
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
import modelsAnswers

try:
    import brian2
    import numpy as np
    from brian2 import ms, prefs
except Exception as error:
    answers.absent(error)

brian2.BrianLogger.log_level_error()
MODE = sys.argv[1]


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


class Runtime:
    """Python calls compiled code a few times a step. Timed by Brian's own clock, which starts when the run is prepared."""

    def __init__(self, work):
        self.group = neurons(work)
        self.network = brian2.Network(self.group)
        self.duration = work["steps"] * work["dt"] * ms
        self.network.store()
        start = time.perf_counter()
        self.run()
        self.seconds = time.perf_counter() - start

    def run(self):
        self.network.restore()
        self.network.run(self.duration)
        return brian2.get_device()._last_run_time * 1e3

    def outcome(self):
        return np.sum(self.group.count[:]), np.mean(self.group.V[:])


class Standalone:
    """A program of its own a rollout. It prints how long its loop took by the wall clock: Brian's own value is processor
    time. Reading what it starts from and writing its results are not in it."""

    START = "const auto began = std::chrono::steady_clock::now();"
    END = """std::cout << std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count()
    << std::endl;"""

    def __init__(self, work):
        made_of = f"{Path(__file__).read_text()} {brian2.__version__} {np.__version__} {json.dumps(work, sort_keys=True)}"
        name = hashlib.sha256(made_of.encode()).hexdigest()[:16]
        self.folder = Path(sys.argv[2]) / f"brian-{work['name']}-{name}"
        if not self.folder.exists():
            self.build(work)
        self.made = json.loads((self.folder / "made.json").read_text())
        self.seconds = self.made["seconds"]
        self.run()

    def build(self, work):
        device = brian2.device
        device.reinit()
        device.activate(build_on_run=False)
        group = neurons(work)
        device.insert_code("before_network_run", self.START)
        device.insert_code("after_network_run", self.END)
        brian2.Network(group).run(work["steps"] * work["dt"] * ms)
        unfinished = self.folder.with_suffix(f".{os.getpid()}")
        start = time.perf_counter()
        device.build(directory=str(unfinished), compile=True, run=False)
        made = {name: device.get_array_filename(group.variables[name]) for name in ("count", "V")}
        made["seconds"] = time.perf_counter() - start
        (unfinished / "made.json").write_text(json.dumps(made))
        unfinished.rename(self.folder)

    def run(self):
        done = subprocess.run(["./main"], cwd=self.folder, stdout=subprocess.PIPE, check=True, text=True)
        return float(done.stdout.split()[-1])

    def outcome(self):
        count, V = (np.fromfile(self.folder / self.made[name]) for name in ("count", "V"))
        return count.sum(), V.mean()


about = f"Brian2 {brian2.__version__}, numpy {np.__version__}"
if MODE == "cpp":
    prefs.codegen.cpp.headers = ["<chrono>"]
    brian2.set_device("cpp_standalone", build_on_run=False)
else:
    prefs.codegen.target = MODE
modelsAnswers.serve(about, Standalone if MODE == "cpp" else Runtime)
