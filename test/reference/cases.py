"""The cases of make.py, as data. Adding one is adding a line; adding a model is adding its lines."""

import numpy as np
from leakyCases import CASES, LOW, STATED
from pieces import case, conductance, constant, params, per_neuron, per_step, q

__all__ = ["CASES", "STATED"]

# --- The other models: what is not written is upstream's default ---------------------------------------------------

rng = np.random.default_rng(23)
DRAWN = rng.normal(0, 1, 400)
HITS = np.where(rng.random(300) < 0.04, rng.normal(1, 0.4, 300), 0)


def noise(mean, spread, unit="mA"):
    return per_step(mean + spread * DRAWN, unit)


def hits(size, unit="mV"):
    """About one delta input of this size in 25 steps."""
    return per_step(size * HITS, unit)


def sine(mean, height, period, unit="mA", steps=300):
    """`period` in steps."""
    return per_step(mean + height * np.sin(2 * np.pi * np.arange(steps) / period), unit)


def waves(mean, height, unit="mA", steps=100):
    return per_step(mean + height * np.sin(2 * np.pi * np.arange(steps)[:, None] / np.array([17, 29])), unit)


def model(name, *cases):
    """Cases of a model: (name, current, the rest of the case)."""
    for title, current, rest in cases:
        CASES.append(case(title, name, current, **rest))


HARD, SOFT = {"spk_reset": "hard"}, {"spk_reset": "soft"}
SILENT = "0, just above rheobase, strong"
ODD_LEAK = params(R="1.3 ohm", tau="13.7 ms", V_th="-48.9 mV", V_reset="-61.4 mV", V_rest="-63.2 mV")
FIVE_TH = params(V_th=([0.6, 0.8, 1.0, 1.5, 2.2], "mV"))
FIVE_LOW = params(V_th=([-57.0, -54.0, -52.0, -49.0, -45.0], "mV"), tau=([5.0, 8.0, 10.0, 14.0, 25.0], "ms"))
V_2_3 = {"V": q([[-0.4, -0.2, 0.0], [0.2, 0.4, 0.7]], "mV")}
V_2_3_LOW = {"V": q([[-70.0, -66.0, -64.0], [-62.0, -60.0, -58.0]], "mV")}
BATCH_SMALL = per_neuron([[0.4, 1.1], [1.6, 2.3], [3.1, 5.2]])

model(
    "IF",
    (SILENT, per_neuron([0.0, 1.1, 5.0]), {"size": [3], "initial": {"V": q("0.7 mV")}}),
    (f"{SILENT}, hard reset", per_neuron([0.0, 1.1, 5.0]), {"size": [3], **HARD}),
    ("noise, odd parameters", noise(2.1, 1.5), {"params": params(R="1.3 ohm", tau="7.3 ms", V_th="1.7 mV"), "steps": 400}),
    ("V_th of each neuron, size 5", constant(2.6), {"params": FIVE_TH, "size": [5], "steps": 500}),
    ("V of each neuron, size (2, 3), sine", sine(1.6, 1.4, 90), {"initial": V_2_3, "size": [2, 3], "steps": 300, **HARD}),
    ("batch of 3, size 2", BATCH_SMALL, {"size": [2], "batch": 3, "steps": 400}),
    ("dt 0.02", constant(2.0), {"dt": 0.02, "steps": 1500}),
    ("delta inputs on V", constant(0.5), {"delta": hits(0.6), "steps": 300}),
    ("conductance 0.7 S to 2.5 mV", constant(0.4), {"conductance": conductance("0.7 S", "2.5 mV"), "steps": 600}),
    ("uA in kohm, V_th in V, V0 in uV", constant(2.7, "mA"), {"params": params(R="0.0012 kohm", tau="0.006 s", V_th="0.0011 V"), "initial": {"V": q("130 uV")}}),
)

