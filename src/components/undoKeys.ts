/** @file The keys of undo and redo, where they do not belong to a text that is being written. */

/** Calls them at Ctrl+Z and at Ctrl+Shift+Z or Ctrl+Y, Cmd in the place of Ctrl too; returns what ends it. */
export function undoKeys(undo: () => void, redo: () => void): () => void {
  const onKey = (event: KeyboardEvent): void => {
    const asked = undoKey(event);
    if (asked === undefined || isText(event.target)) return;
    event.preventDefault();
    (asked === "undo" ? undo : redo)();
  };
  addEventListener("keydown", onKey);
  return () => removeEventListener("keydown", onKey);
}

function undoKey({key, ctrlKey, metaKey, shiftKey, altKey}: KeyboardEvent): "undo" | "redo" | undefined {
  if (altKey || ctrlKey === metaKey) return undefined;
  const letter = key.toLowerCase();
  if (letter === "z") return shiftKey ? "redo" : "undo";
  // Cmd+Y is the browser's own
  return letter === "y" && ctrlKey && !shiftKey ? "redo" : undefined;
}

const MOVED_BY_HAND = new Set(["range", "radio", "checkbox", "button", "submit", "reset", "color"]);

function isText(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !MOVED_BY_HAND.has(target.type);
  return target instanceof HTMLTextAreaElement || (target instanceof HTMLElement && target.isContentEditable);
}
