import { describe, expect, it } from 'vitest';
import { drawKey } from '#faces/key-face.ts';
import { NOW } from './face-case.ts';
import { keyCases, playing, request } from './face-cases.ts';
import { shownIn } from './shown.ts';

const COVER = 'data:image/png;base64,iVBORw0KGgo=';
const cases = new Map(keyCases(COVER).map(({ name, input }) => [name, input]));

function face(name: string) {
  const input = cases.get(name);
  if (input === undefined) throw new Error(`There is no case "${name}".`);
  return drawKey(input);
}

describe('what a key shows', () => {
  // name, state, glyphs, bar, framed, words
  it.each([
    ['new, a pulse', 'new', ['bubble'], 'fill', true, 'Request 14, Ardent Quay, Salt Engine'],
    ['new, at rest', 'new', ['bubble'], 'fill', false, 'new'],
    ['waiting', 'waiting', ['bubble'], 'fill', false, 'for mauve_fox, waiting'],
    ['waiting, over 75 %', 'long', ['clock'], 'notched', false, 'waiting for long'],
    ['votes', 'waiting', ['bubble', 'up'], 'fill', false, '9 votes'],
    ['votes, over 75 %', 'long', ['clock', 'up'], 'notched', false, '9 votes'],
    ['skipped once', 'waiting', ['skip'], 'fill', false, 'skipped before'],
    ['mixes now', 'waiting', ['bubble', 'way'], 'fill', false, 'waiting, mixes now'],
    ['one between', 'waiting', ['bubble', 'way'], 'fill', false, 'one between'],
    ['two between', 'waiting', ['bubble', 'up', 'way'], 'fill', false, 'two between'],
    [
      'two between, masked',
      'waiting',
      ['bubble', 'mask', 'up', 'way'],
      'fill',
      false,
      'hidden from viewers, two between',
    ],
    ['two between, many votes', 'waiting', ['bubble', 'up', 'way'], 'fill', false, '23 votes, waiting, two between'],
    ['far', 'long', ['clock', 'way'], 'notched', false, 'waiting for long, far'],
    ['accepted, one between', 'accepted', ['tick', 'way'], 'solid', false, 'one between'],
    ['doubtful', 'doubtful', ['q'], 'dashed', false, '3 files may be meant'],
    ['masked', 'waiting', ['bubble', 'mask', 'up'], 'fill', false, 'hidden from viewers'],
    ['choosing', 'choosing', ['q'], 'dashed', false, 'choose 1 of 3'],
    ['accepted', 'accepted', ['tick'], 'solid', false, 'in “Friday A”'],
    ['loaded', 'loaded', ['tick'], 'solid', false, 'on a deck'],
    ['playing', 'playing', ['play'], 'solid', false, 'on air'],
    ['withdrawn', 'over', ['cross'], 'broken', false, 'withdrawn'],
    ['hold ring', 'hold', ['skip'], undefined, false, 'Hold: Skip'],
    ['pressed', 'pressed', ['tick'], 'solid', false, 'Done'],
    ['pressed, stale', 'stale', ['cross'], 'broken', false, 'Changed'],
    ['pressed, too early', 'early', ['bubble'], 'fill', true, 'Too early'],
    ['nothing to do', 'nothing', ['bubbleO'], undefined, false, 'No request'],
    ['host away', 'host-away', ['unplug'], 'broken', false, 'Host away'],
    ['starting', 'starting', ['unplug'], undefined, false, 'Looking for TraCord'],
    ['accept', 'waiting', ['tick'], 'fill', false, 'Accept, Request 14'],
    ['accept, doubtful', 'doubtful', ['q'], 'dashed', false, 'Accept'],
    ['skip', 'waiting', ['skip'], 'fill', false, 'Skip, Request 14'],
    ['now playing', 'now', ['play'], 'fill', false, 'On air, Mira Oldane, Glasshouse Signal'],
    ['now, hidden', 'masked', ['mask'], 'fill', false, 'hidden from viewers'],
    ['now, doubtful', 'doubtful', ['q'], 'dashed', false, '3 files may be meant'],
    ['now, unknown', 'now', ['play'], 'solid', false, 'On air, Demo 7'],
    ['now, silence', 'nothing', ['play'], undefined, false, 'Nothing is on air'],
    ['fix', 'fix', ['q'], 'dashed', false, '3 files may be on air'],
    ['fix, hidden', 'masked', ['mask'], 'dashed', false, 'hidden from viewers'],
    ['fix, nothing', 'nothing', ['q'], undefined, false, 'Nothing to fix'],
    ['mask', 'shown', ['eye'], undefined, false, 'Hide what is on air'],
    ['mask, armed', 'armed', ['mask'], 'hollow', false, 'The next track will be hidden'],
    ['mask, on', 'masked', ['mask'], 'solid', true, 'Viewers see ID – ID'],
    ['live', 'live', ['live'], 'solid', true, 'Live'],
    ['rehearsal', 'rehearsal', ['reh'], 'hollow', false, 'Rehearsal'],
    ['requests open', 'open', ['bubble'], 'solid', false, '7 waiting'],
    ['requests closed', 'closed', ['bubbleX'], 'broken', false, '2 left'],
    ['undo', 'undo', ['undo'], 'fill', false, 'Undo Accept 14'],
    ['undo, nothing', 'nothing', ['undo'], undefined, false, 'Nothing to undo'],
    ['scene, on air', 'program', ['pgm'], 'solid', true, 'Booth cam, on air'],
    ['scene, in the preview', 'preview', ['pvw'], 'hollow', false, 'Crowd, in the preview'],
    ['scene, off', 'off', ['pvw'], undefined, false, 'Titles'],
    ['scene, gone', 'gone', ['scn0'], 'broken', false, 'Phone, not in OBS'],
    ['scene, OBS away', 'away', ['scn0'], 'broken', false, 'OBS away'],
    ['scene, none chosen', 'unset', ['scn0'], 'broken', false, 'choose one'],
    ['source, shown', 'shown', ['eye'], 'solid', false, 'Lyrics, is shown'],
    ['source, hidden', 'hidden', ['mask'], undefined, false, 'Lyrics, is hidden'],
    ['source, gone', 'gone', ['mask'], 'broken', false, 'not in scene'],
    ['record', 'off', ['rec'], undefined, false, 'Record'],
    ['recording', 'on', ['rec'], 'solid', true, 'The recording runs, 1:12'],
    ['recording, paused', 'paused', ['rec'], 'dashed', false, '1:12, Paused'],
    ['recording, stopped by itself', 'stopped', ['down'], 'broken', true, 'press to take note'],
    ['stream', 'off', ['air'], undefined, false, 'Stream'],
    ['streaming', 'on', ['air'], 'solid', true, 'The stream runs, 2:41'],
    ['streaming, frames lost', 'lossy', ['warn'], 'dashed', false, '1.2 % lost'],
    ['streaming, no line', 'reconnecting', ['air'], 'dashed', false, 'No line'],
    ['chapter', 'ready', ['flag'], undefined, false, 'Mark a chapter'],
    ['chapter, no recording', 'nothing', ['flag'], undefined, false, 'No recording'],
    ['copy', 'ready', ['copy'], undefined, false, '42 tracks'],
    ['copy, nothing', 'nothing', ['copy'], undefined, false, 'No tracklist yet'],
    ['suggestion', 'suggestion', ['next'], 'fill', false, 'Suggestion, Ilse Vantar, Low Tide Arithmetic, 9A, one step'],
    ['suggestion, pinned', 'pinned', ['pin'], 'solid', false, 'Next, Ilse Vantar'],
    ['suggestion, next in the plan', 'planned', ['pin'], 'hollow', false, 'Next in the plan'],
    ['suggestion, warning', 'suggestion', ['next', 'warn'], 'fill', false, 'played in your last 2 sets'],
    ['suggestion, pinned, warning', 'pinned', ['pin', 'warn'], 'solid', false, 'played in your last 2 sets'],
    ['suggestion, masked', 'suggestion', ['next', 'mask'], 'fill', false, 'hidden from viewers'],
    [
      'suggestion, masked, warning',
      'suggestion',
      ['next', 'mask', 'warn'],
      'fill',
      false,
      'hidden from viewers, played',
    ],
    ['suggestion, double time', 'suggestion', ['next'], 'fill', false, '−4.2 %, at double time'],
    ['suggestion, half time', 'suggestion', ['next'], 'fill', false, '0 %, at half time'],
    [
      'suggestion, no key, no tempo',
      'suggestion',
      ['next'],
      'fill',
      false,
      'Suggestion, Ilse Vantar, Low Tide Arithmetic',
    ],
    ['suggestion, nothing', 'nothing', ['next'], undefined, false, 'Nothing is on air: play a track'],
    ['suggestion, changed', 'stale', ['cross'], 'broken', false, 'Changed'],
    ['suggestion, host away', 'host-away', ['unplug'], 'broken', false, 'Host away'],
    ['bridge', 'bridge', ['way'], 'fill', false, 'to: Salt Engine (Northbound Mix), one between'],
    ['bridge, two between', 'bridge', ['way'], 'fill', false, 'two between'],
    ['bridge, three between', 'bridge', ['way'], 'fill', false, 'to: Salt Engine (Northbound Mix), far'],
    ['bridge, mixes now', 'bridge', ['way'], 'fill', false, 'mixes now'],
    ['bridge, pinned', 'pinned', ['way'], 'solid', false, 'Next, Ilse Vantar, Copper Weather'],
    ['bridge, next in the plan', 'planned', ['way'], 'hollow', false, 'Next in the plan'],
    ['bridge, far', 'far', ['way'], 'broken', false, 'far'],
    ['bridge, masked', 'bridge', ['way', 'mask'], 'fill', false, 'hidden from viewers'],
    ['bridge, masked, warning', 'bridge', ['way', 'mask', 'warn'], 'fill', false, 'played in your last 2 sets'],
    ['bridge, nothing', 'nothing', ['way'], undefined, false, 'No request to get to'],
    ['health, an alarm', 'alarm', ['down'], 'broken', true, 'The recording stopped, Start it again.'],
    ['health, OBS refuses', 'down', ['down'], 'broken', true, 'OBS does not take the password'],
    ['health, OBS slow', 'warn', ['warn'], 'dashed', false, '1.2 % lost'],
    ['test song', 'ready', ['note'], undefined, false, 'Put a test song on air'],
    ['test song, live', 'locked', ['lock'], 'broken', false, 'hold it for a second'],
    ['health, good', 'ok', ['ok'], undefined, false, 'All good'],
    ['health, warns', 'warn', ['warn'], 'dashed', false, 'Discord does not answer'],
    ['health, down', 'down', ['down'], 'broken', true, 'Traktor is not heard'],
    ['health, several', 'down', ['down'], 'broken', true, 'and 1 more'],
  ])('%s', (name, state, glyphs, bar, framed, words) => {
    const { svg, alt } = face(name);
    expect(shownIn(svg)).toEqual({ state, glyphs, bars: bar === undefined ? [] : [bar], framed });
    expect(alt).toContain(words);
  });

  it('says nothing by colour alone: no two states have the same glyphs, bar and frame unless their words differ', () => {
    const seen = new Map<string, string>();
    for (const [name, input] of cases) {
      const { svg, alt } = drawKey(input);
      const { state, ...look } = shownIn(svg);
      const key = JSON.stringify([look, alt]);
      expect(seen.get(key) ?? state, name).toBe(state);
      seen.set(key, state);
    }
  });

  it('stays small, on a black ground, without the cover', () => {
    for (const [name, input] of cases) {
      const { svg } = drawKey(input);
      expect(svg.length, name).toBeLessThan(20_000);
      expect(svg, name).toContain('<rect width="72" height="72" fill="#000"/>');
    }
  });

  it('shows a cover only if it is a picture', () => {
    const now = playing('Glasshouse Signal', 'Mira Oldane');
    const draw = (cover: string) => drawKey({ kind: 'now', host: 'connected', nowMs: NOW, nowPlaying: now, cover }).svg;
    expect(draw(COVER)).toContain(`<image href="${COVER}"`);
    expect(draw('http://example.org/cover.png')).not.toContain('<image');
    expect(draw('data:image/png;base64,"/><script>')).not.toContain('<image');
  });

  it('holds its ring within a turn', () => {
    const ring = (progress: number) =>
      drawKey({ kind: 'request', host: 'connected', nowMs: NOW, hold: { progress, glyph: 'skip', word: 'Skip' } }).svg;
    expect(ring(0)).not.toContain('stroke-dasharray="0');
    expect(ring(2)).toBe(ring(1));
    expect(ring(-1)).toBe(ring(0));
  });

  it('keeps the number of further votes when the name is long', () => {
    const shown = (name: string, votes: number) =>
      drawKey({ kind: 'request', host: 'connected', nowMs: NOW, request: request('A', name, 1, 0.2, { votes }) });
    expect(shown('a_name_that_goes_on_for_long', 23).svg).not.toBe(shown('a_name_that_goes_on_for_long', 24).svg);
    expect(shown('a_name_that_goes_on_for_long', 23).scrollsForMs).toBeGreaterThan(0);
    expect(shown('tess', 1).scrollsForMs).toBeUndefined();
  });
});
