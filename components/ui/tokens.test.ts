import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { contrastOf, fromOklch, layOn, type Rgb } from "./contrast";
import { hueOf } from "./name-hue";
import { threads } from "./thread";

const css = readFileSync(new URL("../../app/globals.css", import.meta.url), "utf8");
const themes = ["light", "dark"] as const;
type Theme = (typeof themes)[number];

function readColour(text: string): Rgb {
  const [l = Number.NaN, c = Number.NaN, h = Number.NaN, a = 1] = text.split(/[\s/]+/).map(Number);
  if (Number.isNaN(l + c + h + a)) throw new Error(`not an oklch colour: ${text}`);
  return fromOklch(l, c, h, a);
}

const tokens: Record<Theme, Map<string, Rgb>> = { light: new Map(), dark: new Map() };
for (const match of css.matchAll(/--([\w-]+): light-dark\(oklch\(([^)]+)\), oklch\(([^)]+)\)\)/g)) {
  const [, name = "", light = "", dark = ""] = match;
  tokens.light.set(name, readColour(light));
  tokens.dark.set(name, readColour(dark));
}

function colour(theme: Theme, name: string): Rgb {
  const found = tokens[theme].get(name);
  if (!found) throw new Error(`no token --${name}`);
  return found;
}

/** The 12 % ground of badges, chips and banners. */
function soft(theme: Theme, name: string, ground: string): Rgb {
  return layOn({ ...colour(theme, name), a: 0.12 }, colour(theme, ground));
}

test("the arithmetic agrees with known colours", () => {
  expect(contrastOf(fromOklch(1, 0, 0), fromOklch(0, 0, 0))).toBeCloseTo(21, 5);
  const red = fromOklch(0.62796, 0.25768, 29.234);
  expect([red.r, red.g, red.b].map((value) => Math.round(value * 255))).toEqual([255, 0, 0]);
});

test("every colour is given for both themes in one place", () => {
  expect(tokens.light.size).toBeGreaterThan(45);
  const elsewhere = [
    ...css
      .replaceAll(/--[\w-]+: light-dark\([^;]+;/g, "")
      .matchAll(/(?:oklch\((?!from )|#[0-9a-f]{3,8}\b|\brgba?\()/gi),
  ];
  expect(elsewhere.map((match) => match[0])).toEqual([]);
});

describe.each(themes)("in the %s theme", (theme) => {
  const grounds = ["canvas", "surface", "raised", "sunken", "hover"];
  const states = ["ok", "warn", "bad", "run"];
  const threadNames = threads.map((thread) => `thread-${thread}`);

  test.each(["ink", "ink-2", "ink-3"])("%s can be read on every ground", (ink) => {
    for (const ground of grounds) {
      expect(contrastOf(colour(theme, ink), colour(theme, ground)), `on ${ground}`).toBeGreaterThanOrEqual(4.5);
    }
  });

  test("text of a state or a thread can be read on its own soft ground and beside it", () => {
    for (const name of [...states, ...threadNames]) {
      for (const ground of grounds) {
        const ink = colour(theme, `${name}-ink`);
        expect(contrastOf(ink, colour(theme, ground)), `${name} on ${ground}`).toBeGreaterThanOrEqual(4.5);
        expect(contrastOf(ink, soft(theme, name, ground)), `${name} on its soft ${ground}`).toBeGreaterThanOrEqual(4.5);
      }
    }
  });

  test("ordinary text can be read on soft grounds", () => {
    for (const name of [...states, ...threadNames]) {
      for (const ink of ["ink", "ink-2"]) {
        expect(contrastOf(colour(theme, ink), soft(theme, name, "canvas")), `${ink} on ${name}`).toBeGreaterThanOrEqual(
          4.5,
        );
      }
    }
    for (const ink of ["ink", "ink-2", "accent-text"]) {
      expect(contrastOf(colour(theme, ink), colour(theme, "accent-soft")), ink).toBeGreaterThanOrEqual(4.5);
    }
  });

  test("text on filled buttons, glyphs and avatars can be read", () => {
    for (const fill of ["accent", "accent-strong"]) {
      expect(contrastOf(colour(theme, "accent-ink"), colour(theme, fill)), fill).toBeGreaterThanOrEqual(4.5);
    }
    expect(contrastOf(colour(theme, "thread-on"), colour(theme, "bad-fill"))).toBeGreaterThanOrEqual(4.5);
    for (const thread of threadNames) {
      expect(contrastOf(colour(theme, "thread-on"), colour(theme, thread)), thread).toBeGreaterThanOrEqual(4);
    }
    const tone = /--name-tone: light-dark\(oklch\(([\d.]+) ([\d.]+) 0\), oklch\(([\d.]+) ([\d.]+) 0\)\)/.exec(css);
    const [l, c] = theme === "light" ? [tone?.[1], tone?.[2]] : [tone?.[3], tone?.[4]];
    for (let hue = 0; hue < 360; hue++) {
      const fill = fromOklch(Number(l), Number(c), hue);
      expect(contrastOf(colour(theme, "thread-on"), fill), `hue ${hue}`).toBeGreaterThanOrEqual(4.5);
    }
    expect(hueOf("any name")).toBeLessThan(360);
  });

  test("marks, edges of controls and the focus ring can be told from what is around them", () => {
    for (const ground of ["canvas", "surface", "raised", "sunken"]) {
      for (const mark of ["accent", "focus", "control", "idle", ...states, ...threadNames]) {
        expect(contrastOf(colour(theme, mark), colour(theme, ground)), `${mark} on ${ground}`).toBeGreaterThanOrEqual(
          3,
        );
      }
    }
  });

  test("links can be read on every ground", () => {
    for (const ground of grounds) {
      expect(contrastOf(colour(theme, "accent-text"), colour(theme, ground)), ground).toBeGreaterThanOrEqual(4.5);
    }
  });
});
