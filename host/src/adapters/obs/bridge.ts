// The bridge to OBS as the rest of the host sees it: the link for requests, the topic `obs`, what becomes of recording and stream,
// and one entry of health.

import type { ObsBoundSource, ObsView } from '@tracord/shared/obs.ts';
import type { OutputKind } from '@tracord/shared/sets.ts';
import type { OutputSighting } from '#domain/output-sighting.ts';
import type { Clock } from '#kernel/clock.ts';
import type { HealthReporter } from '#kernel/health.ts';
import type { Logger } from '#kernel/logger.ts';
import type { ObsAlarms } from './alarms.ts';
import { type KnownPassword, ObsConnection } from './connection.ts';
import { describeObs, type ObsPhase } from './health.ts';
import type { ObsLink } from './link.ts';
import { viewObs } from './obs-view.ts';
import { OutputsWatch } from './outputs-watch.ts';

/** OBS that is back sooner was only started again. */
const LONG_GONE_MS = 30_000;

export type ObsBridgeParts = {
  /** Empty: OBS is left alone. */
  url: string;
  /** Asked at each attempt, so that a corrected one counts at once. */
  password: () => KnownPassword;
  /** Where alarms are kept; they outlive this. */
  alarms: ObsAlarms;
  clock: Clock;
  log: Logger;
  report: HealthReporter;
  isLive: () => boolean;
  onView: (view: ObsView) => void;
  onSighting: (sighting: OutputSighting) => void;
  /** What the sources part has bound; read at each `refresh`. */
  boundSources: () => ObsBoundSource[];
};

export class ObsBridge {
  readonly #parts: ObsBridgeParts;
  readonly #connection: ObsConnection;
  readonly #watch: OutputsWatch;
  #phase: ObsPhase = { phase: 'off' };
  #wasConnected = false;
  #goneAt: number | undefined;
  #isRunning = false;

  constructor(parts: ObsBridgeParts) {
    this.#parts = parts;
    const { url, password, clock, log, isLive } = parts;
    this.#connection = new ObsConnection({
      ...{ url, password, clock, log, isLive },
      onPhase: (phase) => this.#enter(phase),
    });
    this.#watch = new OutputsWatch({
      ...{ link: this.#connection, alarms: parts.alarms, clock, log },
      onSighting: parts.onSighting,
      onChange: () => this.refresh(),
    });
    this.#connection.follow(() => this.refresh());
  }

  get link(): ObsLink {
    return this.#connection;
  }

  /** Begins to connect; again, also after OBS threw us out, when it is called again. With an empty address it only says so. */
  start(): void {
    this.#isRunning = true;
    this.#enter({ phase: this.#parts.url === '' ? 'off' : 'connecting' });
    if (this.#parts.url !== '') this.#connection.start();
  }

  /** The DJ did something with OBS here: where it had thrown us out, we may come again. */
  comeBack(): void {
    if (this.#phase.phase === 'away' && this.#phase.refusal.why === 'kicked') this.start();
  }

  /** Nothing is said or published any more. */
  stop(): void {
    if (!this.#isRunning) return;
    // First: that nothing is watched any more is not to look like a recording that ended.
    this.#isRunning = false;
    this.#watch.away();
    this.#watch.stop();
    this.#connection.stop();
  }

  /** The DJ has seen the alarms; answers how many there were. */
  acknowledge(): number {
    return this.#watch.acknowledge();
  }

  /** A command of ours is about to stop this: its end is no alarm. */
  expectStop(kind: OutputKind): void {
    this.#watch.expectStop(kind);
  }

  /** Publishes the topic again and reports health: bound sources changed, or the show became live. */
  refresh(): void {
    if (!this.#isRunning) return;
    const { onView, boundSources } = this.#parts;
    const { recording, streaming, dropped, alarms } = this.#watch;
    const status = statusOf(this.#phase);
    const state = status === 'connected' ? this.#connection.state : undefined;
    onView(
      viewObs({
        ...{ status, state, recording, streaming, dropped, alarms },
        sources: boundSources(),
      }),
    );
    this.#report();
  }

  #enter(phase: ObsPhase): void {
    this.#phase = phase;
    if (phase.phase === 'connected') this.#wasConnected = true;
    if (phase.phase === 'connected' || phase.phase === 'loading') this.#goneAt = undefined;
    if (phase.phase === 'away') {
      this.#goneAt ??= this.#parts.clock.now();
      this.#watch.away();
    }
    this.refresh();
  }

  #report(): void {
    const { url, clock, isLive, report } = this.#parts;
    const isLongGone = this.#goneAt !== undefined && clock.now() - this.#goneAt >= LONG_GONE_MS;
    report(describeObs({ ...this.#phase, url, wasConnected: this.#wasConnected, isLive: isLive(), isLongGone }));
  }
}

function statusOf(phase: ObsPhase): ObsView['status'] {
  switch (phase.phase) {
    case 'off':
    case 'connecting':
    case 'connected':
      return phase.phase;
    case 'loading':
      return 'connecting';
    case 'no-secret':
      return 'refused';
    case 'away':
      return ['absent', 'unreachable', 'mute'].includes(phase.refusal.why) ? 'away' : 'refused';
  }
}
