/** @file The site's frame: its pages in reading order, theme, head and footer. */
import {readFileSync} from "node:fs";

const HEAD = `<link rel="icon" type="image/svg+xml" href="/favicon.svg">`;

/** What a search engine shows of a page: the description of its front matter, of which Framework makes no use. */
const head = ({path}: {path: string}): string => {
  const description = /^description: (.+)$/m.exec(readFileSync(`src${path}.md`, "utf8"))?.[1];
  return description === undefined ? HEAD : `<meta name="description" content="${description}">\n${HEAD}`;
};

export default {
  title: "spikeloop",
  root: "src",
  output: "dist/site",
  pages: [
    {name: "Tutorial 1 · Your first neuron", path: "/tutorials/first-neuron"},
    {name: "The neuron lab", path: "/tutorials/neuron-lab"},
    {name: "Teacher's sheet", path: "/tutorials/teachers-sheet"},
    {
      name: "How-to",
      open: true,
      pages: [
        {name: "How to choose a neuron model", path: "/how-to/choose-a-neuron-model"},
        {name: "Parameter sweeps on the GPU", path: "/how-to/parameter-sweeps"},
      ],
    },
    {
      name: "Concepts",
      open: true,
      pages: [
        {name: "Physical units", path: "/concepts/physical-units"},
        {name: "The state paradigm", path: "/concepts/state-paradigm"},
        {name: "Model anatomy", path: "/concepts/model-anatomy"},
        {name: "What forLoop compiles", path: "/concepts/what-forloop-compiles"},
      ],
    },
    {name: "Symbols and units", path: "/glossary"},
    // The reference is placed into the built site; it is no page of Framework's, so the pager must not look for it.
    {name: "API reference", path: "/api/", pager: null},
  ],
  home: "Home",
  // The theme is in it; it and what it imports come as one file.
  style: "style.css",
  // The default is a font from a third party; the pages make no request but to their own site.
  globalStylesheets: [],
  head,
  footer: "spikeloop · spiking neurons with physical units, compiled in your browser · MIT licence",
  search: false,
  pager: true,
  // Links end in .html, so that the site works on hosts that do not add it.
  preserveExtension: true,
};
