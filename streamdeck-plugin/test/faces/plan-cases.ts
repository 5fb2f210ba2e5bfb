// The states of the planner's keys and dial.

import type { PlannerRow, PlannerView, ScorePartName, Suggestion } from '@tracord/shared/plan.ts';
import type { SuggestionFacts } from '#faces/face-inputs.ts';
import { type DialCase, dial, type KeyCase, key, NOW } from './face-case.ts';

const KEY_9A = { camelot: '9A', openKey: '2m', name: 'Em' };
const KEY_12A = { camelot: '12A', openKey: '5m', name: 'Dbm' };
const LONG = 'A Very Long Way Round the Harbour to the Last Open Bar of the Season (Extended Northbound Mix)';
const WARNING = 'played in your last 2 sets';

const PARTS: [ScorePartName, number, string][] = [
  ['harmony', 25, '8A to 9A: one step on the wheel'],
  ['tempo', 20, '0.8 % faster'],
  ['habit', 15, 'you mixed it twice'],
  ['taste', 11, 'Deep House'],
  ['energy', 6, 'more energy'],
  ['rest', 3, 'last played 40 days ago'],
  ['rating', 2, '4 stars'],
];

export function row(title: string, given: Partial<PlannerRow> = {}): PlannerRow {
  const artist = 'Ilse Vantar';
  return {
    ...{ trackId: 't1', artist, title, display: { artist, title }, bpm: 127, key: KEY_9A },
    ...{ move: 'neighbour', tempo: 0.0079, relation: 1, ...given },
  };
}

export function suggestion(title: string, given: Partial<Suggestion> = {}): Suggestion {
  const parts = PARTS.map(([name, value, why]) => ({ name, value, why }));
  return { ...row(title), score: 82, parts, ...given };
}

export function bridge(
  distance: 'now' | 'one' | 'two' | 'far',
  given: Partial<PlannerRow> = {},
  to: Partial<PlannerRow> = {},
): NonNullable<PlannerView['bridge']> {
  const goal = row('Salt Engine (Northbound Mix)', { trackId: 'goal', ...to });
  const between = ['Copper Weather', 'Paper Lungs', 'Hollow Coast'].map((title, index) =>
    row(title, { trackId: `b${index}`, ...given }),
  );
  const count = { now: 0, one: 1, two: 2, far: 3 }[distance];
  const all = [...between.slice(0, count), goal];
  return { requestId: 'r1', distance, to: goal, steps: all.map((one) => ({ ...one, why: 'one step on the wheel' })) };
}

const TIDE = suggestion('Low Tide Arithmetic');
const UNKNOWN = { key: undefined, move: undefined, tempo: undefined, relation: undefined } as const;
const named = (artist: string, title: string) => ({ artist, title, display: { artist, title } });
const SCRIPTS: [string, Partial<Suggestion>][] = [
  ['long title', named('An Artist Whose Name Goes On', LONG)],
  ['Japanese', named('ゆき', '夜明けのエレベーター')],
  ['Arabic', named('ليلى', 'مصعد الفجر البطيء')],
  ['Cyrillic', named('Аня', 'Медленный лифт на последний этаж')],
];

/** Facts of a suggestion, for its key and for the dial. */
const FACTS: [string, SuggestionFacts][] = [
  ['', { track: TIDE }],
  ['pinned', { track: TIDE, next: 'pin' }],
  ['next in the plan', { track: TIDE, next: 'plan' }],
  ['warning', { track: { ...TIDE, warning: WARNING } }],
  ['pinned, warning', { track: { ...TIDE, warning: WARNING }, next: 'pin' }],
  ['masked', { track: { ...TIDE, masked: true } }],
  ['masked, warning', { track: { ...TIDE, masked: true, warning: WARNING, key: KEY_12A, move: 'diagonal' } }],
  ['double time', { track: { ...TIDE, bpm: 63.4, relation: 2, tempo: -0.042 } }],
  ['half time', { track: { ...TIDE, bpm: 174, relation: 0.5, tempo: 0, key: KEY_12A, move: 'mood-shift' } }],
  ['no key', { track: { ...TIDE, key: undefined, move: undefined } }],
  ['no tempo', { track: { ...TIDE, bpm: undefined, tempo: undefined, relation: undefined } }],
  ['no key, no tempo', { track: { ...TIDE, ...UNKNOWN, bpm: undefined, score: 12 } }],
  ['no title', { track: { ...TIDE, ...named('Ilse Vantar', ''), ...UNKNOWN } }],
  ...SCRIPTS.map(([name, given]): [string, SuggestionFacts] => [name, { track: { ...TIDE, ...given } }]),
  ['nothing', { hint: 'Nothing is on air: play a track, and what mixes with it is here.' }],
];

const from = '8A';
const titled = (kind: string, name: string) => (name === '' ? kind : `${kind}, ${name}`);

export function planKeyCases(): KeyCase[] {
  const far = { ...bridge('far'), steps: [] };
  return [
    ...FACTS.map(([name, facts]) => key(titled('suggestion', name), { kind: 'suggestion', from, ...facts })),
    key('suggestion, on-air key unknown', { kind: 'suggestion', track: { ...TIDE, move: undefined } }),
    key('suggestion, changed', { kind: 'suggestion', track: TIDE, mark: { kind: 'stale', word: 'Changed' } }),
    { name: 'suggestion, host away', input: { kind: 'suggestion', track: TIDE, host: 'away', nowMs: NOW } },
    key('bridge', { kind: 'bridge', bridge: bridge('one') }),
    key('bridge, two between', { kind: 'bridge', bridge: bridge('two') }),
    key('bridge, mixes now', { kind: 'bridge', bridge: bridge('now') }),
    key('bridge, pinned', { kind: 'bridge', bridge: bridge('two'), next: 'pin' }),
    key('bridge, pinned, mixes now', { kind: 'bridge', bridge: bridge('now'), next: 'pin' }),
    key('bridge, next in the plan', { kind: 'bridge', bridge: bridge('one'), next: 'plan' }),
    key('bridge, three between', { kind: 'bridge', bridge: bridge('far') }),
    key('bridge, far', { kind: 'bridge', bridge: far }),
    key('bridge, masked', { kind: 'bridge', bridge: bridge('one', { masked: true }) }),
    key('bridge, masked, warning', {
      kind: 'bridge',
      bridge: bridge('two', { warning: WARNING }, { masked: true }),
    }),
    key('bridge, long titles', { kind: 'bridge', bridge: bridge('one', named('Ilse Vantar', LONG)) }),
    key('bridge, Arabic', {
      kind: 'bridge',
      bridge: bridge('one', named('ゆき', '夜明けのエレベーター'), named('ليلى', 'مصعد الفجر البطيء')),
    }),
    key('bridge, nothing', { kind: 'bridge' }),
  ];
}

export function planDialCases(): DialCase[] {
  const place = { index: 2, of: 12 };
  return [
    ...FACTS.map(([name, facts]) => dial(titled('planner', name), { kind: 'planner', from, ...place, ...facts })),
    dial('planner, holding', {
      ...{ kind: 'planner', from, ...place, track: TIDE },
      hold: { progress: 0.6, glyph: 'block', word: 'Block' },
    }),
    dial('planner, pressed', { kind: 'planner', ...place, track: TIDE, mark: { kind: 'ok' } }),
    dial('planner, too early', { kind: 'planner', from, ...place, track: TIDE, mark: { kind: 'early' } }),
  ];
}