ALIF_ODD = {**ODD_LEAK, **params(tau_a="37 ms", beta="1.3 mV")}
model(
    "ALIF",
    ("defaults, 2 mA", constant(2.0), {}),
    (SILENT, per_neuron([0.0, 1.1, 5.0]), {"size": [3], "initial": {"V": q("0.4 mV"), "a": q("1.5 1")}}),
    (f"{SILENT}, hard reset", per_neuron([0.0, 1.1, 5.0]), {"size": [3], **HARD}),
    ("noise, odd parameters", noise(24, 9), {"params": ALIF_ODD, "initial": {"V": LOW}, "steps": 400}),
    ("beta and tau_a of each neuron, size 5", constant(3.1), {"params": params(beta=([0.0, 0.05, 0.1, 0.3, 0.8], "mV"), tau_a=([10.0, 30.0, 90.0, 200.0, 400.0], "ms")), "size": [5], "steps": 600}),
    ("V of each neuron, size (2, 3), sine", sine(2.1, 1.9, 90), {"initial": V_2_3, "size": [2, 3], "steps": 300}),
    ("batch of 3, size 2", BATCH_SMALL, {"size": [2], "batch": 3, "steps": 400}),
    ("dt 0.02", constant(3.0), {"dt": 0.02, "steps": 1500, **HARD}),
    ("delta inputs on V", constant(0.7), {"delta": hits(0.6), "steps": 300}),
    ("conductance 0.4 S to -40 mV", constant(9.0), {"params": ALIF_ODD, "initial": {"V": LOW}, "conductance": conductance("0.4 S", "-40 mV"), "steps": 600}),
    ("uA in kohm, V_th and beta in V, tau in s", constant(19300.0, "uA"), {"params": {**ALIF_ODD, **params(R="0.0013 kohm", tau="0.0137 s", V_th="-0.0489 V", beta="0.0007 V")}, "initial": {"V": LOW}, "steps": 600}),
)

# V_th -30 mV lies far up the exponential: V overshoots it by many powers of ten. A soft reset runs away from there, held
# by the limit of the exponent at 20; a hard one, V - (V - V_reset), loses V_reset to rounding. Lower thresholds have small peaks.
LOW_TH = params(V_th="-50 mV")
EXP_ODD = params(R="1.3 ohm", tau="13.7 ms", V_th="-51.3 mV", V_reset="-66.1 mV", V_rest="-63.2 mV", V_T="-57.7 mV", delta_T="2.3 mV")
EXP_MIXED = {**EXP_ODD, **params(R="0.0013 kohm", tau="0.0137 s", V_th="-0.0513 V", V_T="-0.0577 V", delta_T="2300 uV")}


def exponential(name, extra=(), **ref):
    """ExpIF and ExpIFRef; `ref` holds parameters of the Ref kind, written in every second case."""
    also = {"ref_var": True} if ref else {}
    model(
        name,
        (SILENT, per_neuron([0.0, 3.0, 15.0]), {"params": LOW_TH, "size": [3], "steps": 500}),
        (f"V_th -40 mV: {SILENT}, hard reset", per_neuron([0.0, 4.0, 15.0]), {"params": params(V_th="-40 mV"), "size": [3], "steps": 600, **HARD, **also}),
        ("V_th -30 mV, V0 -31 mV, soft reset: runs away", constant(10.0), {"initial": {"V": q("-31 mV")}, "steps": 250, "params": params(**ref), **also}),
        ("noise, odd parameters", noise(14, 8), {"params": {**EXP_ODD, **params(**ref)}, "steps": 400}),
        ("V_th and tau of each neuron, size 5", constant(11.0), {"params": FIVE_LOW, "size": [5], "steps": 600, **HARD, **also}),
        ("V of each neuron, size (2, 3), sine", sine(11, 9, 90), {"params": LOW_TH, "initial": V_2_3_LOW, "size": [2, 3], "steps": 300}),
        ("batch of 3, size 2", per_neuron([[1.0, 4.5], [7.0, 10.0], [14.0, 18.0]]), {"params": LOW_TH, "size": [2], "batch": 3, "steps": 300, **also}),
        ("dt 0.02, hard reset", constant(19.0), {"params": params(V_th="-35 mV", **ref), "dt": 0.02, "steps": 1500, **HARD}),
        ("delta inputs on V", constant(2.0), {"params": LOW_TH, "delta": hits(5.0), "steps": 300, **also}),
        ("conductance 0.4 S to -40 mV", constant(-1.0), {"params": EXP_ODD, "conductance": conductance("0.4 S", "-40 mV"), "steps": 600}),
        ("kohm, s, V and uV", constant(0.0123, "A"), {"params": EXP_MIXED, "steps": 500}),
        *extra,
    )


exponential("ExpIF")
exponential("ExpIFRef", tau_ref="2.3 ms")

ADEX_ODD = {**EXP_ODD, **params(tau_w="41 ms", a="0.13 S", b="2.7 mA")}
ADEX_MIXED = {**EXP_MIXED, **params(tau_w="0.041 s", a="130 mS", b="2700 uA")}


