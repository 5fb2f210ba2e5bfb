import { DEFAULT_SETTINGS } from '@tracord/shared/settings.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { maskJudge } from '#domain/masks.ts';
import { DJ, MINUTE, person, RequestStage, track } from './request-stage.ts';

let stage: RequestStage;
beforeEach(async () => {
  stage = await new RequestStage({ minutesBetween: 0 }).live();
});
afterEach(() => stage.close());

describe('asking', () => {
  it('publishes what was asked for', async () => {
    const answer = await stage.add('a', 'ann', { words: ' title  a please\n' });
    expect(answer).toMatchObject({ ok: true, number: 1, outcome: 'added', place: 1 });
    const [id = ''] = stage.view.order;
    expect(stage.view).toMatchObject({ open: true, waiting: 1, accepted: 0 });
    expect(stage.view.byId[id]).toMatchObject({
      ...{ state: 'new', revision: 1, number: 1, votes: 1, requester: person('ann'), words: 'title  a please' },
      ...{ askedAt: stage.clock.now(), expiresAt: stage.clock.now() + 120 * MINUTE },
      track: { id: 'a', artist: 'Artist a', title: 'Title a', display: { artist: 'Artist a', title: 'Title a' } },
    });
    expect(stage.view.byId[id]?.track.artwork).toBeUndefined();
  });

  it('counts the same song again as a vote, also by another file of it', async () => {
    const { song } = track('a');
    stage.tracks.push({ ...track('a2'), song });
    const id = await stage.added('a', 'ann');
    expect(await stage.add('a2', 'bob')).toEqual({ ok: true, id, number: 1, outcome: 'voted', place: 1 });
    expect(stage.view.byId[id]).toMatchObject({ votes: 2, voters: [person('bob')], revision: 1 });
    expect(await stage.add('a', 'bob')).toMatchObject({ ok: false, code: 'already-asked' });
  });

  it('says of hidden tracks no more than of those that are not there', async () => {
    stage.tracks.push(
      track('excluded', { excluded: true }),
      track('masked', { maskedBecause: 'it is tagged "Promo"' }),
      track('gone', { missingSince: 1 }),
      track('secret'),
    );
    const patterns = maskJudge({ ...DEFAULT_SETTINGS.masks, patterns: ['Title secret'] });
    stage.masks = { ...stage.masks, masks: patterns };
    const unknown = await stage.add('nothing', 'ann');
    expect(unknown).toMatchObject({ ok: false, code: 'track-unknown' });
    for (const id of ['excluded', 'masked', 'gone', 'secret']) expect(await stage.add(id, 'ann')).toEqual(unknown);
    stage.masks = { ...stage.masks, masksByLibrary: true, marksAreCurrent: false };
    expect(await stage.add('a', 'ann')).toEqual(unknown);
  });

  it('takes doubtful words as such', async () => {
    const candidates = [
      { id: 'a', confidence: 0.6 },
      { id: 'b', confidence: 0.4 },
    ];
    const id = await stage.added('a', 'ann', { words: 'a or b', candidates });
    const { track: shown, candidates: offered } = stage.view.byId[id] ?? {};
    expect(shown).toMatchObject({ title: 'Title a' });
    expect(shown?.id).toBeUndefined();
    expect(offered?.map(({ id: one, confidence }) => [one, confidence])).toEqual([
      ['a', 0.6],
      ['b', 0.4],
    ]);
    expect(await stage.requests.choose({ id, trackId: 'b', revision: 1 })).toEqual({ ok: true, id, revision: 2 });
    expect(stage.view.byId[id]?.track).toMatchObject({ id: 'b', title: 'Title b' });
    expect(stage.view.byId[id]?.candidates).toBeUndefined();
  });

  it('keeps caps however many ask at once', async () => {
    stage.rules({ inQueue: 3, minutesBetween: 0 });
    const asked = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((id) =>
      stage.requests.add({ trackId: id, requester: person(id < 'e' ? 'ann' : id) }),
    );
    const answers = await Promise.all(asked);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(3);
    expect(stage.view.order).toHaveLength(3);
    expect(Object.values(stage.view.byId).filter(({ requester }) => requester.id === 'ann')).toHaveLength(2);
  });

  it('cleans names and words', async () => {
    const requester = { ...person('ann'), name: '\u202e\n' };
    const id = await stage.added('a', 'ann', { requester, words: 'x'.repeat(10_000) });
    expect(stage.view.byId[id]?.requester.name).toBe('somebody');
    expect(stage.view.byId[id]?.words).toHaveLength(500);
  });

  it('says so where the library cannot be asked', async () => {
    stage.libraryBroken = true;
    expect(await stage.add('a', 'ann')).toMatchObject({ ok: false, code: 'failed' });
    expect(stage.view.order).toEqual([]);
  });

  it('tells nothing of what is masked, or not announced yet', async () => {
    stage.announceDelayMs = 10_000;
    await stage.play('a');
    expect(await stage.add('a', 'ann')).toMatchObject({ ok: true });
    stage.clock.advance(10_000);
    // Now all know that it is on air.
    expect(await stage.add('a', 'bob')).toMatchObject({ ok: false, code: 'already-played' });
    stage.rules({ perPerson: 9 });
    await stage.play('b');
    stage.plays.hide({ id: 'play-2', artist: '', title: '' }, true, 0);
    stage.clock.advance(10_000);
    expect(await stage.add('b', 'ann')).toMatchObject({ ok: true });
    stage.plays.hide({ id: 'play-2', artist: '', title: '' }, false, 0);
    expect(await stage.add('b', 'cid')).toMatchObject({ outcome: 'voted' });
  });
});

