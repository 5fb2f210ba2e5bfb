// Which questions are also answered as CSV, and where: at their own address with ".csv" behind it.

import { type QuerySpec, queries } from '@tracord/shared/queries.ts';
import type { CsvWriters } from './web-parts.ts';

export type CsvExport = Pick<QuerySpec, 'summary' | 'roles'> & {
  name: string;
  /** As the router of the API sees it: "/requests.csv". */
  path: string;
  /** Name of the file as it is saved: "requests.csv". */
  file: string;
  write: (value: unknown) => string;
};

export function csvExports(writers: CsvWriters = {}): CsvExport[] {
  return Object.entries(writers).map(([name, write]) => {
    const { path, summary, roles }: QuerySpec = queries[name as keyof typeof queries];
    const at = `${path.replace(/^\/api/, '')}.csv`;
    // The value comes from this very question: the two belong together.
    return { ...{ name, summary, roles, path: at }, file: at.slice(1), write: write as (value: unknown) => string };
  });
}
