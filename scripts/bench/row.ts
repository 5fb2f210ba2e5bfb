// One line of `npm run bench`: a measured figure beside a floor or a peer from the same run.

export type BenchRow = {
  /** What was measured, in words, with its unit: "cold import, 200,000 entries, s". */
  figure: string;
  measured: number;
  /** The floor or peer measured in the same run; absent where the bound is absolute. */
  against?: { name: string; measured: number };
  /** The wanted bound: on measured / against where `against` is there, else on `measured`. */
  bound: { atMost?: number; atLeast?: number };
};

/** A benchmark: `entries` are the collection sizes asked for; `say` prints progress. */
export type Bench = (options: { entries: number[]; seed: number; say: (line: string) => void }) => Promise<BenchRow[]>;
