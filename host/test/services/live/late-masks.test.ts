import { afterEach, beforeEach, expect, it } from 'vitest';
import { silentLogger } from '#kernel/logger.ts';
import type { Identity } from '#services/live/identification.ts';
import { LateMasks } from '#services/live/late-masks.ts';
import { HistoryStage } from './history-stage.ts';
import { evening, hit, set, startShow } from './set-stage.ts';

const AT = 1_700_000_000_000;
const CALLER = { role: 'operator' as const, commandId: 'one' };
const MASKED = { maskedBecause: 'it is tagged "Secret"' };

let stage: HistoryStage;
/** What each title may be. */
let library: Record<string, Pick<Identity, 'candidates' | 'failed'>>;
let asked: string[];
let told: number;
let lateMasks: LateMasks;
/** Called while the library is asked. */
let meanwhile: () => void;
beforeEach(() => {
  stage = new HistoryStage();
  stage.rules = { ...stage.rules, masksByLibrary: true };
  library = {
    Secret: { candidates: [hit('secret', 'Secret', MASKED)] },
    Twin: { candidates: [hit('twin-a', 'Twin', MASKED), hit('twin-b', 'Twin')] },
  };
  [asked, told, meanwhile] = [[], 0, () => {}];
  lateMasks = new LateMasks({
    ...{ stores: stage.stores, rules: () => stage.rules, write: (write) => write(), log: silentLogger },
    identification: {
      identify: async ({ title }) => {
        asked.push(title);
        meanwhile();
        const match = { confidence: 0, by: 'none' as const, reasons: [], alternatives: [] };
        return { ...(library[title] ?? { candidates: [hit(title, title)] }), match };
      },
    },
    onMasked: async () => {
      told++;
    },
  });
});
afterEach(() => stage.close());

const isTold = (id: string) => {
  const { hidden, masked } = stage.stores.plays.get(id) ?? { hidden: true, masked: true };
  return !(hidden || masked);
};
const review = async (...ids: string[]) => {
  await lateMasks.review();
  return ids.map(isTold);
};

it('hides words of the DJ and doubtful plays that may be a masked track by now, and nothing else', async () => {
  const written = stage.hear(AT, 'Mira', 'One', { trackId: 'one', song: 'mira|one|' });
  stage.stores.facts.write('dj', written, { title: 'Secret' });
  const doubtful = stage.hear(AT + 1, 'Mira', 'Twin');
  const again = stage.hear(AT + 2, 'Mira', 'Twin');
  const unheard = stage.hear(AT + 3, 'Mira', 'Unheard');
  const found = stage.hear(AT + 4, 'Mira', 'Secret', { trackId: 'other', song: 'mira|other|' });
  expect(await review(written, doubtful, again, unheard, found)).toEqual([false, false, false, true, true]);
  expect([asked.filter((title) => title === 'Twin').length, asked.includes('One'), told]).toEqual([1, false, 1]);
  // As an edit does, so that it stands while the play is on air; a doubtful play is not hidden by the DJ.
  expect([stage.stores.plays.get(written)?.hidden, stage.stores.plays.get(doubtful)?.hidden]).toEqual([true, false]);
});

it('masks what the library cannot be asked of, until it can', async () => {
  const heard = stage.hear(AT, 'Mira', 'Unheard');
  const onDeck = stage.hear(AT + 1, 'Mira', 'Lost', { source: 'decks' });
  library = { Unheard: { candidates: [], failed: true }, Lost: { candidates: [], failed: true } };
  expect(await review(heard, onDeck)).toEqual([false, false]);
  library = {};
  // What its deck said may mask the other as well.
  expect(await review(heard, onDeck)).toEqual([true, false]);
});

it('waits for marks by the masks of now', async () => {
  const doubtful = stage.hear(AT, 'Mira', 'Twin');
  stage.rules = { ...stage.rules, marksAreCurrent: false };
  expect([await review(doubtful), asked]).toEqual([[true], []]);
});

it('leaves the rest once the masks are others, or the host stops', async () => {
  const doubtful = stage.hear(AT, 'Mira', 'Twin');
  meanwhile = () => {
    stage.rules = { ...stage.rules, marksAreCurrent: false };
  };
  expect(await review(doubtful)).toEqual([true]);
  stage.rules = { ...stage.rules, marksAreCurrent: true };
  meanwhile = () => lateMasks.stop();
  expect([await review(doubtful), told]).toEqual([[true], 0]);
});

it('leaves what the DJ changed while the library was asked', async () => {
  const written = stage.hear(AT, 'Mira', 'One', { trackId: 'one', song: 'mira|one|' });
  stage.stores.facts.write('dj', written, { title: 'Secret' });
  meanwhile = () => stage.stores.facts.remove('dj', written);
  expect(await review(written)).toEqual([true]);
});

it('reaches the list that the audience sees', async () => {
  const show = startShow();
  await show.resume();
  await show.goLive(true);
  const playId = await show.hear('One');
  await show.commands['set.edit']({ playId, title: 'Two' }, CALLER);
  await show.settled();
  expect(show.sees()).toEqual(['Two']);
  set((settings) => {
    settings.masks.tags = ['Secret'];
  });
  evening.tracks = [hit('one', 'One'), hit('two', 'Two', MASKED)];
  await show.libraryRenewed();
  expect([show.dj(), show.sees()]).toEqual([['Two'], ['ID']]);
  const exported = await show.tracklists.tracklist('current', { clock: '', offsetMs: 0, inClear: false });
  expect(exported.ok && exported.list.rows.map(({ title }) => title)).toEqual(['ID']);
  show.stop();
});
