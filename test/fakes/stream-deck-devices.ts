// The Stream Decks a test may plug in.

/** Sizes by the app's number for the device: columns and rows of keys, dials. */
export const DEVICES = {
  standard: { type: 0, columns: 5, rows: 3, dials: 0 },
  xl: { type: 2, columns: 8, rows: 4, dials: 0 },
  plus: { type: 7, columns: 4, rows: 2, dials: 4 },
} as const;
export type DeviceKind = keyof typeof DEVICES;

export function deviceInfo(kind: DeviceKind): {
  id: string;
  name: string;
  type: number;
  size: { columns: number; rows: number };
} {
  const { type, columns, rows } = DEVICES[kind];
  return { id: kind, name: `Stream Deck ${kind}`, type, size: { columns, rows } };
}
