import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DJ, MINUTE, person, RequestStage, track } from './request-stage.ts';

let stage: RequestStage;
beforeEach(async () => {
  stage = await new RequestStage().live();
});
afterEach(() => stage.close());

describe('asking and accepting', () => {
  it('adds, publishes, accepts with playlist and clipboard, and announces after 20 s', async () => {
    const answer = await stage.add('a', 'ann', { words: ' some  words\n' });
    expect(answer).toMatchObject({ ok: true, number: 1, outcome: 'added', place: 1 });
    const [id = ''] = stage.view.order;
    expect(stage.view).toMatchObject({ open: true, waiting: 1, accepted: 0 });
    expect(stage.view.byId[id]).toMatchObject({
      ...{ state: 'new', revision: 1, number: 1, votes: 1, requester: person('ann'), words: 'some  words' },
      track: { id: 'a', artist: 'Artist a', title: 'Title a' },
    });
    const accepted = await stage.requests.accept({ id, revision: 1, by: DJ });
    expect(accepted).toMatchObject({ ok: true, playlist: 'Crate', clipboard: true });
    expect(stage.copied).toEqual(['Artist a Title a']);
    const now = stage.clock.now();
    expect(stage.view.undo).toMatchObject({ what: 'accept', label: 'Accept 1', title: 'Title a', until: now + 20_000 });
    expect(stage.view.byId[id]).toMatchObject({ state: 'accepted', revision: 2, by: DJ, announcesAt: now + 20_000 });
    stage.clock.advance(20_000);
    expect(stage.view.undo).toBeUndefined();
    expect(stage.view.byId[id]?.announcesAt).toBeUndefined();
    expect(stage.view.byId[id]?.track.playlist).toBe('Crate');
    expect(stage.view.byId[id]?.track.artwork?.id).toBe('/music/a.mp3');
  });

  it('skips to the end, then declines, and undoes', async () => {
    const [a, b] = [await stage.added('a', 'ann'), await stage.added('b', 'bob')];
    expect(await stage.requests.skip({ id: a })).toMatchObject({ ok: true, state: 'skipped' });
    expect(stage.view.order).toEqual([b, a]);
    expect(await stage.requests.skip({ id: a })).toMatchObject({ ok: true, state: 'declined' });
    expect(stage.view.order).toEqual([b]);
    expect(await stage.requests.undo({})).toMatchObject({ ok: true, undone: 'Skip 1', ids: [a] });
    expect(stage.stateOf(a)).toBe('skipped');
    expect(await stage.requests.undo({})).toMatchObject({ ok: false, code: 'nothing-to-undo' });
    stage.clock.advance(MINUTE);
    expect(track('a').title).toBe('Title a');
  });
});
