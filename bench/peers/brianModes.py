"""Two ways of running a rollout in Brian2, which its scripts share. What is run is a `Made`."""

import hashlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import answers

try:
    import brian2
    import numpy as np
except Exception as error:
    answers.absent(error)

brian2.BrianLogger.log_level_error()


class Made:
    """What is run: `neurons()`, a group before its first step, with `count`; `duration`; `V`, the name of its potential, and
    `scale`, what the mean of that is multiplied with; `label`, a name of a folder; `key`, what else a build is made of."""

    def __init__(self, neurons, duration, V, scale, label, key):
        self.neurons, self.duration, self.V, self.scale = neurons, duration, V, scale
        self.label, self.key = label, key


class Runtime:
    """Python calls compiled code a few times a step. Timed by Brian's own clock, which starts when the run is prepared."""

    def __init__(self, made):
        self.made = made
        self.group = made.neurons()
        self.network = brian2.Network(self.group)
        self.network.store()
        start = time.perf_counter()
        self.run()
        self.seconds = time.perf_counter() - start

    def run(self):
        self.network.restore()
        self.network.run(self.made.duration)
        return brian2.get_device()._last_run_time * 1e3

    def outcome(self):
        V = np.asarray(getattr(self.group, self.made.V)[:])
        return np.sum(self.group.count[:]), np.mean(V) * self.made.scale


class Standalone:
    """A program of its own a rollout. It prints how long its loop took by the wall clock: Brian's own value is processor
    time. Reading what it starts from and writing its results are not in it."""

    START = "const auto began = std::chrono::steady_clock::now();"
    END = """std::cout << std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count()
    << std::endl;"""

    def __init__(self, made):
        self.made = made
        sources = "".join(Path(file).read_text() for file in (__file__, sys.argv[0]))
        made_of = f"{sources} {brian2.__version__} {np.__version__} {made.key}"
        name = hashlib.sha256(made_of.encode()).hexdigest()[:16]
        self.folder = Path(sys.argv[2]) / f"brian-{made.label}-{name}"
        if not self.folder.exists():
            self.build()
        self.files = json.loads((self.folder / "made.json").read_text())
        self.seconds = self.files["seconds"]
        self.run()

    def build(self):
        device = brian2.device
        device.reinit()
        device.activate(build_on_run=False)
        group = self.made.neurons()
        device.insert_code("before_network_run", self.START)
        device.insert_code("after_network_run", self.END)
        brian2.Network(group).run(self.made.duration)
        unfinished = self.folder.with_suffix(f".{os.getpid()}")
        start = time.perf_counter()
        device.build(directory=str(unfinished), compile=True, run=False)
        files = {name: device.get_array_filename(group.variables[name]) for name in ("count", self.made.V)}
        files["seconds"] = time.perf_counter() - start
        (unfinished / "made.json").write_text(json.dumps(files))
        unfinished.rename(self.folder)

    def run(self):
        done = subprocess.run(["./main"], cwd=self.folder, stdout=subprocess.PIPE, check=True, text=True)
        return float(done.stdout.split()[-1])

    def outcome(self):
        count, V = (np.fromfile(self.folder / self.files[name]) for name in ("count", self.made.V))
        return count.sum(), V.mean() * self.made.scale


def serve(serve, prepare):
    """Answers in the mode of the first argument: `cpp`, or a target of Brian's code generation. `prepare` gives a `Made`."""
    mode = sys.argv[1]
    if mode == "cpp":
        brian2.prefs.codegen.cpp.headers = ["<chrono>"]
        brian2.set_device("cpp_standalone", build_on_run=False)
    else:
        brian2.prefs.codegen.target = mode
    way = Standalone if mode == "cpp" else Runtime
    serve(f"Brian2 {brian2.__version__}, numpy {np.__version__}", lambda *asked: way(prepare(*asked)))
