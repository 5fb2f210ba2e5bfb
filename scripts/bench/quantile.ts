// Quantiles of measured times.

/** The value below which the share `q` (0–1) of the values lies: the nearest one measured. Throws for an empty list. */
export function quantile(values: number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))];
  if (value === undefined) throw new RangeError('no values were measured');
  return value;
}
