// What both of Traktor's ports are started with, and what they give back.

import type { Clock } from '#kernel/clock.ts';
import type { HealthReporter } from '#kernel/health.ts';
import type { Logger } from '#kernel/logger.ts';

export type ListenOptions<Heard> = {
  /** Address to listen on; each port says which it accepts. */
  host: string;
  /** 0 takes any free one. */
  port: number;
  onSighting: (sighting: Heard) => void;
  report: HealthReporter;
  clock: Clock;
  log: Logger;
};

export type Listening = {
  /** The port listened on; undefined while it cannot. */
  readonly port: number | undefined;
  /** Ends all connections (each source is reported) and frees the port. */
  stop(): Promise<void>;
};
