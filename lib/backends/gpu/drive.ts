/** @file Carries out what asks a device for launches, one after another: at once, or waiting for each answer. */
import {InternalError} from "../../core/errors.js";
import type {Device} from "./device.js";
import type {Launch} from "./launch.js";

/** What asks for launches, is given the answers, or is thrown the failures, and gives a result in the end. */
export type Asking<T> = Generator<Launch, T, Float32Array>;

type Launching = Pick<Device, "launch">;

/** On a device that answers at once. */
export function driveNow<T>(asking: Asking<T>, device: Launching): T {
  let next = asking.next();
  while (next.done !== true) {
    let given: Float32Array | Promise<Float32Array>;
    try {
      given = device.launch(next.value, false);
      if (given instanceof Promise) throw new InternalError("a device answers later, and was asked at once");
    } catch (error) {
      next = asking.throw(error);
      continue;
    }
    next = asking.next(given);
  }
  return next.value;
}

/** On any device. */
export async function driveLater<T>(asking: Asking<T>, device: Launching): Promise<T> {
  let next = asking.next();
  while (next.done !== true) {
    let given: Float32Array;
    try {
      given = await device.launch(next.value, true);
    } catch (error) {
      next = asking.throw(error);
      continue;
    }
    next = asking.next(given);
  }
  return next.value;
}
