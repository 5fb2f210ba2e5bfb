// Titles that do not fit, turned line by line: two lines rest, then everything moves up by one, eight pictures a second.
// At the end it is over; it does not begin again by itself. Pure.

export const REST_MS = 2_000;
export const FRAME_MS = 125;
/** Pictures between one rest and the next. */
const MOVING_FRAMES = 3;
const STOP_MS = REST_MS + MOVING_FRAMES * FRAME_MS;

/** `index`: the stop it rests at or moves away from; `moved` 0–1 of the way to the next, by quarters. `nextInMs`: until the
 * picture changes; absent at the end. */
export type ScrollPlace = { index: number; moved: number; nextInMs?: number };

/** How long a turn over `stops` rests takes, in milliseconds. */
export function scrollDurationMs(stops: number): number {
  return stops * STOP_MS - MOVING_FRAMES * FRAME_MS;
}

export function scrollPlace(scrollMs: number | undefined, stops: number): ScrollPlace {
  if (scrollMs === undefined || stops < 2 || scrollMs >= scrollDurationMs(stops)) return { index: 0, moved: 0 };
  const ms = Math.max(0, scrollMs);
  const index = Math.floor(ms / STOP_MS);
  const within = ms - index * STOP_MS;
  if (within < REST_MS) return { index, moved: 0, nextInMs: REST_MS - within };
  const frame = Math.floor((within - REST_MS) / FRAME_MS);
  return { index, moved: (frame + 1) / (MOVING_FRAMES + 1), nextInMs: (frame + 1) * FRAME_MS - (within - REST_MS) };
}

/** Lines of a window of two, with their baselines and how much is to be seen of them (0–1). */
export function scrolledLines(
  lines: readonly string[],
  { index, moved }: ScrollPlace,
  [first, second]: readonly [number, number],
): { text: string; y: number; opacity: number }[] {
  const pitch = second - first;
  return [0, 1, 2].flatMap((offset) => {
    const text = lines[index + offset];
    const opacity = offset === 0 ? Math.max(0, 1 - 2 * moved) : offset === 1 ? 1 : Math.max(0, 2 * moved - 1);
    return text === undefined || opacity === 0 ? [] : [{ text, y: first + (offset - moved) * pitch, opacity }];
  });
}
