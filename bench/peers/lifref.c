/**
 * @file LIFRef neurons in C: what a C compiler makes of the arithmetic that our compiler is given. Statement for
 * statement the model's step (lib/models/neurons/lifRef.ts), float32, divisions included. `peers/build.ts` compiles it,
 * to WebAssembly (-DWASM) and to a native program that answers one line for each line of its input.
 */

/** Voltages in mV, times in ms, current in mA, resistance in ohm; co = dt exprel(-dt / tau). */
typedef struct {
  float V_th, V_reset, V_rest, R, tau, co, tau_ref;
} Parameters;

/** One step of one neuron at time t with current I; gives its spike. */
static inline float advance(Parameters p, float t, float I, float *V, float *last) {
  float distance = p.V_th - p.V_reset;
  float spiked = (*V - p.V_th) / distance >= 0.f ? 1.f : 0.f;
  float V0 = *V - distance * spiked;
  float candidate = V0 + p.co * (((-V0 + p.V_rest) + p.R * I) / p.tau);
  float next = t - *last < p.tau_ref ? V0 : candidate;
  *last = next >= p.V_th ? t : *last;
  *V = next;
  return (next - p.V_th) / distance >= 0.f ? 1.f : 0.f;
}

/** Adds to `sum` the spikes of `steps` steps of `n` neurons. */
void count(int n, int steps, float dt, const Parameters *parameters, const float *restrict I, float *restrict V,
           float *restrict last, float *restrict sum) {
  Parameters p = *parameters;
  for (int k = 0; k < steps; k++) {
    float t = k * dt;
    for (int i = 0; i < n; i++) sum[i] += advance(p, t, I[i], &V[i], &last[i]);
  }
}

/** Writes the potentials and the spikes of each step, one row a step. */
void record(int n, int steps, float dt, const Parameters *parameters, const float *restrict I, float *restrict V,
            float *restrict last, float *restrict vs, float *restrict spikes) {
  Parameters p = *parameters;
  for (int k = 0; k < steps; k++) {
    float t = k * dt;
    for (int i = 0; i < n; i++) {
      spikes[k * n + i] = advance(p, t, I[i], &V[i], &last[i]);
      vs[k * n + i] = V[i];
    }
  }
}

#ifndef WASM
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static float *floats(size_t length) {
  float *array = aligned_alloc(64, (length * sizeof(float) + 127) / 64 * 64);
  if (array == NULL) exit(1);
  memset(array, 0, length * sizeof(float)); // so that the system provides the pages before anything is timed
  return array;
}

static double milliseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1e3 + now.tv_nsec * 1e-6;
}

/** In: what n steps dt low high co repeats. Out: mean ms of a call, spikes of all neurons, mean of their last V. */
int main(void) {
  char what[16];
  int n, steps, repeats;
  float dt, low, high, co;
  while (scanf("%15s %d %d %f %f %f %f %d", what, &n, &steps, &dt, &low, &high, &co, &repeats) == 8) {
    Parameters p = {-50.f, -60.f, -60.f, 1.f, 20.f, co, 5.f};
    int recording = strcmp(what, "record") == 0;
    size_t rows = recording ? steps : 1;
    float *I = floats(n), *V = floats(n), *last = floats(n), *vs = floats(rows * n), *spikes = floats(rows * n);
    double elapsed = 0, total = 0, mean = 0;
    for (int i = 0; i < n; i++) I[i] = low + (high - low) * i / n;
    for (int r = -1; r < repeats; r++) { // call -1 warms up
      for (int i = 0; i < n; i++) V[i] = spikes[i] = 0, last[i] = -1e7f;
      double start = milliseconds();
      if (recording) record(n, steps, dt, &p, I, V, last, vs, spikes);
      else count(n, steps, dt, &p, I, V, last, spikes);
      if (r >= 0) elapsed += milliseconds() - start;
    }
    for (size_t i = 0; i < rows * n; i++) total += spikes[i];
    for (int i = 0; i < n; i++) mean += V[i] / (double)n;
    printf("%.9g %.0f %.9g\n", elapsed / repeats, total, mean);
    fflush(stdout);
    free(I), free(V), free(last), free(vs), free(spikes);
  }
  return 0;
}
#endif
