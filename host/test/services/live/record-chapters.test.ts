// Chapters in the recording: one for each track the audience is told of, at that moment or not at all.

import { FIRST_OBS, type ObsView } from '@tracord/shared/obs.ts';
import {
  FIRST_OPERATOR_TOPICS,
  FIRST_PUBLIC_TOPICS,
  type NowTrack,
  type PublicTopics,
} from '@tracord/shared/topics.ts';
import { describe, expect, it } from 'vitest';
import { ManualClock } from '#kernel/clock.ts';
import { silentLogger } from '#kernel/logger.ts';
import { TopicStore } from '#kernel/topic-store.ts';
import { Audience } from '#services/live/audience.ts';
import { RecordChapters, type RecordChaptersParts } from '#services/live/record-chapters.ts';

const RECORDING: Partial<ObsView> = { status: 'connected', recording: { active: true } };
const NO_CHAPTERS = { ok: false, code: 'no-chapters', message: 'This recording has no chapters.' } as const;

class Stage {
  readonly clock = new ManualClock();
  readonly operator = new TopicStore(FIRST_OPERATOR_TOPICS, silentLogger);
  readonly marked: string[] = [];
  readonly lacks: (string | undefined)[] = [];
  isOn = true;
  answer: Awaited<ReturnType<RecordChaptersParts['mark']>> = { ok: true };
  readonly chapters: RecordChapters;

  constructor(obs: Partial<ObsView> = RECORDING, announceDelayMs = 0) {
    this.obs(obs);
    const audience = new TopicStore<PublicTopics>(FIRST_PUBLIC_TOPICS, silentLogger);
    const shown = new Audience(this.operator, audience, this.clock, () => announceDelayMs);
    this.chapters = new RecordChapters({
      ...{ operator: this.operator, clock: this.clock, log: silentLogger },
      followOnAir: (listener) => shown.followOnAir(listener),
      isOn: () => this.isOn,
      mark: async (name) => {
        this.marked.push(name);
        return this.answer;
      },
      lacks: (sentence) => this.lacks.push(sentence),
    });
  }

  obs(changed: Partial<ObsView>): void {
    this.operator.set('obs', { ...FIRST_OBS, ...changed });
  }

  play(title: string, more: Partial<NowTrack> = {}, test?: true): void {
    this.operator.set('nowPlaying', {
      ...FIRST_OPERATOR_TOPICS.nowPlaying,
      ...{ playId: title, onAirSince: this.clock.now(), test },
      track: { artist: 'Artist', title, display: { artist: 'Artist', title }, ...more },
    });
  }

  async after(ms: number): Promise<void> {
    this.clock.advance(ms);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('a chapter for each track', () => {
  it('is marked when the audience is told, once, and as the audience may read it', async () => {
    const stage = new Stage();
    stage.play('One');
    await stage.after(1_000);
    // The same play, told of again.
    stage.operator.set('nowPlaying', { ...stage.operator.get('nowPlaying'), deck: 'B' });
    stage.obs({ ...RECORDING, studioMode: true });
    await stage.after(60_000);
    stage.play('Secret', { masked: true });
    await stage.after(60_000);
    stage.play('Test song', {}, true);
    stage.play('Three\n\u202eevil');
    await stage.after(0);
    expect(stage.marked).toEqual(['Artist – One', 'ID – ID', 'Artist – Three evil']);
  });

  it('waits for the announcement, and is masked by what was said until then', async () => {
    const stage = new Stage(RECORDING, 30_000);
    stage.play('One');
    await stage.after(29_000);
    expect(stage.marked).toEqual([]);
    stage.operator.set('nowPlaying', { ...stage.operator.get('nowPlaying'), maskedPlays: ['One'] });
    await stage.after(1_000);
    expect(stage.marked).toEqual(['ID – ID']);
  });

  it.each<[string, (stage: Stage) => Promise<void>, string[]]>([
    ['not without a recording', async (stage) => stage.obs({ status: 'connected' }), []],
    [
      'not when the recording begins later',
      async (stage) => {
        stage.obs({ status: 'connected' });
        stage.play('One');
        await stage.after(10_001);
        stage.obs(RECORDING);
      },
      ['Artist – Last'],
    ],
    [
      'when it begins, or goes on, a moment later',
      async (stage) => {
        stage.obs({ status: 'connected', recording: { active: true, paused: true } });
        stage.play('One');
        await stage.after(9_000);
        stage.obs(RECORDING);
      },
      ['Artist – One', 'Artist – Last'],
    ],
    [
      'not again after OBS was away',
      async (stage) => {
        stage.play('One');
        await stage.after(1_000);
        stage.obs({ status: 'away' });
        stage.obs(RECORDING);
      },
      ['Artist – One', 'Artist – Last'],
    ],
    [
      'not where chapters are off',
      async (stage) => {
        stage.isOn = false;
      },
      [],
    ],
    [
      'not for a track that is over',
      async (stage) => {
        stage.obs({ status: 'away' });
        stage.play('One');
        stage.play('Two');
        await stage.after(1_000);
        stage.obs(RECORDING);
      },
      ['Artist – Two', 'Artist – Last'],
    ],
  ])('%s', async (_what, happens, marked) => {
    const stage = new Stage();
    await happens(stage);
    await stage.after(1);
    stage.play('Last');
    await stage.after(60_000);
    expect(stage.marked).toEqual(marked);
  });

  it('says once what a recording cannot, and asks the next one again', async () => {
    const stage = new Stage();
    stage.answer = NO_CHAPTERS;
    for (const title of ['One', 'Two', 'Three']) {
      stage.play(title);
      await stage.after(60_000);
    }
    expect(stage.marked).toEqual(['Artist – One']);
    expect(stage.lacks).toEqual([NO_CHAPTERS.message]);
    stage.obs({ status: 'connected' });
    stage.obs(RECORDING);
    stage.answer = { ok: true };
    stage.play('Four');
    await stage.after(0);
    expect(stage.marked).toEqual(['Artist – One', 'Artist – Four']);
    expect(stage.lacks).toEqual([NO_CHAPTERS.message, undefined]);
  });

  it('is also marked by hand, with a name or what the audience reads', async () => {
    const stage = new Stage();
    expect(await stage.chapters.chapterNow()).toEqual({ ok: true, name: 'Chapter' });
    stage.isOn = false;
    stage.play('Secret', { masked: true });
    expect(await stage.chapters.chapterNow()).toEqual({ ok: true, name: 'ID – ID' });
    expect(await stage.chapters.chapterNow('The drop')).toEqual({ ok: true, name: 'The drop' });
    expect(await stage.chapters.chapterNow('x'.repeat(200))).toEqual({ ok: true, name: `${'x'.repeat(99)}…` });
    stage.answer = NO_CHAPTERS;
    expect(await stage.chapters.chapterNow()).toEqual(NO_CHAPTERS);
  });

  it('is not to come for what was on air before', async () => {
    const stage = new Stage({ status: 'away' });
    stage.play('One');
    stage.chapters.stop();
    stage.obs(RECORDING);
    await stage.after(0);
    expect(stage.marked).toEqual([]);
  });

  it('is not marked once nobody records any more here', async () => {
    const stage = new Stage();
    stage.chapters.stop();
    stage.play('One');
    await stage.after(0);
    expect(stage.marked).toEqual([]);
  });
});
