// Keyboard shortcuts as text ("mod+shift+z"): how they are shown and when a key press is one. `mod` is ⌘ on Apple
// computers and Ctrl elsewhere.

const appleSigns: Record<string, string> = { mod: "⌘", shift: "⇧", alt: "⌥", ctrl: "⌃" };
const signs: Record<string, string> = { mod: "Ctrl", shift: "Shift", alt: "Alt", ctrl: "Ctrl" };
const names: Record<string, string> = {
  enter: "↵",
  escape: "Esc",
  backspace: "⌫",
  delete: "Del",
  arrowup: "↑",
  arrowdown: "↓",
  arrowleft: "←",
  arrowright: "→",
  space: "Space",
};

/** The keys of a shortcut as they are printed on the reader's keyboard. */
export function showKeys(shortcut: string, apple: boolean): string[] {
  return shortcut.split("+").map((key) => {
    const low = key.toLowerCase();
    return (apple ? appleSigns : signs)[low] ?? names[low] ?? (key.length === 1 ? key.toUpperCase() : key);
  });
}

interface KeyPress {
  key: string;
  metaKey: boolean;
  ctrlKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
}

/** Whether a key press is this shortcut, with exactly its modifiers. */
export function isShortcut(press: KeyPress, shortcut: string, apple: boolean): boolean {
  const parts = shortcut.toLowerCase().split("+");
  const key = parts.at(-1);
  const wants = (name: string) => parts.slice(0, -1).includes(name);
  const meta = apple && wants("mod");
  const ctrl = wants("ctrl") || (!apple && wants("mod"));
  const pressed = press.key === " " ? "space" : press.key.toLowerCase();
  // A sign such as "?" already needs shift on many keyboards, so shift counts only where it was asked for or for letters.
  const shiftMatters = wants("shift") || /^[a-z]$/.test(pressed);
  return (
    pressed === key &&
    press.metaKey === meta &&
    press.ctrlKey === ctrl &&
    press.altKey === wants("alt") &&
    (!shiftMatters || press.shiftKey === wants("shift"))
  );
}
