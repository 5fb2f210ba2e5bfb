// Two flat colours of a cover: one that stands out on the overlays' near-black plate, one dark enough to write white on.
// Pure and deterministic. Colour maths in OKLCH: https://bottosson.github.io/posts/oklab/

export type CoverColors = {
  /** `#RRGGBB`, at least 3:1 on #0E0F12. */
  main: string;
  /** `#RRGGBB` of the same hue; white on it has at least 7:1. */
  dark: string;
};

/** For covers without a colour of their own, and for the neutral record. */
export const NEUTRAL_COLORS: CoverColors = { main: '#8A919D', dark: '#24282F' };

const PLATE = [0x0e, 0x0f, 0x12] as const;
const LEAST_CONTRAST = 3;

/** Below this chroma a pixel counts as grey; below this lightness as black. */
const GREY_CHROMA = 0.04;
const BLACK_LIGHTNESS = 0.15;
/** A cover with fewer coloured pixels than this share is grey. */
const LEAST_SHARE = 0.01;
/** Beyond this, more chroma does not make a pixel count for more: a small neon sign must not beat a large orange sky. */
const FULL_CHROMA = 0.15;
const LEAST_CHROMA = 0.09;
const HUE_BINS = 36;

type Rgb = readonly [number, number, number];
/** Lightness 0–1, and the two axes of colour. */
type Lab = readonly [number, number, number];

/** `pixels` is RGB, three bytes each; 64 × 64 of them are enough. */
export function colorsOf(pixels: Uint8Array): CoverColors {
  const count = Math.floor(pixels.length / 3);
  const colored: { lab: Lab; bin: number; weight: number }[] = [];
  const bins = new Array<number>(HUE_BINS).fill(0);
  for (let i = 0; i < count; i += 1) {
    const lab = toLab([pixels[3 * i] ?? 0, pixels[3 * i + 1] ?? 0, pixels[3 * i + 2] ?? 0]);
    const chroma = Math.hypot(lab[1], lab[2]);
    if (chroma < GREY_CHROMA || lab[0] < BLACK_LIGHTNESS) continue;
    const turn = Math.atan2(lab[2], lab[1]) / (2 * Math.PI);
    const bin = Math.floor((turn - Math.floor(turn)) * HUE_BINS) % HUE_BINS;
    const weight = Math.min(chroma, FULL_CHROMA) ** 2;
    bins[bin] = (bins[bin] ?? 0) + weight;
    colored.push({ lab, bin, weight });
  }
  if (colored.length === 0 || colored.length < count * LEAST_SHARE) return NEUTRAL_COLORS;

  const around = (bin: number) =>
    [-1, 0, 1].reduce((sum, step) => sum + (bins[(bin + step + HUE_BINS) % HUE_BINS] ?? 0), 0);
  const strength = bins.map((_, bin) => around(bin));
  const peak = strength.indexOf(Math.max(...strength));
  const near = colored.filter(({ bin }) => Math.min(Math.abs(bin - peak), HUE_BINS - Math.abs(bin - peak)) <= 1);
  const total = near.reduce((sum, { weight }) => sum + weight, 0);
  const mean = (axis: 0 | 1 | 2) => near.reduce((sum, { lab, weight }) => sum + lab[axis] * weight, 0) / total;
  const hue = Math.atan2(mean(2), mean(1));
  const chroma = Math.max(Math.hypot(mean(1), mean(2)), LEAST_CHROMA);
  return { main: readable(mean(0), chroma, hue), dark: hex(inGamut(0.28, Math.min(chroma, 0.08), hue)) };
}

/** WCAG 2 contrast of two `#RRGGBB` colours, 1–21. */
export function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(fromHex(a)), luminance(fromHex(b))].sort((x, y) => y - x);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

/** The colour, made lighter until it can be told from the plate; its chroma grows along, or a dark red would turn dull. */
function readable(lightness: number, chroma: number, hue: number): string {
  const start = Math.min(lightness, 0.95);
  const most = Math.max(chroma, 0.17);
  for (let l = start; ; l += 0.01) {
    const color = hex(inGamut(l, Math.min((chroma * l) / start, most), hue));
    if (l >= 1 || contrast(color, hex(PLATE)) >= LEAST_CONTRAST) return color;
  }
}

/** The nearest colour a screen can show: chroma gives way, lightness and hue stay. */
function inGamut(lightness: number, chroma: number, hue: number): Rgb {
  let [low, high] = [0, chroma];
  const at = (c: number) => toLinear([lightness, c * Math.cos(hue), c * Math.sin(hue)]);
  const fits = (c: number) => at(c).every((part) => part >= -0.0005 && part <= 1.0005);
  if (fits(chroma)) low = chroma;
  else {
    for (let step = 0; step < 16; step += 1) {
      const middle = (low + high) / 2;
      if (fits(middle)) low = middle;
      else high = middle;
    }
  }
  const [r, g, b] = at(low);
  return [encode(r), encode(g), encode(b)];
}

function toLab([red, green, blue]: Rgb): Lab {
  const [r, g, b] = [decode(red), decode(green), decode(blue)];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function toLinear([lightness, a, b]: Lab): Rgb {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

/** sRGB byte to linear light 0–1. */
function decode(byte: number): number {
  const part = byte / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
}

/** Linear light to sRGB byte. */
function encode(linear: number): number {
  const part = Math.min(1, Math.max(0, linear));
  return Math.round(255 * (part <= 0.0031308 ? 12.92 * part : 1.055 * part ** (1 / 2.4) - 0.055));
}

function luminance([red, green, blue]: Rgb): number {
  return 0.2126 * decode(red) + 0.7152 * decode(green) + 0.0722 * decode(blue);
}

function hex(color: Rgb): string {
  return `#${color.map((byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join('')}`;
}

function fromHex(color: string): Rgb {
  const value = Number.parseInt(color.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}
