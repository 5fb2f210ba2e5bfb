// The tracklist of an upload to Mixcloud, and whether its rules let people in the United States hear it. Pure.
// https://support.mixcloud.com/customer/portal/articles/1595566-us-licensing-sound-recording-complement-rule: of one artist at most
// four tracks and three in a row, of one album at most three and two in a row.

import { fold } from '#domain/fold.ts';
import { readName } from '#domain/matching-name.ts';
import { counted, fromBeginning, named, nameLine, TEXT, timeNotes, timeText, words } from './row-text.ts';
import type { Tracklist, TracklistRow, Written } from './tracklist.ts';

type Rule = { of: string; most: number; mostInRow: number };

const ARTISTS: Rule = { of: 'artist', most: 4, mostInRow: 3 };
const ALBUMS: Rule = { of: 'album', most: 3, mostInRow: 2 };

export function writeMixcloud(given: Tracklist): Written {
  const { list, notes } = fromBeginning(given);
  const lines = list.rows.map((row) => `${timeText(list, row)} ${nameLine(row)}\n`.trimStart());
  return {
    ...{ text: lines.join(''), type: TEXT, extension: 'mixcloud.txt', rows: list.rows.length },
    notes: [...notes, ...timeNotes(list), ...mixcloudNotes(list.rows)],
  };
}

/** What breaks the rules, as sentences, and what could not be looked at. */
export function mixcloudNotes(rows: TracklistRow[]): string[] {
  const ids = rows.filter(isId).length;
  return [
    ...broken(rows.map(artistsOf), ARTISTS),
    ...broken(rows.map(albumOf), ALBUMS),
    ...(ids > 0 ? [`${counted(ids, 'ID')} not counted for Mixcloud's rules.`] : []),
  ];
}

/** What a row counts for: how people read it, by what two of the same have in common. */
type Counts = Map<string, string>;

function artistsOf(row: TracklistRow): Counts {
  if (isId(row)) return new Map();
  const { artist } = named(row);
  // A main artist counts, however the name is written; guests and remixers do not.
  const { artists } = readName(named(row));
  return new Map(artists.length > 1 ? artists.map((one) => [one, one]) : artists.map((one) => [one, artist]));
}

function albumOf(row: TracklistRow): Counts {
  const album = isId(row) ? '' : words(row.album ?? '');
  return album === '' ? new Map() : new Map([[fold(album), album]]);
}

function broken(rows: Counts[], { of, most, mostInRow }: Rule): string[] {
  const names: Counts = new Map();
  for (const [key, name] of rows.flatMap((row) => [...row])) {
    // As it is first written where it stands alone.
    if ((names.get(key) ?? key) === key) names.set(key, name);
  }
  const tallies = new Map<string, { total: number; inRow: number; longest: number; lastAt: number }>();
  for (const [at, row] of rows.entries()) {
    for (const key of row.keys()) {
      const { total, inRow, longest, lastAt } = tallies.get(key) ?? { total: 0, inRow: 0, longest: 0, lastAt: -1 };
      const now = lastAt === at - 1 ? inRow + 1 : 1;
      tallies.set(key, { total: total + 1, inRow: now, longest: Math.max(longest, now), lastAt: at });
    }
  }
  return [...names].flatMap(([key, name]) => {
    const { total = 0, longest = 0 } = tallies.get(key) ?? {};
    const rule = 'people in the US cannot hear a mix with more than';
    return [
      ...(total > most ? [`${total} tracks of the ${of} "${name}": ${rule} ${most}.`] : []),
      ...(longest > mostInRow ? [`${longest} tracks in a row of the ${of} "${name}": ${rule} ${mostInRow}.`] : []),
    ];
  });
}

function isId(row: TracklistRow): boolean {
  const { artist, title } = named(row);
  return artist === 'ID' && title === 'ID';
}
