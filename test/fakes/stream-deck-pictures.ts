// Pictures as a plugin sent them, by key, and whether it sent them faster than the app asks for.

const PICTURES_A_SECOND = 10;
/** Sent over the loopback pictures bunch up a little. */
const RATE_SLACK_MS = 50;

/** A picture as it arrived: the SVG document, and when, in ms since the epoch. */
export type Picture = { svg: string; at: number };

export class PictureBook {
  readonly #pictures = new Map<string, Picture[]>();

  /** Every picture of a key or dial, oldest first. */
  of(context: string): readonly Picture[] {
    return this.#pictures.get(context) ?? [];
  }

  /** `image` as the plugin gave it; `fault` is told what is wrong with it. */
  take(context: string, image: string | undefined, at: number, fault: (text: string) => void): void {
    const pictures = this.#pictures.get(context) ?? [];
    this.#pictures.set(context, pictures);
    const svg = decoded(image);
    if (svg === undefined) fault(`${context} was sent no picture: ${String(image).slice(0, 60)}`);
    pictures.push({ svg: svg ?? '', at });
    const earlier = pictures.at(-1 - PICTURES_A_SECOND);
    if (earlier && at - earlier.at < 1_000 - RATE_SLACK_MS) {
      fault(`${context} was sent ${PICTURES_A_SECOND + 1} pictures in ${at - earlier.at} ms`);
    }
  }
}

/** The SVG document of a data URL; undefined where it is none. */
function decoded(image: string | undefined): string | undefined {
  const [, coding, data] = /^data:image\/svg\+xml(?:;charset=[^;,]+)?(;base64)?,(.*)$/s.exec(image ?? '') ?? [];
  if (data === undefined) return undefined;
  return coding ? Buffer.from(data, 'base64').toString('utf8') : decodeURIComponent(data);
}
