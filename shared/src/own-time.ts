// Times of the host as times of this computer, whose clock may be another. Pure.

/** How topics name their times, all in ms since the epoch: `askedAt`, `onAirSince`, `since`, `until`. */
const TIME = /(?:At|Since)$|^(?:at|since|until)$/;

/** The same plain JSON with every time in it by our clock. `aheadMs`: how far the host's clock is ahead of it. */
export function inOwnTime<Value>(value: Value, aheadMs: number): Value {
  return aheadMs === 0 ? value : (moved(value, aheadMs) as Value);
}

function moved(value: unknown, aheadMs: number): unknown {
  if (Array.isArray(value)) return value.map((one) => moved(one, aheadMs));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      typeof inner === 'number' && TIME.test(name) ? inner - aheadMs : moved(inner, aheadMs),
    ]),
  );
}
