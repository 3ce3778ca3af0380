"""The cases of LIF and LIFRef, with every parameter written out; `cases.py` adds those of the other models."""

import brainunit as u
import numpy as np
from pieces import case, conductance, constant, params, per_neuron, per_step, plain, q

CASES = []
STATED = {}  # spike counts that upstream's documents state, by (model, name)

DEFAULTS = params(R="1 ohm", tau="5 ms", tau_ref="5 ms", V_th="1 mV", V_reset="0 mV", V_rest="0 mV")
TUTORIAL = params(tau="20 ms", V_th="-50 mV", V_reset="-60 mV", V_rest="-60 mV")
DOCS = params(tau="10 ms", V_th="-50 mV", V_reset="-65 mV", V_rest="-65 mV")
ODD = params(R="1.3 ohm", tau="13.7 ms", tau_ref="1.7 ms", V_th="-48.9 mV", V_reset="-61.4 mV", V_rest="-63.2 mV")
MIXED = {**ODD, **params(R="1.3 kohm", tau="0.0137 s", tau_ref="0.0017 s", V_th="-0.0489 V")}
REF_2, REF_3 = params(tau_ref="2 ms"), params(tau_ref="3 ms")


def leaky(name, changes, current, models="LIF LIFRef", V0=q("0 mV"), spk_reset="soft", **rest):
    for model in models.split():
        values = {**DEFAULTS, **changes}
        if model == "LIF":
            del values["tau_ref"]
        CASES.append(case(name, model, current, params=values, initial={"V": V0}, spk_reset=spk_reset, **rest))


rng = np.random.default_rng(20)
clock = np.arange(1000) * 0.1  # ms
SINE = per_step(16 + 14 * np.sin(2 * np.pi * clock / 23))
NOISE = per_step(rng.normal(19, 9, 1000))
FINE_NOISE = per_step(rng.normal(48, 20, 2000))
WAVES = per_step(22 + 10 * np.sin(2 * np.pi * clock[:400, None] / np.array([7, 11, 17, 29])))
KICKS = per_step(np.where(rng.random(1000) < 0.02, rng.normal(6, 3, 1000), 0), "mV")
DRAWN_V0 = plain(rng.normal(-65, 2, 100))
CURRENTS = plain(u.math.linspace(0 * u.mA, 20 * u.mA, 10).to_decimal(u.mA))
FIVE = {"V_th": q([-55.0, -52.5, -50.0, -47.5, -45.0], "mV"), "tau_ref": q([0.5, 1.0, 2.0, 4.0, 8.0], "ms")}
TAU_2_3 = q([[5.0, 7.5, 10.0], [15.0, 20.0, 30.0]], "ms")
V0_2_3 = q([[-70.0, -66.0, -62.0], [-58.0, -54.0, -50.0]], "mV")
BATCH = [[5.0, 12.5], [20.0, 27.5], [35.0, 42.5]]
LOW = q("-61 mV")

# Upstream's documents. V0 = 0 mV lies above V_th, so soft reset starts with a burst of three.
leaky("tutorial 1", TUTORIAL, constant(25.0), steps=2000)
leaky("tutorial 1, hard reset", TUTORIAL, constant(25.0), steps=2000, spk_reset="hard")
leaky("tutorial 1, sub-threshold 8 mA", TUTORIAL, constant(8.0), V0=LOW)
leaky("first neuron of the documents", DOCS, constant(20.0), "LIF", steps=2000)
leaky("first neuron of the documents, hard reset", DOCS, constant(20.0), "LIF", steps=2000, spk_reset="hard")
leaky("F-I curve, 10 currents", DOCS, per_neuron(CURRENTS), size=[10], steps=5000, spk_reset="hard")
leaky("model anatomy, 100 neurons", {**DOCS, **REF_2}, constant(30.0), "LIFRef", size=[100], V0=q(DRAWN_V0, "mV"))
leaky("defaults, 2 mA", {}, constant(2.0))
leaky("defaults, 2 mA, tau_ref 2 ms", REF_2, constant(2.0), "LIFRef")
# Steps and currents.
leaky("dt 0.02, noise", {**TUTORIAL, **REF_2}, FINE_NOISE, dt=0.02, steps=2000, V0=LOW)
leaky("dt 0.05, constant", TUTORIAL, constant(25.0), dt=0.05, steps=2000)
leaky("dt 0.5, constant, hard reset", TUTORIAL, constant(31.7), dt=0.5, spk_reset="hard")
leaky("dt 1.0, sine", TUTORIAL, SINE, dt=1.0)
leaky("ramp -5 to 40 mA", TUTORIAL, per_step(np.linspace(-5, 40, 1000)), V0=LOW)
leaky("sine, odd parameters", ODD, SINE, V0=LOW)
leaky("noise, odd parameters, hard reset", ODD, NOISE, V0=LOW, spk_reset="hard")
leaky("delta inputs on V", {**TUTORIAL, **REF_3}, constant(8.0), delta=KICKS, V0=LOW)
# Shapes.
leaky("V_th of each neuron, size 5", {**ODD, **FIVE}, constant(22.0), size=[5])
leaky("tau and V0 of each neuron, size (2, 3)", {**ODD, "tau": TAU_2_3}, NOISE, size=[2, 3], V0=V0_2_3)
leaky("one current a neuron each step, size 4", ODD, WAVES, size=[4], steps=400, V0=LOW, spk_reset="hard")
leaky("batch of 3, size 2", TUTORIAL, per_neuron(BATCH), size=[2], batch=3, steps=500)
# Units. V keeps the unit of V0 (the left operand's), whatever the parameters are written in.
leaky("uA in kohm, V_th in V, tau in s", MIXED, constant(17.3, "uA"), V0=LOW)
leaky("V0 in V: V in V", {**MIXED, "R": q("1.3 ohm")}, constant(0.0173, "A"), V0=q("-0.061 V"))
# A registered current that depends on V.
leaky("conductance 0.4 S to -40 mV", ODD, constant(13.0), V0=LOW, conductance=conductance("0.4 S", "-40 mV"))

STATED |= {
    ("LIFRef", "tutorial 1"): 17,
    ("LIF", "first neuron of the documents"): 17,
    ("LIF", "first neuron of the documents, hard reset"): 14,
    ("LIF", "F-I curve, 10 currents"): 14 + 26 + 35,  # 28, 52 and 70 Hz over 500 ms
    ("LIFRef", "model anatomy, 100 neurons"): 1100,
}