def adaptive_exponential(name, **ref):
    also = {"ref_var": True} if ref else {}
    w0 = {"w": q("1.2 mA")}
    model(
        name,
        ("defaults, 20 mA", constant(20.0), {"steps": 3000}),
        ("defaults, 20 mA, hard reset", constant(20.0), {"steps": 3000, **HARD, **also}),
        (SILENT, per_neuron([0.0, 11.0, 45.0]), {"size": [3], "initial": w0, **also}),
        ("V_th -42 mV: two currents, hard reset", per_neuron([14.0, 40.0]), {"params": params(V_th="-42 mV", b="8 mA", **ref), "size": [2], "steps": 300, **HARD}),
        ("V_th -30 mV, V0 -31 mV, soft reset: runs away", constant(15.0), {"params": params(V_th="-30 mV", a="0 S"), "initial": {"V": q("-31 mV")}, "steps": 250}),
        ("noise, odd parameters", noise(16, 9), {"params": {**ADEX_ODD, **params(**ref)}, "steps": 400, **also}),
        ("a, b and tau_w of each neuron, size 5", constant(24.0), {"params": params(a=([0.0, 0.2, 0.5, 1.0, 2.0], "S"), b=([0.3, 5.0, 2.0, 1.0, 0.0], "mA"), tau_w=([10.0, 20.0, 50.0, 100.0, 200.0], "ms")), "size": [5], "steps": 600}),
        ("V of each neuron, size (2, 3), sine", sine(15, 13, 90), {"initial": V_2_3_LOW, "size": [2, 3], "steps": 300, **also}),
        ("batch of 3, size 2", per_neuron([[5.0, 12.0], [17.0, 22.0], [27.0, 36.0]]), {"size": [2], "batch": 3, "steps": 500}),
        ("dt 0.02, hard reset", constant(25.0), {"params": params(**ref), "dt": 0.02, "steps": 1500, **HARD}),
        ("delta inputs on V", constant(8.0), {"delta": hits(6.0), "steps": 300, **also}),
        ("conductance 0.6 S to -40 mV", constant(0.5), {"params": ADEX_ODD, "conductance": conductance("0.6 S", "-40 mV"), "steps": 600}),
        ("kohm, s, V, mS and uA", constant(0.0163, "A"), {"params": ADEX_MIXED, "steps": 500}),
    )


adaptive_exponential("AdExIF")
adaptive_exponential("AdExIFRef", tau_ref="2.3 ms")

QUA_ODD = params(R="1.3 ohm", tau="13.7 ms", V_th="-37.3 mV", V_reset="-66.1 mV", V_rest="-63.2 mV", V_c="-51.9 mV", c="0.053 1/mV")
QUA_MIXED = {**QUA_ODD, **params(R="0.0013 kohm", tau="0.0137 s", V_th="-0.0373 V", V_c="-0.0519 V", c="53 1/V")}
FIVE_QUA = params(V_c=([-56.0, -54.0, -52.0, -50.0, -48.0], "mV"), c=([0.03, 0.05, 0.07, 0.09, 0.12], "1/mV"))

model(
    "QuaIF",
    (SILENT, per_neuron([0.0, 4.6, 20.0]), {"size": [3]}),
    (f"{SILENT}, hard reset", per_neuron([0.0, 4.6, 20.0]), {"size": [3], **HARD}),
    ("noise, odd parameters", noise(12, 8), {"params": QUA_ODD, "steps": 400}),
    ("V_c and c of each neuron, size 5", constant(13.0), {"params": FIVE_QUA, "size": [5], "steps": 600}),
    ("V of each neuron, size (2, 3), sine", sine(12, 11, 90), {"initial": V_2_3_LOW, "size": [2, 3], "steps": 300}),
    ("batch of 3, size 2", per_neuron([[1.0, 5.5], [7.0, 9.5], [14.0, 30.0]]), {"size": [2], "batch": 3, "steps": 500}),
    ("dt 0.02, hard reset", constant(14.0), {"dt": 0.02, "steps": 1500, **HARD}),
    ("delta inputs on V", constant(4.0), {"delta": hits(8.0), "steps": 300}),
    ("conductance 0.4 S to -40 mV", constant(-1.0), {"params": QUA_ODD, "conductance": conductance("0.4 S", "-40 mV"), "steps": 600}),
    ("kohm, s, V and 1/V", constant(0.0083, "A"), {"params": QUA_MIXED, "steps": 500}),
)

AD_QUA_ODD = {**QUA_ODD, **params(tau_w="41 ms", a="0.13 S", b="2.7 mA")}
AD_QUA_MIXED = {**QUA_MIXED, **params(tau_w="0.041 s", a="130 mS", b="2700 uA")}


