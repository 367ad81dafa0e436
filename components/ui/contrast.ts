// Colour as eyes get it: oklch to sRGB, mixing, and the WCAG contrast of two colours. Pure; used to check the tokens.

export interface Rgb {
  r: number;
  g: number;
  b: number;
  a: number;
}

const toEncoded = (linear: number) => (linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055);
const toLinear = (encoded: number) => (encoded <= 0.04045 ? encoded / 12.92 : ((encoded + 0.055) / 1.055) ** 2.4);
const clip = (value: number) => Math.min(1, Math.max(0, value));

/** An oklch colour in sRGB, channels from 0 to 1; what the screen can't show is clipped. */
export function fromOklch(lightness: number, chroma: number, hue: number, alpha = 1): Rgb {
  const angle = (hue * Math.PI) / 180;
  return fromOklab(lightness, chroma * Math.cos(angle), chroma * Math.sin(angle), alpha);
}

function fromOklab(lightness: number, a: number, b: number, alpha: number): Rgb {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return {
    r: clip(toEncoded(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s)),
    g: clip(toEncoded(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s)),
    b: clip(toEncoded(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s)),
    a: alpha,
  };
}

/** A colour that lets through what is below it, laid on an opaque one. */
export function layOn(top: Rgb, ground: Rgb): Rgb {
  const mix = (over: number, under: number) => over * top.a + under * (1 - top.a);
  return { r: mix(top.r, ground.r), g: mix(top.g, ground.g), b: mix(top.b, ground.b), a: 1 };
}

function luminance({ r, g, b }: Rgb): number {
  return 0.2126 * toLinear(r) + 0.7152 * toLinear(g) + 0.0722 * toLinear(b);
}

/** The contrast of two opaque colours, from 1 to 21. */
export function contrastOf(one: Rgb, other: Rgb): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}
