// Moving visuals to judge an overlay on: what a VJ might put behind it, computed point by point. Pure.

export const VISUAL_NAMES = ['tunnel', 'dots', 'waves', 'slabs'] as const;
export type VisualName = (typeof VISUAL_NAMES)[number];

type Colour = readonly [number, number, number];
/** Colour at a point: `x` and `y` in heights from the middle, time in seconds. */
type Shader = (x: number, y: number, seconds: number) => Colour;

const hex = (code: string): Colour => {
  const value = Number.parseInt(code, 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
};
const NIGHT = hex('150A2E');
const PINK = hex('FF2E7E');
const YELLOW = hex('FFD23A');
const PAPER = hex('F4EFFF');
const VIOLET = hex('3D1A8F');
const WAVE = ['FF8A3C', '7A1F4B', '00A8A0', '0F5C70', 'F7EDD8', '03222E'].map(hex);
const SLAB = ['0B0C10', 'FFFFFF', 'FF3B30', '2B2D42', '8DF1FF', '0B0C10', '2B2D42'].map(hex);

const modulo = (value: number, by: number) => ((value % by) + by) % by;
const pick = (colours: readonly Colour[], at: number): Colour =>
  colours[modulo(Math.floor(at), colours.length)] ?? NIGHT;

const SHADERS: Record<VisualName, Shader> = {
  tunnel(x, y, seconds) {
    const radius = Math.hypot(x - 0.2, y + 0.25);
    const angle = Math.atan2(y + 0.25, x - 0.2) / (2 * Math.PI);
    const ring = Math.floor(Math.log(radius + 0.01) * 3 - seconds * 0.6);
    const spoke = Math.floor(modulo(angle * 18 + Math.log(radius + 0.01) * 1.6 + seconds * 0.2, 18));
    if ((ring + spoke) % 2 === 0) return NIGHT;
    return pick([PINK, PAPER, YELLOW, PAPER, VIOLET], spoke * 3 + ring);
  },
  dots(x, y, seconds) {
    const turned = [x * 0.92 + y * 0.38, y * 0.92 - x * 0.38] as const;
    const size = 0.07;
    const dx = modulo(turned[0], size) - size / 2;
    const dy = modulo(turned[1], size) - size / 2;
    const wave = 0.5 + 0.5 * Math.sin(turned[0] * 3 + Math.sin(turned[1] * 4 + seconds) + seconds * 0.8);
    const isDot = Math.hypot(dx, dy) < size * (0.12 + 0.48 * wave);
    const lower = turned[1] > 0.22 + 0.1 * Math.sin(seconds * 0.5 + turned[0]);
    if (lower) return isDot ? hex('1730E0') : PAPER;
    return isDot ? hex('E31C8B') : hex('BFE8FF');
  },
  waves(x, y, seconds) {
    const bend =
      Math.sin(x * 2.4 + seconds * 0.4) + Math.sin(y * 3.1 - seconds * 0.3) + Math.sin((x + y) * 1.7 + seconds * 0.2);
    return pick(WAVE, bend * 4 + 20);
  },
  slabs(x, y, seconds) {
    const row = Math.floor((y + 0.5) * 14);
    const shift = x * 5 + Math.sin(row * 1.7) * 2 + seconds * (0.4 + (modulo(row, 5) - 2) * 0.15) + y * 1.2;
    return pick(SLAB, Math.floor(shift) * 3 + row * 5);
  },
};

/** One frame as RGBA bytes, row by row. */
export function visualPixels(
  name: VisualName,
  width: number,
  height: number,
  seconds: number,
): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(width * height * 4);
  const shader = SHADERS[name];
  let at = 0;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const [red, green, blue] = shader((column - width / 2) / height, (row - height / 2) / height, seconds);
      pixels[at++] = red;
      pixels[at++] = green;
      pixels[at++] = blue;
      pixels[at++] = 255;
    }
  }
  return pixels;
}