def adaptive_quadratic(name, **ref):
    also = {"ref_var": True} if ref else {}
    model(
        name,
        (SILENT, per_neuron([0.0, 8.0, 35.0]), {"size": [3], "initial": {"w": q("1.2 mA")}, **also}),
        (f"{SILENT}, hard reset", per_neuron([0.0, 8.0, 35.0]), {"size": [3], **HARD}),
        ("noise, odd parameters", noise(16, 9), {"params": {**AD_QUA_ODD, **params(**ref)}, "steps": 400, **also}),
        ("a, b and tau_w of each neuron, size 5", constant(22.0), {"params": params(a=([0.0, 0.2, 0.5, 0.8, 1.2], "S"), b=([0.3, 5.0, 2.0, 1.0, 0.0], "mA"), tau_w=([10.0, 20.0, 50.0, 100.0, 200.0], "ms")), "size": [5], "steps": 600}),
        ("V of each neuron, size (2, 3), sine", sine(15, 13, 90), {"initial": V_2_3_LOW, "size": [2, 3], "steps": 300, **also}),
        ("batch of 3, size 2", per_neuron([[5.0, 12.0], [17.0, 22.0], [27.0, 36.0]]), {"size": [2], "batch": 3, "steps": 500, **also}),
        ("dt 0.02, hard reset", constant(25.0), {"params": params(**ref), "dt": 0.02, "steps": 1500, **HARD}),
        ("delta inputs on V", constant(6.0), {"delta": hits(8.0), "steps": 300, **also}),
        ("conductance 0.6 S to -40 mV", constant(0.5), {"params": AD_QUA_ODD, "conductance": conductance("0.6 S", "-40 mV"), "steps": 600}),
        ("kohm, s, V, mS and uA", constant(0.0163, "A"), {"params": AD_QUA_MIXED, "steps": 500}),
    )


adaptive_quadratic("AdQuaIF")
adaptive_quadratic("AdQuaIFRef", tau_ref="2.3 ms")

# The odd parameters use everything: a threshold that follows V, currents that a spike scales and adds to.
GIF_ODD = params(R="17 ohm", tau="13.7 ms", V_rest="-68.3 mV", V_reset="-66.4 mV", V_th_inf="-51.2 mV", V_th_reset="-55.5 mV", a="0.006 1/ms", b="0.013 1/ms", k1="0.31 1/ms", k2="0.023 1/ms", R1="0.4 1", R2="0.8 1", A1="0.9 mA", A2="-0.2 mA")
GIF_STATES = {"V": q("-67.1 mV"), "I1": q("0.2 mA"), "I2": q("-0.1 mA"), "V_th": q("-52.3 mV")}
GIF_MIXED = {**GIF_ODD, **params(R="0.017 kohm", tau="0.0137 s", V_th_reset="-0.0555 V", a="6 1/s", k1="310 1/s", A1="900 uA")}


def generalised(name, **ref):
    also = {"ref_var": True} if ref else {}
    model(
        name,
        ("defaults, 1.5 mA", constant(1.5), {"steps": 2500}),
        (SILENT, per_neuron([0.0, 1.1, 4.0]), {"params": params(**ref), "size": [3], **also}),
        ("odd parameters, hard reset", per_neuron([0.9, 1.7, 3.9]), {"params": GIF_ODD, "initial": GIF_STATES, "size": [3], "steps": 800, **HARD}),
        ("noise, odd parameters", noise(2.3, 1.1), {"params": {**GIF_ODD, **params(**ref)}, "initial": GIF_STATES, "steps": 400, **also}),
        ("A1, A2 and a of each neuron, size 5", constant(2.1), {"params": params(A1=([1.0, 0.3, 0.0, -0.2, 0.5], "mA"), A2=([-0.6, -0.3, 0.0, 0.2, -0.1], "mA"), a=([0.0, 0.002, 0.005, 0.008, 0.01], "1/ms")), "size": [5], "steps": 600}),
        ("V of each neuron, size (2, 3), sine", sine(2.1, 1.8, 90), {"params": GIF_ODD, "initial": V_2_3_LOW, "size": [2, 3], "steps": 300, **also}),
        ("batch of 3, size 2", per_neuron([[0.5, 1.2], [1.7, 2.2], [2.7, 5.1]]), {"params": GIF_ODD, "size": [2], "batch": 3, "steps": 400}),
        ("dt 0.02", constant(3.1), {"params": {**GIF_ODD, **params(**ref)}, "dt": 0.02, "steps": 1500}),
        ("delta inputs on V", constant(0.9), {"params": GIF_ODD, "delta": hits(7.0), "steps": 300, **also}),
        ("conductance 0.04 S to -40 mV", constant(1.4), {"params": GIF_ODD, "conductance": conductance("0.04 S", "-40 mV"), "steps": 600}),
        ("kohm, s, V, 1/s and uA", constant(0.0019, "A"), {"params": GIF_MIXED, "initial": GIF_STATES, "steps": 500}),
    )


