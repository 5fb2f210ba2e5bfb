// The bridges to Traktor: each is started with its section of the settings, and stopped and started again when it changes.

import type { OperatorTopics } from '@tracord/shared/topics.ts';
import { startBroadcastListener } from '#adapters/traktor/broadcast/listener.ts';
import { startDeckFeed } from '#adapters/traktor/deck-feed.ts';
import type { Sighting } from '#domain/sighting.ts';
import { systemClock } from '#kernel/clock.ts';
import { messageOf } from '#kernel/domain-error.ts';
import type { HealthBoard, HealthReporter } from '#kernel/health.ts';
import type { Logger } from '#kernel/logger.ts';
import type { TopicStore } from '#kernel/topic-store.ts';
import { warnsWhileLive } from './lost-broadcast.ts';
import type { BroadcastPassword } from './secrets-keeper.ts';
import type { SettingsKeeper } from './settings-keeper.ts';

type Running = { stop(): Promise<void> };

export type BridgeParts = {
  settings: Pick<SettingsKeeper, 'current' | 'onChange'>;
  broadcastPassword: () => BroadcastPassword;
  topics: TopicStore<OperatorTopics>;
  health: HealthBoard;
  onSighting: (sighting: Sighting) => void;
  log: Logger;
};

export class Bridges {
  readonly #parts: BridgeParts;
  readonly #reportBroadcast: HealthReporter;
  readonly #running = new Map<string, Running | undefined>();
  /** Stops and starts follow one another, however quickly settings change. */
  #turn: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(parts: BridgeParts) {
    this.#parts = parts;
    this.#reportBroadcast = warnsWhileLive(parts.topics, parts.health.reporter('broadcast'));
    parts.settings.onChange(['broadcast'], () => this.#restart('broadcast', () => this.#broadcast()));
    parts.settings.onChange(['decks'], () => this.#restart('decks', () => this.#decks()));
  }

  start(): Promise<void> {
    this.#restart('broadcast', () => this.#broadcast());
    this.#restart('decks', () => this.#decks());
    return this.#turn;
  }

  /** The broadcast's password changed: it is asked for anew. Sources connect again by themselves. */
  passwordChanged(): void {
    this.#restart('broadcast', () => this.#broadcast());
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#turn;
    await Promise.all([...this.#running.values()].map((bridge) => bridge?.stop()));
  }

  async #broadcast(): Promise<Running | undefined> {
    const { settings, broadcastPassword, onSighting, log } = this.#parts;
    const { port, lan } = settings.current.broadcast;
    const secret = broadcastPassword();
    if (!secret.known) {
      // Without it the port would be open to whoever comes.
      this.#reportBroadcast({
        status: 'down',
        message: 'TraCord does not listen for Traktor: the file of passwords has a mistake.',
        remedy: secret.problem,
      });
      return undefined;
    }
    return startBroadcastListener({
      host: lan ? '0.0.0.0' : '127.0.0.1',
      port,
      password: secret.password,
      onSighting,
      report: this.#reportBroadcast,
      clock: systemClock,
      log: log.scope('broadcast'),
    });
  }

  async #decks(): Promise<Running | undefined> {
    const { settings, health, onSighting, log } = this.#parts;
    const report = health.reporter('decks');
    const { enabled, port } = settings.current.decks;
    if (!enabled) {
      report({
        status: 'off',
        message: 'The deck feed is off.',
        remedy: 'It is optional: with traktor-api-client installed, set decks.enabled to true in the settings.',
      });
      return undefined;
    }
    return startDeckFeed({
      // Its client says localhost, which is ::1 first on some systems: this name means both.
      host: 'localhost',
      port,
      onSighting,
      report,
      clock: systemClock,
      log: log.scope('decks'),
    });
  }

  #restart(name: string, start: () => Promise<Running | undefined>): void {
    this.#turn = this.#turn.then(async () => {
      if (this.#stopped) return;
      try {
        await this.#running.get(name)?.stop();
        this.#running.delete(name);
        this.#running.set(name, await start());
      } catch (error) {
        this.#parts.log.error('bridge.failed', { bridge: name, error });
        this.#parts.health.reporter(name)({
          status: 'down',
          message: `The ${name} bridge could not start.`,
          remedy: messageOf(error),
        });
      }
    });
  }
}
