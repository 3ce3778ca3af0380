/**
 * @file Mends a built page's frame where Framework's configuration does not reach and a screen reader, a small screen or
 * a slow connection would suffer: the page's language, zooming, the names and contents of its landmarks, what comes first.
 */

/** @type {readonly (readonly [from: RegExp, to: string])[]} */
const MENDS = [
  [/<html>/, `<html lang="en">`],
  [/, maximum-scale=1"/, `"`],
  // The text, which needs no script, before the scripts.
  [/<link rel="modulepreload"/g, `$& fetchpriority="low"`],
  [/<input id="observablehq-sidebar-toggle"/, `$& aria-label="Toggle sidebar"`],
  [/<nav id="observablehq-sidebar"/, `$& aria-label="Pages"`],
  // A list may hold nothing but items. Static, because the style sheet places the label relative to the list.
  [/<label id="observablehq-sidebar-close"[^>]*><\/label>/, `<li style="position: static">$&</li>`],
  [/(<aside id="observablehq-toc"[^>]*>\s*<nav)>/, `$1 aria-label="On this page">`],
  [/(<footer id="observablehq-footer">\s*<nav)>/, `$1 aria-label="Previous and next page">`],
];

/**
 * @param {string} html a page as Framework writes it
 * @returns {string}
 */
export function mendPage(html) {
  return MENDS.reduce((page, [from, to]) => page.replace(from, to), html);
}
