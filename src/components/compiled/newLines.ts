/** @file Which lines of a program a pass put there. Names of values do not count: every pass numbers them anew. */

/** Whether each line of `after` is new: not among those of `before`, in their order, as many as can be kept. */
export function newLines(before: string, after: string): boolean[] {
  const [a, b] = [linesOf(before), linesOf(after)];
  // the longest common subsequence: row i holds how many lines can be kept of a from i and of b from j
  const kept = Array.from({length: a.length + 1}, () => new Uint16Array(b.length + 1));
  const at = (i: number, j: number): number => kept[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      kept[i]![j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const isNew = b.map(() => true);
  for (let [i, j] = [0, 0]; i < a.length && j < b.length;) {
    if (a[i] === b[j]) {
      isNew[j++] = false;
      i++;
    } else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return isNew;
}

/** The lines without the names of values. An empty text has none. */
const linesOf = (text: string): string[] =>
  text === "" ? [] : text.split(/(?<=\n)/).map((line) => line.replace(/%\d+/g, "%"));