generalised("Gif")
generalised("GifRef", tau_ref="3.1 ms")

CUBA_ODD = {**ODD_LEAK, **params(tau_syn="3.7 ms")}
FIVE_SYN = params(tau_syn=([1.0, 2.5, 5.0, 10.0, 25.0], "ms"))
model(
    "CubaLIF",
    (SILENT, per_neuron([0.0, 1.1, 5.0]), {"size": [3], "initial": {"g": q("0.6 mA")}}),
    (f"{SILENT}, hard reset", per_neuron([0.0, 1.1, 5.0]), {"size": [3], **HARD}),
    ("noise, odd parameters", noise(14, 8), {"params": CUBA_ODD, "initial": {"V": LOW, "g": q("8.1 mA")}, "steps": 400}),
    ("delta inputs on g", constant(0.3), {"delta": hits(1.5, "mA"), "steps": 300}),
    ("delta inputs on g, tau_syn of each neuron, size 5", constant(0.3), {"params": FIVE_SYN, "size": [5], "delta": hits(1.5, "mA"), "steps": 300, **HARD}),
    ("delta inputs on g of each neuron, size 2, batch of 3", per_neuron([[0.1, 0.2], [0.3, 0.4], [0.5, 0.6]]), {"size": [2], "batch": 3, "delta": waves(0.05, 0.05), "steps": 100}),
    ("V of each neuron, size (2, 3), sine", sine(1.6, 1.4, 90), {"initial": V_2_3, "size": [2, 3], "steps": 300}),
    ("dt 0.02", constant(1.2), {"dt": 0.02, "delta": constant(0.004, "mA"), "steps": 1500}),
    ("conductance 0.4 S to -40 mV", constant(13.0), {"params": CUBA_ODD, "initial": {"V": LOW, "g": q("14 mA")}, "conductance": conductance("0.4 S", "-40 mV"), "steps": 600}),
    ("uA, kohm, s and V", constant(15300.0, "uA"), {"params": {**CUBA_ODD, **params(R="0.0013 kohm", tau_syn="0.0037 s", V_th="-0.0489 V")}, "initial": {"V": LOW, "g": q("9000 uA")}, "steps": 500}),
)

TO_ZERO = params(E="3 mV")
COBA_ODD = {**ODD_LEAK, **params(tau_syn="3.7 ms", E="-7 mV")}
model(
    "CobaLIF",
    (SILENT, per_neuron([0.0, 1.1, 5.0]), {"size": [3], "initial": {"g": q("0.6 S"), "V": q("0.3 mV")}}),
    (f"{SILENT}, hard reset", per_neuron([0.0, 1.1, 5.0]), {"params": TO_ZERO, "size": [3], "initial": {"g": q("0.6 S")}, **HARD}),
    ("noise, odd parameters", noise(12, 8), {"params": COBA_ODD, "initial": {"V": LOW, "g": q("0.7 S")}, "steps": 400}),
    ("delta inputs on g", constant(0.3), {"params": TO_ZERO, "delta": hits(0.9, "S"), "steps": 300}),
    ("delta inputs on g, tau_syn and E of each neuron, size 5", constant(0.3), {"params": {**FIVE_SYN, **params(E=([-1.0, 1.5, 2.5, 4.0, 9.0], "mV"))}, "size": [5], "delta": hits(0.9, "S"), "steps": 300, **HARD}),
    ("delta inputs on g of each neuron, size 2, batch of 3", per_neuron([[0.1, 0.2], [0.3, 0.4], [0.5, 0.6]]), {"params": TO_ZERO, "size": [2], "batch": 3, "delta": waves(0.03, 0.03, "S"), "steps": 100}),
    ("V of each neuron, size (2, 3), sine", sine(1.6, 1.4, 90), {"params": TO_ZERO, "initial": {**V_2_3, "g": q("0.2 S")}, "size": [2, 3], "steps": 300}),
    ("dt 0.02", constant(0.7), {"params": TO_ZERO, "dt": 0.02, "delta": constant(0.003, "S"), "steps": 1500}),
    ("conductance 0.4 S to -40 mV", constant(13.0), {"params": COBA_ODD, "initial": {"V": LOW, "g": q("0.3 S")}, "conductance": conductance("0.4 S", "-40 mV"), "steps": 600}),
    ("uA, mS, kohm, s and V", constant(13300.0, "uA"), {"params": {**COBA_ODD, **params(R="0.0013 kohm", tau_syn="0.0037 s", E="-0.007 V")}, "initial": {"V": LOW, "g": q("400 mS")}, "steps": 500}),
)

