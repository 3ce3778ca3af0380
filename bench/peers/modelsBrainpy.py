"""Any model of BrainPy on a processor: brainstate.transform.jit around for_loop, spikes counted in a state."""

import os
import time

os.environ["JAX_PLATFORMS"] = "cpu"

import answers
import modelsAnswers

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


def quantity(value, unit):
    """A number without a unit is no quantity."""
    return u.Quantity(value, u.parse_unit(unit)) if unit else value


def option(name, given):
    if not isinstance(given, dict):
        return given
    value = quantity(given["value"], given["unit"])
    return braintools.init.Constant(value) if name.endswith("_initializer") else value


class Rollout:
    def __init__(self, work):
        n, steps, dt = work["lanes"], work["steps"], work["dt"] * u.ms
        options = {name: option(name, given) for name, given in work["options"].items()}
        self.neuron = getattr(brainpy.state, work["name"])(n, **options)
        self.count = brainstate.ShortTermState(jnp.zeros(n, jnp.float32))
        with brainstate.environ.context(dt=dt):
            brainstate.nn.init_all_states(self.neuron)
        self.states = [*self.neuron.states().values(), self.count]
        self.first = [state.value for state in self.states]
        times = u.math.arange(0 * u.ms, steps * dt, dt)
        if len(times.mantissa) != steps:
            raise ValueError(f"times: expected {steps} of them, got {len(times.mantissa)}")
        self.arguments = (quantity(jnp.asarray(modelsAnswers.inputs(work)), work["input"]["unit"]), times)

        def rollout(x, times):
            def step(t):
                with brainstate.environ.context(t=t):
                    self.count.value = self.count.value + self.neuron.update(x)

            with brainstate.environ.context(dt=dt):
                brainstate.transform.for_loop(step, times)

        self.rollout = brainstate.transform.jit(rollout)
        self.seconds = self.run() / 1e3

    def wait(self):
        """Calls return before they are done."""
        jax.block_until_ready([u.get_mantissa(state.value) for state in self.states])

    def run(self):
        # the compiled rollout belongs to these states: their values are put back, not the states made anew
        for state, value in zip(self.states, self.first):
            state.value = value
        self.wait()
        start = time.perf_counter()
        self.rollout(*self.arguments)
        self.wait()
        return (time.perf_counter() - start) * 1e3

    def outcome(self):
        V = np.asarray(u.get_mantissa(self.neuron.V.value), np.float64)
        return np.asarray(self.count.value, np.float64).sum(), V.mean()


cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
about = f"BrainPy {brainpy.__version__}, jax {jax.__version__}; XLA may use {cores} core(s)"
modelsAnswers.serve(about, Rollout)
