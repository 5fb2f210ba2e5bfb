// Results of a pure function, kept for the arguments it was given last: while a title scrolls, every picture asks for the same.

const MOST_KEPT = 200;

/** The same function, its last results kept. Arguments must be plain JSON; nobody may change a result. */
export function kept<Args extends unknown[], Result>(work: (...args: Args) => Result): (...args: Args) => Result {
  const results = new Map<string, Result>();
  return (...args) => {
    const of = JSON.stringify(args);
    const known = results.get(of);
    if (known !== undefined) return known;
    const result = work(...args);
    const [oldest] = results.keys();
    if (results.size >= MOST_KEPT && oldest !== undefined) results.delete(oldest);
    results.set(of, result);
    return result;
  };
}
