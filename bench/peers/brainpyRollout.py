"""LIFRef neurons in BrainPy on a processor: brainstate.transform.jit around for_loop, spikes counted in a state.

An argument is the number of cores that XLA may use; without one, all. See answers.py for what is asked and answered.
"""

import os
import sys
import time

if len(sys.argv) > 1:  # before XLA counts them and makes its threads
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: int(sys.argv[1])])
os.environ["JAX_PLATFORMS"] = "cpu"

import answers

try:
    import brainpy
    import brainpy.state
    import brainstate
    import braintools
    import brainunit as u
    import jax
    import jax.numpy as jnp
    import numpy as np
except Exception as error:
    answers.absent(error)

DT = 0.1 * u.ms
PARAMETERS = {
    **{"R": 1.0 * u.ohm, "tau": 20.0 * u.ms, "tau_ref": 5.0 * u.ms},
    **{"V_th": -50.0 * u.mV, "V_reset": -60.0 * u.mV, "V_rest": -60.0 * u.mV},
}


class Rollout:
    def __init__(self, steps, currents):
        self.n = len(currents)
        zero = braintools.init.Constant(0.0 * u.mV)
        self.neuron = brainpy.state.LIFRef(self.n, **PARAMETERS, V_initializer=zero)
        brainstate.nn.init_all_states(self.neuron)
        self.count = brainstate.ShortTermState(jnp.zeros(self.n, jnp.float32))
        self.arguments = (jnp.asarray(currents) * u.mA, u.math.arange(0 * u.ms, steps * DT, DT))
        if len(self.arguments[1].mantissa) != steps:
            raise ValueError(f"times: expected {steps} of them, got {len(self.arguments[1].mantissa)}")

        def rollout(I, times):
            def step(t):
                with brainstate.environ.context(t=t):
                    self.count.value = self.count.value + self.neuron.update(I)

            with brainstate.environ.context(dt=DT):
                brainstate.transform.for_loop(step, times)

        self.rollout = brainstate.transform.jit(rollout)
        self.seconds = self.run() / 1e3

    def reset(self):
        # the compiled rollout belongs to these states: their values are put back, not the states made anew
        self.neuron.V.value = jnp.zeros(self.n, jnp.float32) * u.mV
        self.neuron.last_spike_time.value = jnp.full(self.n, -1e7, jnp.float32) * u.ms
        self.count.value = jnp.zeros(self.n, jnp.float32)
        self.wait()

    def wait(self):
        """Calls return before they are done."""
        states = (self.neuron.V, self.neuron.last_spike_time, self.count)
        jax.block_until_ready([u.get_mantissa(state.value) for state in states])

    def run(self):
        self.reset()
        start = time.perf_counter()
        self.rollout(*self.arguments)
        self.wait()
        return (time.perf_counter() - start) * 1e3

    def outcome(self):
        V = np.asarray(self.neuron.V.value.to_decimal(u.mV), np.float64)
        return np.asarray(self.count.value, np.float64).sum(), V.mean()


def cores():
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()


about = f"BrainPy {brainpy.__version__}, jax {jax.__version__}; XLA may use {cores()} core(s)"
answers.serve(about, Rollout)