RATE = "mV/ms"
FAST = params(a="0.1 1/ms", b="0.24 1/ms", c="-62.5 mV", d="2.3 mV/ms", V_th="27.3 mV")


def izhikevich(name, **ref):
    also = {"ref_var": True} if ref else {}
    model(
        name,
        ("defaults, 10 mV/ms", constant(10.0, RATE), {"steps": 700}),
        (SILENT, per_neuron([0.0, 5.0, 25.0], RATE), {"params": params(**ref), "size": [3], "initial": {"u": q("-13 mV/ms")}, "steps": 400, **also}),
        ("soft reset is as hard", constant(24.0, RATE), {"steps": 400, **SOFT}),
        ("noise, odd parameters", noise(14, 8, RATE), {"params": {**FAST, **params(**ref)}, "steps": 400}),
        ("c and d of each neuron, size 5", constant(22.0, RATE), {"params": params(c=([-65.0, -60.0, -55.0, -50.0, -62.0], "mV"), d=([8.0, 6.0, 4.0, 2.0, 0.5], RATE)), "size": [5], "steps": 250}),
        ("V of each neuron, size (2, 3), sine", sine(12, 9, 90, RATE), {"params": FAST, "initial": V_2_3_LOW, "size": [2, 3], "steps": 300, **also}),
        ("batch of 3, size 2", per_neuron([[2.0, 9.0], [13.0, 17.0], [22.0, 30.0]], RATE), {"params": FAST, "size": [2], "batch": 3, "steps": 200}),
        ("dt 0.02", constant(18.0, RATE), {"params": {**FAST, **params(**ref)}, "dt": 0.02, "steps": 1500, **also}),
        ("delta inputs on V", constant(7.0, RATE), {"params": params(**ref), "delta": hits(16.0), "steps": 300, **also}),
        ("conductance 0.3/ms to -30 mV", constant(8.0, RATE), {"params": FAST, "conductance": conductance("0.3 1/ms", "-30 mV"), "steps": 250}),
        ("V/s, 1/s and V", constant(17.0, "V/s"), {"params": params(a="31 1/s", b="230 1/s", c="-0.061 V", V_th="0.028 V"), "initial": {"V": q("-0.066 V")}, "steps": 500}),
    )


izhikevich("Izhikevich")
izhikevich("IzhikevichRef", tau_ref="2.3 ms")

FIVE_C = params(C=([0.6, 0.8, 1.0, 1.3, 1.9], "uF"))
HH_START = {"V": q("-65 mV")}
HH_GATES = {**HH_START, "m": q("0.11 1"), "h": q("0.43 1"), "n": q("0.38 1")}
HH_ODD = params(ENa="52.3 mV", gNa="107 mS", EK="-75.1 mV", gK="33 mS", EL="-55.7 mV", gL="0.21 mS", V_th="3.3 mV", C="0.87 uF")
V_2_3_HH = {"V": q([[-75.0, -68.0, -65.0], [-62.0, -57.0, -30.0]], "mV")}
model(
    "HH",
    (SILENT, per_neuron([0.0, 8.0, 30.0], "uA"), {"size": [3], "initial": HH_START, "dt": 0.02, "steps": 1000}),
    ("10 uA, dt 0.01", constant(10.0, "uA"), {"initial": HH_START, "dt": 0.01, "steps": 1900}),
    ("gates given", constant(9.0, "uA"), {"initial": HH_GATES, "dt": 0.02, "steps": 800}),
    ("noise, odd parameters", noise(12, 9, "uA"), {"params": HH_ODD, "initial": HH_START, "dt": 0.05, "steps": 400}),
    ("C of each neuron, size 5", constant(14.0, "uA"), {"params": FIVE_C, "size": [5], "initial": HH_START, "dt": 0.04, "steps": 400}),
    ("V of each neuron, size (2, 3), sine", sine(11, 9, 90, "uA"), {"initial": V_2_3_HH, "size": [2, 3], "dt": 0.05, "steps": 300}),
    ("batch of 3, size 2", per_neuron([[0.0, 6.0], [9.0, 14.0], [22.0, 40.0]], "uA"), {"size": [2], "batch": 3, "initial": HH_START, "dt": 0.05, "steps": 300}),
    ("dt 0.1", constant(12.0, "uA"), {"initial": HH_START, "steps": 400}),
    ("delta inputs on V", constant(3.0, "uA"), {"initial": HH_START, "delta": hits(4.0), "dt": 0.05, "steps": 300}),
    ("conductance 0.3 mS to 0 mV", constant(1.0, "uA"), {"initial": HH_START, "conductance": conductance("0.3 mS", "0 mV"), "dt": 0.05, "steps": 500}),
    ("mA, S, nF and V", constant(0.011, "mA"), {"params": params(ENa="0.05 V", gNa="0.12 S", gK="36000 uS", C="1100 nF"), "initial": HH_START, "dt": 0.04, "steps": 400}),
)

