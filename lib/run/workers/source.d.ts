/** @file A file bundled into one script, as text: what a worker is made of. */
declare module "*?source" {
  export const source: string;
}
