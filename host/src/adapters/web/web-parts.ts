// What the web server is given: a view of the topics for each role, questions, commands, pictures and pages. It owns none of them.

import type { CommandAnswer, QueryAnswer, Role } from '@tracord/shared/protocol.ts';
import type { QueryName, QueryOutput } from '@tracord/shared/queries.ts';
import type { HealthReporter } from '#kernel/health.ts';
import type { Logger } from '#kernel/logger.ts';
import type { TopicReader } from '#kernel/topic-store.ts';

export type Image = { bytes: Buffer; type: string };

/** All but the audience prove themselves. */
export type TokenRole = Exclude<Role, 'audience'>;

/** Answers of questions as CSV for spreadsheets. */
export type CsvWriters = { [Name in QueryName]?: (value: QueryOutput<Name>) => string };

export type WebParts = {
  port: number;
  version: string;
  /** Changes with every start of the host: a client that sees a new one starts over. */
  bootId: string;
  /** The host's clock, by which all times in topics are: ms since the epoch. */
  now(): number;
  topics: Record<Role, TopicReader>;
  /** Whose token this is; undefined: nobody's. */
  roleOf(given: string): TokenRole | undefined;
  query(name: string, input: unknown, role: Role): Promise<QueryAnswer>;
  /** Those that are also served as CSV, at the question's own address with ".csv" behind it. */
  csv?: CsvWriters;
  command(name: string, args: unknown, commandId: string, role: Role): Promise<CommandAnswer>;
  /** A cover at least `size` px wide if there is one. Its address carries no token: it is always what the audience may see. */
  artwork(id: string, size: number): Promise<Image | undefined>;
  /** The DJ's own CSS, empty where none is set. */
  userCss(): Promise<string>;
  /** Folder of the built pages. */
  pages: string;
  report: HealthReporter;
  log: Logger;
};