ML_START = {"V": q("-60.9 mV")}
ML_ODD = params(V_Ca="120 mV", g_Ca="4.1 mS", V_K="-81.7 mV", g_K="7.3 mS", V_leak="-57.9 mV", g_leak="1.9 mS", C="17.3 uF", V1="-1.7 mV", V2="17.1 mV", V3="3.3 mV", V4="28.7 mV", phi="0.061 1/ms", V_th="7.7 mV")
model(
    "MorrisLecar",
    (SILENT, per_neuron([0.0, 100.0, 200.0], "uA"), {"size": [3], "initial": ML_START, "steps": 2000}),
    ("100 uA, V0 -65 mV", constant(100.0, "uA"), {"initial": {"V": q("-65 mV")}, "steps": 2500}),
    ("W given, two currents", per_neuron([110.0, 150.0], "uA"), {"size": [2], "initial": {"V": q("-20 mV"), "W": q("0.13 1")}, "steps": 1500}),
    ("noise, odd parameters", noise(130, 70, "uA"), {"params": ML_ODD, "initial": ML_START, "dt": 0.3, "steps": 400}),
    ("phi and C of each neuron, size 5", constant(120.0, "uA"), {"params": params(phi=([0.02, 0.03, 0.04, 0.06, 0.09], "1/ms"), C=([12.0, 16.0, 20.0, 22.0, 25.0], "uF")), "size": [5], "initial": ML_START, "dt": 0.2, "steps": 600}),
    ("V of each neuron, size (2, 3), sine", sine(110, 60, 170, "uA"), {"initial": V_2_3_HH, "size": [2, 3], "dt": 0.3, "steps": 300}),
    ("batch of 3, size 2", per_neuron([[40.0, 95.0], [110.0, 130.0], [170.0, 240.0]], "uA"), {"size": [2], "batch": 3, "initial": ML_START, "dt": 0.25, "steps": 400}),
    ("dt 0.02", constant(160.0, "uA"), {"params": ML_ODD, "initial": ML_START, "dt": 0.02, "steps": 2500}),
    ("delta inputs on V", constant(60.0, "uA"), {"initial": ML_START, "delta": hits(12.0), "dt": 0.2, "steps": 300}),
    ("conductance 1.7 mS to 0 mV", constant(30.0, "uA"), {"initial": ML_START, "conductance": conductance("1.7 mS", "0 mV"), "dt": 0.2, "steps": 600}),
    ("mA, S, nF, V and 1/s", constant(0.12, "mA"), {"params": params(V_Ca="0.13 V", g_Ca="0.0044 S", C="18000 nF", V2="0.018 V", phi="40 1/s"), "initial": ML_START, "dt": 0.2, "steps": 600}),
)

WB_ODD = params(ENa="53.3 mV", gNa="33.7 mS", EK="-88.1 mV", gK="8.3 mS", EL="-63.9 mV", gL="0.13 mS", V_th="3.3 mV", phi="4.3 1", C="1.17 uF")
model(
    "WangBuzsakiHH",
    (SILENT, per_neuron([0.0, 0.5, 5.0], "uA"), {"size": [3], "dt": 0.05, "steps": 1500}),
    ("1 uA, dt 0.01", constant(1.0, "uA"), {"dt": 0.01, "steps": 3000}),
    ("gates given", constant(2.0, "uA"), {"initial": {"V": q("-61 mV"), "h": q("0.71 1"), "n": q("0.13 1")}, "dt": 0.05, "steps": 700}),
    ("noise, odd parameters", noise(4, 3, "uA"), {"params": WB_ODD, "dt": 0.05, "steps": 400}),
    ("phi and C of each neuron, size 5", constant(3.0, "uA"), {"params": {**FIVE_C, **params(phi=([3.0, 4.0, 5.0, 6.0, 8.0], "1"))}, "size": [5], "dt": 0.05, "steps": 500}),
    ("V of each neuron, size (2, 3), sine", sine(3, 3, 90, "uA"), {"initial": V_2_3_HH, "size": [2, 3], "dt": 0.05, "steps": 300}),
    ("batch of 3, size 2", per_neuron([[0.0, 0.7], [1.5, 2.5], [4.0, 9.0]], "uA"), {"size": [2], "batch": 3, "dt": 0.05, "steps": 400}),
    ("dt 0.1", constant(2.5, "uA"), {"steps": 400}),
    ("delta inputs on V", constant(0.1, "uA"), {"delta": hits(6.0), "dt": 0.05, "steps": 300}),
    ("conductance 0.05 mS to 0 mV", constant(0.2, "uA"), {"conductance": conductance("0.05 mS", "0 mV"), "dt": 0.05, "steps": 600}),
    ("mA, S, nF and V", constant(0.0017, "mA"), {"params": params(ENa="0.055 V", gNa="0.035 S", C="900 nF"), "dt": 0.05, "steps": 500}),
)