describe('the DJ', () => {
  it('accepts: on the clipboard, with playlist and cover, announced after 20 s', async () => {
    const id = await stage.added('a', 'ann');
    const answer = await stage.requests.accept({ id, revision: 1, by: DJ });
    expect(answer).toMatchObject({ ok: true, id, playlist: 'Crate', clipboard: true });
    expect(stage.copied).toEqual(['Artist a Title a']);
    const until = stage.clock.now() + 20_000;
    expect(stage.view.undo).toMatchObject({ what: 'accept', label: 'Accept 1', title: 'Title a', until });
    expect(stage.view.byId[id]).toMatchObject({ state: 'accepted', revision: 2, by: DJ, announcesAt: until });
    await Promise.resolve();
    expect(stage.view.byId[id]?.track).toMatchObject({ playlist: 'Crate', artwork: { id: '/music/a.mp3' } });
    stage.clock.advance(19_999);
    expect(stage.view.undo).toBeDefined();
    stage.clock.advance(1);
    expect(stage.view.undo).toBeUndefined();
    expect(stage.view.byId[id]?.announcesAt).toBeUndefined();
  });

  it('gets no text on the clipboard where that is off', async () => {
    stage.rules({ clipboard: false });
    const id = await stage.added('a', 'ann');
    expect(await stage.requests.accept({ id })).toMatchObject({ ok: true, clipboard: false });
    expect(stage.copied).toEqual([]);
  });

  it('skips, skips again, undoes', async () => {
    const [a, b] = [await stage.added('a', 'ann'), await stage.added('b', 'bob')];
    expect(await stage.requests.skip({ id: a })).toMatchObject({ ok: true, state: 'skipped' });
    expect(stage.view.order).toEqual([b, a]);
    expect(await stage.requests.skip({ id: a })).toMatchObject({ ok: true, state: 'declined' });
    expect(stage.view.order).toEqual([b]);
    expect(stage.requests.finished()).toMatchObject([{ id: a, state: 'declined', announcesAt: expect.any(Number) }]);
    expect(await stage.requests.undo({})).toMatchObject({ ok: true, undone: 'Skip 1', ids: [a] });
    expect(stage.stateOf(a)).toBe('skipped');
    await stage.restart();
    expect(await stage.requests.undo({ by: person('staff') })).toMatchObject({ ok: true, undone: 'Skip 1' });
    expect(stage.stateOf(a)).toBe('new');
    expect(stage.stores.requests.changesOf(a).at(-1)).toMatchObject({ what: 'undone', by: person('staff') });
    expect(await stage.requests.undo({})).toMatchObject({ ok: false, code: 'nothing-to-undo' });
  });

  it('reads what an undo would bring back, cut to what is readable', async () => {
    stage.tracks.push(track('long', { title: 'x'.repeat(10_000) }));
    const id = await stage.added('long', 'ann');
    await stage.added('b', 'bob');
    await stage.requests.clear({});
    expect(stage.view.undo?.title).toBeUndefined();
    await stage.requests.withdraw({ id: stage.requests.finished()[1]?.id ?? '', requester: person('bob') });
    expect(stage.view.undo).toMatchObject({ label: 'Clear 1', title: `${'x'.repeat(99)}…` });
    expect(await stage.requests.undo({})).toMatchObject({ undone: 'Clear 1', ids: [id] });
  });

  it('clears and brings all back', async () => {
    const ids = [await stage.added('a', 'ann'), await stage.added('b', 'bob')];
    const cleared = await stage.requests.clear({ by: DJ });
    expect(cleared).toMatchObject({ ok: true, cleared: 2, changeId: stage.view.undo?.changeId });
    expect(stage.view).toMatchObject({ waiting: 0, undo: { label: 'Clear 2 requests', what: 'clear' } });
    expect(stage.view.undo?.title).toBeUndefined();
    await stage.requests.undo({ changeId: stage.view.undo?.changeId });
    expect(stage.view.order).toEqual(ids);
    expect(await stage.requests.clear({})).toMatchObject({ cleared: 2 });
    expect(await stage.requests.clear({})).toEqual({ ok: true, cleared: 0 });
  });

  it('moves', async () => {
    const [a, b] = [await stage.added('a', 'ann'), await stage.added('b', 'bob')];
    expect(await stage.requests.move({ id: b, before: a, revision: 1 })).toEqual({ ok: true, id: b });
    expect(stage.view.order).toEqual([b, a]);
  });

  it('blocks: nothing of that person is left, and no word taken', async () => {
    await stage.added('a', 'ann');
    const b = await stage.added('b', 'bob');
    await stage.add('b', 'ann');
    const changes: string[][] = [];
    stage.topics.onChange(({ value }) => changes.push((value as typeof stage.view).order));
    expect(await stage.requests.block({ ...person('ann'), by: DJ })).toEqual({ ok: true, withdrawn: 1 });
    expect(changes).toEqual([[b]]);
    expect(JSON.stringify(stage.view)).not.toContain('Name ann');
    expect(await stage.add('c', 'ann')).toMatchObject({ ok: false, code: 'person-blocked' });
    expect(stage.requests.wish('anything', person('ann'))).toBe(false);
    expect(await stage.requests.unblock(person('ann'))).toEqual({ ok: true, unblocked: true });
    expect(await stage.requests.unblock(person('ann'))).toEqual({ ok: true, unblocked: false });
    expect(await stage.add('c', 'ann')).toMatchObject({ ok: true });
  });
});

