// The tracks of a made-up collection, one after the other and without keeping them: several mixes of a song, shared names, gaps.

import { artistName, GENRES, labelName, remixName, script, trackTitle, versionName } from './names.ts';
import { SeededRandom } from './random.ts';

export type MadeTrack = {
  /** 0 … entries − 1. */
  index: number;
  artist: string;
  title: string;
  mix?: string;
  remixer?: string;
  album?: string;
  genre?: string;
  label?: string;
  comment?: string;
  /** Traktor's "Comment 2". */
  comment2?: string;
  bpm: number;
  /** 0–23. */
  key: number;
  durationS: number;
  stars: number;
  playCount: number;
  /** y/m/d, unpadded. */
  importDate: string;
  lastPlayed?: string;
  releaseDate: string;
  volume: string;
  /** Folders from the volume's root to the file. */
  folders: string[];
  file: string;
  /** Touched by `change`. */
  changed: boolean;
};

export type CollectionShape = {
  entries: number;
  seed: number;
  /** The share of entries that differ from the same collection made without it: 0.01 changes one in a hundred. */
  change?: number;
};

/** Goes through the tracks in the collection's order. The same shape gives the same tracks. */
export function* madeTracks({ entries, seed, change = 0 }: CollectionShape): Generator<MadeTrack> {
  const artists = Math.max(3, Math.ceil(entries / 9));
  let index = 0;
  for (let song = 0; index < entries; song++) {
    const random = new SeededRandom(seed, 1, song);
    const artistNumber = random.below(artists);
    const artistRandom = new SeededRandom(seed, 2, artistNumber);
    const written = script(artistRandom);
    const artist = artistName(artistRandom, written);
    const title = trackTitle(random, written);
    const label = labelName(new SeededRandom(seed, 3, random.below(Math.ceil(artists / 4))));
    const genre = random.pick(GENRES);
    const bpm =
      Math.round(
        (random.chance(0.1) ? random.between(80, 110) : random.between(116, 176)) * 1e6 + random.below(3) * 1e4,
      ) / 1e6;
    const base = { artist, genre, label, bpm, key: random.below(24) };
    const mixes = random.chance(0.3) ? random.between(2, 3) : 1;
    for (let mix = 0; mix < mixes && index < entries; mix++) {
      const named = mixOf(random, title, mix, seed, artists);
      // A shared name: the same recording lies in two files, a single's and a compilation's.
      const copies = random.chance(0.0076) ? 2 : 1;
      for (let copy = 0; copy < copies && index < entries; copy++) {
        const touched = change > 0 && new SeededRandom(seed, 4, index).chance(change);
        yield finished(random, { ...base, ...named }, index, copy, touched);
        index++;
      }
    }
  }
}

type Named = { title: string; mix?: string; remixer?: string };

function mixOf(random: SeededRandom, title: string, mix: number, seed: number, artists: number): Named {
  if (mix === 0) {
    if (random.chance(0.25)) return { title: `${title} (${versionName(random)})` };
    return random.chance(0.1) ? { title, mix: versionName(random) } : { title };
  }
  const by = new SeededRandom(seed, 2, random.below(artists));
  const remixer = artistName(by, script(by));
  const name = remixName(random, remixer);
  return random.chance(0.8) ? { title: `${title} (${name})`, remixer } : { title, mix: name, remixer };
}

type Base = Named & { artist: string; genre: string; label: string; bpm: number; key: number };

function finished(random: SeededRandom, base: Base, index: number, copy: number, touched: boolean): MadeTrack {
  const year = random.between(1996, 2025);
  const playCount = random.chance(0.6) ? random.between(1, 60) : 0;
  const album =
    copy > 0 ? `${base.label} Compilation ${year}` : random.chance(0.8) ? `${base.title.split(' (')[0]} EP` : undefined;
  const name = `${base.artist} - ${base.title}${base.mix === undefined ? '' : ` (${base.mix})`}`.replaceAll(
    /["/:]/g,
    '_',
  );
  // Drawn for changed entries as well, so that all else stays the same.
  const remark = `${random.pick(['peak', 'warm up', 'closing', 'bright', 'dark', 'vocals'])} ${random.between(1, 9)}`;
  const comment = random.chance(0.5) ? remark : undefined;
  const archive = random.chance(0.2);
  return {
    ...base,
    index,
    album,
    genre: random.chance(0.93) ? base.genre : undefined,
    label: random.chance(0.7) ? base.label : undefined,
    comment: touched ? `checked again ${index}` : comment,
    comment2: random.chance(0.1) ? random.pick(['vinyl rip', 'promo', 'edit needed', 'private']) : undefined,
    durationS: random.between(150, 540) + random.below(1000) / 1000,
    stars: random.chance(0.4) ? random.between(1, 5) : 0,
    playCount: touched ? playCount + 1 : playCount,
    importDate: `${random.between(2012, 2025)}/${random.between(1, 12)}/${random.between(1, 28)}`,
    lastPlayed:
      playCount > 0 ? `${random.between(2020, 2025)}/${random.between(1, 12)}/${random.between(1, 28)}` : undefined,
    releaseDate: random.chance(0.6) ? `${year}/1/1` : `${year}/${random.between(1, 12)}/${random.between(1, 28)}`,
    volume: archive ? 'Archive' : 'Macintosh HD',
    folders: [
      ...(archive ? ['Music'] : ['Users', 'dj', 'Music']),
      base.genre.replaceAll('/', ' '),
      album ?? String(year),
    ],
    // The number keeps paths apart where names are shared.
    file: `${String(index).padStart(6, '0')} ${name}.${random.pick(['mp3', 'mp3', 'mp3', 'flac', 'aiff', 'm4a', 'wav'])}`,
    changed: touched,
  };
}
