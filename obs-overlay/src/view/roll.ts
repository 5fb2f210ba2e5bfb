// The one roll of a text that does not fit: step by step at 50 px/s, a rest before, between and after. Pure.

export const ROLL_PX_PER_SECOND = 50;
export const ROLL_REST_MS = 2_000;

export type RollStop = { atMs: number; offsetPx: number };

/** Positions in time, from the first rest to the end of the last one; `steps` of `stepPx` each. */
export function rollStops(steps: number, stepPx: number): RollStop[] {
  const stops: RollStop[] = [{ atMs: 0, offsetPx: 0 }];
  let atMs = ROLL_REST_MS;
  stops.push({ atMs, offsetPx: 0 });
  for (let step = 1; step <= steps; step++) {
    atMs += (stepPx / ROLL_PX_PER_SECOND) * 1_000;
    stops.push({ atMs, offsetPx: step * stepPx });
    atMs += ROLL_REST_MS;
    stops.push({ atMs, offsetPx: step * stepPx });
  }
  return stops;
}

/** How long the whole roll takes, rests included. */
export function rollDurationMs(stops: RollStop[]): number {
  return stops[stops.length - 1]?.atMs ?? 0;
}

/** As Web Animations keyframes along one axis; `sign` -1 moves up (or to the left). */
export function rollKeyframes(stops: RollStop[], axis: 'X' | 'Y', sign: 1 | -1): Keyframe[] {
  const total = rollDurationMs(stops);
  return stops.map((stop) => ({
    offset: total === 0 ? 0 : stop.atMs / total,
    transform: `translate${axis}(${sign * stop.offsetPx}px)`,
  }));
}
