/** @file Colours for short JavaScript listings, with the class names that the site's themes style (`hljs-*`). */

const TOKENS: readonly (readonly [kind: string, pattern: RegExp])[] = [
  ["comment", /\/\/[^\n]*/y],
  ["string", /"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/y],
  ["keyword", /\b(?:import|from|export|const|let|new|return|function|for|of|if|else|try|catch|throw|typeof|await)\b/y],
  ["number", /(?<![\w.])-?\d+(?:\.\d+)?(?![\w.])/y],
  ["title", /[A-Za-z_$][\w$]*(?=\()/y],
  ["", /[A-Za-z_$][\w$]*|\s+|[^]/y],
];

/** The code as spans, one a coloured token. */
export function highlight(code: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  for (const [kind, text] of tokens(code)) {
    if (kind === "") {
      fragment.append(text);
      continue;
    }
    const span = document.createElement("span");
    span.className = `hljs-${kind}`;
    span.textContent = text;
    fragment.append(span);
  }
  return fragment;
}

/** The code cut into pieces, each with its kind (empty for what has no colour). Together they are the code. */
export function tokens(code: string): [kind: string, text: string][] {
  const found: [string, string][] = [];
  for (let at = 0; at < code.length;) {
    const [kind, text] = tokenAt(code, at);
    const last = found[found.length - 1];
    if (kind === "" && last?.[0] === "") last[1] += text;
    else found.push([kind, text]);
    at += text.length;
  }
  return found;
}

function tokenAt(code: string, at: number): [kind: string, text: string] {
  for (const [kind, pattern] of TOKENS) {
    pattern.lastIndex = at;
    const match = pattern.exec(code);
    if (match !== null) return [kind, match[0]];
  }
  return ["", code.charAt(at)];
}