describe('open and closed', () => {
  it('opens with the show and closes with it', async () => {
    const id = await stage.added('a', 'ann');
    const { setId } = stage.view;
    stage.setLive(false);
    expect(stage.view).toMatchObject({ open: false, setId, order: [], reason: 'Requests open when the show starts.' });
    expect(stage.stateOf(id)).toBe('expired');
    expect(await stage.add('b', 'bob')).toMatchObject({ code: 'rehearsal' });
    expect(await stage.requests.open()).toMatchObject({ ok: false, code: 'rehearsal' });
    stage.clock.advance(10 * MINUTE);
    stage.setLive(true);
    expect(stage.view.open).toBe(true);
    expect(stage.view.setId).not.toBe(setId);
    expect(stage.requests.finished()).toEqual([]);
    expect(await stage.add('a', 'ann')).toMatchObject({ number: 1 });
  });

  it.each([false, true])('goes on after a short break, also of the host: %s', async (isRestarted) => {
    const [a, b, c] = [await stage.added('a', 'ann'), await stage.added('b', 'bob'), await stage.added('c', 'cid')];
    await stage.requests.accept({ id: b });
    await stage.requests.withdraw({ id: c, requester: person('cid') });
    await stage.play('e');
    const before = stage.view;
    for (let breaks = 0; breaks < 2; breaks += 1) {
      stage.setLive(false);
      expect(stage.view).toMatchObject({ open: false, order: [] });
      stage.clock.advance(9 * MINUTE);
      if (isRestarted) await stage.restart();
      stage.setLive(true);
      expect(stage.view).toMatchObject({ open: true, setId: before.setId, order: before.order });
      expect([a, b, c].map((id) => stage.stateOf(id))).toEqual(['new', 'accepted', 'withdrawn']);
    }
    // Live since then, as the same set.
    await stage.restart();
    expect(stage.view).toMatchObject({ open: true, setId: before.setId, order: before.order });
    expect(await stage.add('d', 'dan')).toMatchObject({ ok: true, number: 4 });
    expect(await stage.add('e', 'eve')).toMatchObject({ code: 'already-played' });
  });

  it('goes on as closed as it was', async () => {
    await stage.requests.close({ reason: 'Back at ten.' });
    stage.setLive(false);
    stage.setLive(true);
    expect(stage.view).toMatchObject({ open: false, reason: 'Back at ten.' });
  });

  it('stays closed where the DJ wants to open it', async () => {
    stage.setLive(false);
    stage.rules({ openWhenLive: false });
    stage.clock.advance(10 * MINUTE);
    stage.setLive(true);
    expect(stage.view).toMatchObject({ open: false });
    expect(stage.view.reason).toBeUndefined();
    expect(await stage.requests.open()).toEqual({ ok: true, open: true });
    expect(await stage.requests.close({ reason: 'Back at\nten.' })).toEqual({ ok: true, open: false });
    expect(stage.view).toMatchObject({ open: false, reason: 'Back at ten.' });
    expect(await stage.add('a', 'ann')).toMatchObject({ message: 'Requests are closed right now. Back at ten.' });
  });

  it('knows what was played in sets before', async () => {
    await stage.play('a');
    stage.setLive(false);
    await stage.silence();
    stage.clock.advance(10 * MINUTE);
    stage.setLive(true);
    stage.rules({ notPlayedInSets: 1 });
    expect(await stage.add('a', 'ann')).toMatchObject({ code: 'played-lately' });
    stage.rules({ notPlayedInSets: 0 });
    expect(await stage.add('a', 'ann')).toMatchObject({ ok: true });
  });
});
