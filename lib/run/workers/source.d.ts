/** @file A file bundled into one script, as text: what a worker is made of. */
declare module "*?source" {
  const source: string;
  export default source;
}
