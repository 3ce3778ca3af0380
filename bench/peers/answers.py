"""Answers the lines that a benchmark asks: what the Python peers share.

The first line out says `ready` and what is there, or `absent` and why. Then, for each line `lanes steps low high repeats`
that comes in, one goes out: `milliseconds spikes meanV cores prepared`, of which the first is the mean of a call, or
`failed` and why. A rollout is prepared (compiled, run once) when it is first asked for, and kept for its lane count.
"""

import sys
import time

import numpy as np


def currents(n, low, high):
    """The current of each neuron, mA: float32, as every peer has it."""
    low, high = np.float32(low), np.float32(high)
    return low + (high - low) * np.arange(n, dtype=np.float32) / np.float32(n)


def serve(about, prepare):
    """`prepare(steps, currents)` gives a rollout: `run()` does a call, states put back before and outside of what it
    times, and returns milliseconds; `outcome()` the spikes and the mean of V after it; `seconds` is what preparing took."""
    say(f"ready {about}")
    rollouts, lanes = {}, None
    for line in sys.stdin:
        try:
            n, steps, low, high, repeats = line.split()
            if n != lanes:
                rollouts.clear()
                lanes = n
            if steps not in rollouts:
                rollouts[steps] = prepare(int(steps), currents(int(n), low, high))
            answer(rollouts[steps], int(repeats))
        except Exception as error:  # whoever asked writes it down and does without
            say(f"failed {one_line(error)}")


def answer(rollout, repeats):
    """Runs it so often and says what came of it."""
    processor, wall = time.process_time(), time.perf_counter()
    elapsed = sum(rollout.run() for _ in range(repeats))
    processor, wall = time.process_time() - processor, time.perf_counter() - wall
    spikes, mean = rollout.outcome()
    say(f"{elapsed / repeats:.9g} {spikes:.0f} {mean:.9g} {processor / wall:.3g} {rollout.seconds:.4g}")


def absent(error):
    say(f"absent {one_line(error)}")
    sys.exit()


def one_line(error):
    return f"{type(error).__name__}: {' '.join(str(error).split())}"[:200]


def say(line):
    print(line, flush=True)
