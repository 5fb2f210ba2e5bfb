// Songs of which each word and number gives one of them away, and what is kept secret of them while a set goes on.

import { expect } from 'vitest';
import type { ByteRecorder, Secret } from './byte-recorder.ts';
import type { FakeUser } from './discord.ts';
import { type SetEntry, type SetNight, secretsOf } from './set-night.ts';
import { lookEverywhere } from './set-night-look.ts';

/** `name`: in each of its words. `number`: 0–8, each another tempo, key, length and cover. */
export const song = (name: string, title: string, number: number, more: Partial<SetEntry> = {}): SetEntry => ({
  ...{ artist: `${name} Artist`, title, album: `${name} Album`, label: `${name} Records`, genre: `${name} Genre` },
  ...{ folder: `${name}-crate`, file: `${name}-file.mp3`, seconds: 3600 + number * 61.117 },
  ...{ bpm: 100.3 + number * 7, key: number },
  cover: [`hsl(${number * 40}, 100%, 50%)`, `hsl(${number * 40 + 20}, 100%, 30%)`],
  ...more,
});

/** As it stands in the settings: what may not be shown, and all that is told to webhooks too. */
export const maskedBy = (webhook: string, comments: string[] = ['do not show']) => `masks:
  comments: [${comments.join(', ')}]
sets:
  broadcastLagSeconds: 0
  performer: DJ Testa
notices:
  level: info
  webhooks: [${['json', 'ntfy', 'slack', 'gotify'].map((form) => `{form: ${form}, url: ${webhook}/${form}}`).join(', ')}]
`;

export const kindsOf = (secrets: readonly Pick<Secret, 'what'>[]) =>
  [...new Set(secrets.map(({ what }) => what))].sort();

export class MaskedSet {
  readonly #night: SetNight;
  readonly #viewer: FakeUser;
  readonly #hidden = new Map<string, { secrets: Secret[]; since: number }>();

  constructor(night: SetNight) {
    this.#night = night;
    this.#viewer = night.discord.user('ann');
  }

  /** From a mark on; without one nobody may ever have been told. */
  hide({ title }: SetEntry, secrets: Secret[], since = 0): void {
    this.#hidden.set(title, { secrets, since });
  }

  reveal({ title }: SetEntry): void {
    this.#hidden.delete(title);
  }

  async nothingIsTold(recorder: ByteRecorder = this.#night.heard): Promise<void> {
    for (const { secrets, since } of this.#hidden.values()) expect(await recorder.found(secrets, since)).toEqual([]);
  }

  /** Asks everywhere, also for what is hidden by its ids. `typed`: what a viewer types to ask for a song. */
  look(typed: readonly string[] = []): Promise<void> {
    const ids = [...this.#hidden.values()].flatMap(({ secrets }) =>
      secrets.flatMap((one) => (/^(?:artwork|id.*)$/.test(one.what) && 'pattern' in one ? [one.pattern.source] : [])),
    );
    return lookEverywhere(this.#night, this.#viewer, { typed, ids });
  }

  /** Plays it until its cover is known too; answers what gives it away. `searchable`: as of secretsOf. */
  async play(one: SetEntry, options?: { searchable?: boolean }): Promise<Secret[]> {
    const { host, topic, play } = this.#night;
    await play(one);
    const now = await host.until(async () => {
      const value = await topic('nowPlaying');
      if (value.match.alternatives.length === 0) expect(value.track?.artwork).toBeDefined();
      return value;
    });
    return secretsOf(one, now, options);
  }

  /** Titles as the audience reads them. */
  async titles(): Promise<string[]> {
    const { order, byId } = await this.#night.publicTopic('set');
    return order.map((id) => byId[id]?.display.title ?? '');
  }

  shows(title: string): Promise<void> {
    return this.#night.host.until(async () => expect((await this.titles()).at(-1)).toBe(title));
  }

  /** The kinds of secrets that the DJ was given. */
  async inClear(secrets: Secret[]): Promise<string[]> {
    return kindsOf(await this.#night.clear.found(secrets));
  }
}