FHN_ODD = params(a="0.77 1", b="0.67 1", tau="1.3 ms", tau_w="11.1 ms", V_th="0.83 1")
V_2_3_FHN = {"V": q([[-2.1, -1.5, -1.0], [-0.3, 0.4, 1.7]], "1")}
model(
    "FitzHughNagumo",
    (SILENT, per_neuron([0.0, 0.4, 1.0], "1"), {"size": [3]}),
    ("0.5, dt 0.02", constant(0.5, "1"), {"dt": 0.02, "steps": 2500}),
    ("V and w given", constant(0.7, "1"), {"initial": {"V": q("0.3 1"), "w": q("0.9 1")}, "steps": 800}),
    ("noise, odd parameters", noise(0.6, 0.7, "1"), {"params": FHN_ODD, "dt": 0.2, "steps": 400}),
    ("a and tau_w of each neuron, size 5", constant(0.66, "1"), {"params": params(a=([0.5, 0.6, 0.7, 0.8, 0.9], "1"), tau_w=([7.0, 9.0, 12.0, 15.0, 20.0], "ms")), "size": [5], "dt": 0.2, "steps": 500}),
    ("V of each neuron, size (2, 3), sine", sine(0.5, 0.5, 90, "1"), {"initial": V_2_3_FHN, "size": [2, 3], "dt": 0.2, "steps": 300}),
    ("batch of 3, size 2", per_neuron([[0.1, 0.35], [0.45, 0.6], [0.9, 1.3]], "1"), {"size": [2], "batch": 3, "dt": 0.2, "steps": 400}),
    ("delta inputs on V", constant(0.1, "1"), {"delta": hits(0.6, "1"), "dt": 0.2, "steps": 300}),
    ("conductance 0.3 to 1.2", constant(0.1, "1"), {"conductance": conductance("0.3 1", "1.2 1"), "dt": 0.2, "steps": 500}),
    ("tau in s and us", constant(0.55, "1"), {"params": params(tau="0.0012 s", tau_w="13100 us"), "steps": 800}),
)

HR_ODD = params(a="1.1 1", b="2.9 1", c="1.2 1", d="4.7 1", r="0.013 1", s="3.7 1", V_r="-1.53 1", tau="1.2 ms", V_th="0.8 1")
model(
    "HindmarshRose",
    (SILENT, per_neuron([0.0, 1.6, 3.2], "1"), {"size": [3], "steps": 1200}),
    ("3.2, dt 0.02", constant(3.2, "1"), {"dt": 0.02, "steps": 2500}),
    ("V, y and z given", constant(2.8, "1"), {"initial": {"V": q("-1.1 1"), "y": q("-5.3 1"), "z": q("1.7 1")}, "steps": 800}),
    ("noise, odd parameters", noise(3.0, 1.0, "1"), {"params": HR_ODD, "steps": 400}),
    ("b and r of each neuron, size 5", constant(3.0, "1"), {"params": params(b=([2.7, 2.8, 2.9, 3.0, 3.1], "1"), r=([0.001, 0.003, 0.006, 0.02, 0.05], "1")), "size": [5], "steps": 500}),
    ("V of each neuron, size (2, 3), sine", sine(2.5, 1.5, 90, "1"), {"initial": V_2_3_FHN, "size": [2, 3], "steps": 300}),
    ("batch of 3, size 2", per_neuron([[0.5, 1.5], [2.0, 2.6], [3.1, 4.0]], "1"), {"size": [2], "batch": 3, "steps": 400}),
    ("delta inputs on V", constant(1.0, "1"), {"delta": hits(0.7, "1"), "steps": 300}),
    ("conductance 0.6 to 1.2", constant(1.4, "1"), {"conductance": conductance("0.6 1", "1.2 1"), "steps": 500}),
    ("tau in us", constant(3.3, "1"), {"params": params(tau="1300 us"), "steps": 500}),
)
