// The demo library's tracks and the order of the demo DJ's set, all invented. What is odd is odd on purpose.

import type { Recipe } from './arrangement.ts';
import { BARS_22, type DemoTrack, flute, house, key, reese, stab } from './demo-track.ts';
import { FIRST_CRATE } from './first-crate.ts';
import { SECOND_CRATE } from './second-crate.ts';

export const LIBRARY: readonly DemoTrack[] = [...FIRST_CRATE, ...SECOND_CRATE];

/** Played from a white label: heard on the broadcast, in no file of the library. */
export const STRANGER = {
  file: 'white-label',
  artist: 'Hollis Verne',
  title: 'Dubplate Four (Test Pressing)',
  form: BARS_22,
  recipe: {
    ...house,
    drums: 'broken',
    swing: 0.08,
    bpm: 127,
    key: key('G#m'),
    seed: 24,
    chords: [0, 6, 5, 5],
    chordTone: stab,
    chordRhythm: '--x--x--x-------',
    bass: '0---0-0---2-----',
    bassTone: reese,
    lead: '7---------4-----',
    leadTone: flute,
  } satisfies Recipe,
};

/** The order in which the demo DJ plays, by file; `white-label` is the stranger. */
export const SET_ORDER: readonly string[] = [
  'Minase Mio - Yoake no Homu',
  'Ada Weisskern - Halogen Garden',
  'white-label',
  'Solene Marquis - Cafe Ferme',
  'Mirelle Okafor - Slow Voltage (EP)',
  'Kolding Nocturnal Ensemble - Everything the Lighthouse Keeper Forgot',
  'Tikhaya Pristan - Posledniy tramvay',
  'Parallel Stairs - Untitled Tool No. 7',
  'DJ Lodka - Zimny Maj',
  'Owen Tallis - Glass Elevator',
  'The Copper Choir & Co. - Major Arcana',
  'Bruno Acai - Saudade em Fita',
  'Nour el Hadi - Daw fawq al-sutuh',
  'Kestrel Unit - Underpass',
];
