// Which attribute of an ENTRY and its children states which field, by presence: a version that adds or drops some changes nothing.

import { musicalKey } from '#domain/musical-key.ts';
import type { TrackFields } from '#domain/track.ts';
import { dayOf } from './dates.ts';

/** Puts a value into the fields; answers what is wrong with the value, as the end of a sentence, if it is not understood. */
export type FieldReader = (fields: TrackFields, value: string) => string | undefined;

type NamesOf<Value> = {
  [Name in keyof TrackFields]-?: NonNullable<TrackFields[Name]> extends Value ? Name : never;
}[keyof TrackFields];

const NO_NUMBER = 'is no number';

function text(name: NamesOf<string>): FieldReader {
  return (fields, value) => {
    fields[name] = value;
    return undefined;
  };
}

function number(name: Exclude<NamesOf<number>, 'key'>, scale = 1): FieldReader {
  return (fields, value) => {
    const read = Number(value);
    if (!Number.isFinite(read)) return NO_NUMBER;
    fields[name] = read * scale;
    return undefined;
  };
}

function day(name: 'importedOn' | 'lastPlayedOn' | 'releasedOn'): FieldReader {
  return (fields, value) => {
    const read = dayOf(value);
    if (read === undefined) return 'is no date';
    fields[name] = read;
    return undefined;
  };
}

/** 51 a star; odd values come from other programs' tags. */
const ranking: FieldReader = (fields, value) => {
  const read = Number(value);
  if (!Number.isFinite(read)) return NO_NUMBER;
  fields.ranking = read;
  fields.stars = Math.max(0, Math.min(5, Math.round(read / 51)));
  return undefined;
};

/** Whole seconds; PLAYTIME_FLOAT is better where it stands. */
const wholeSeconds: FieldReader = (fields, value) => {
  const read = Number(value);
  if (!Number.isFinite(read)) return NO_NUMBER;
  fields.durationMs ??= read * 1000;
  return undefined;
};

const exactSeconds: FieldReader = (fields, value) => {
  const read = Number(value);
  if (!Number.isFinite(read)) return NO_NUMBER;
  fields.durationMs = Math.round(read * 1000);
  return undefined;
};

const tempo: FieldReader = (fields, value) => {
  const read = Number(value);
  if (!Number.isFinite(read)) return NO_NUMBER;
  if (read > 0) fields.trackBpm = read;
  return undefined;
};

const detectedKey: FieldReader = (fields, value) => {
  const key = musicalKey(Number(value));
  if (key === undefined) return 'is no key (0 to 23)';
  fields.key = key;
  return undefined;
};

const locked: FieldReader = (fields, value) => {
  fields.locked = value === '1';
  return undefined;
};

export const ATTRIBUTES: ReadonlyMap<string, ReadonlyMap<string, FieldReader>> = new Map(
  Object.entries({
    ENTRY: {
      AUDIO_ID: text('audioId'),
      TITLE: text('title'),
      ARTIST: text('artist'),
      LOCK: locked,
      LOCK_MODIFICATION_TIME: text('lockChangedAt'),
    },
    ALBUM: { TITLE: text('album'), TRACK: number('albumTrack'), OF_TRACKS: number('albumTracks') },
    MODIFICATION_INFO: { AUTHOR_TYPE: text('authorType') },
    INFO: {
      BITRATE: number('bitrateBps'),
      GENRE: text('genre'),
      LABEL: text('label'),
      COMMENT: text('comment'),
      RATING: text('comment2'),
      REMIXER: text('remixer'),
      PRODUCER: text('producer'),
      MIX: text('mix'),
      CATALOG_NO: text('catalogNo'),
      KEY: text('keyText'),
      KEY_LYRICS: text('lyrics'),
      COVERARTID: text('coverArtId'),
      PLAYCOUNT: number('playCount'),
      PLAYTIME: wholeSeconds,
      PLAYTIME_FLOAT: exactSeconds,
      RANKING: ranking,
      IMPORT_DATE: day('importedOn'),
      LAST_PLAYED: day('lastPlayedOn'),
      RELEASE_DATE: day('releasedOn'),
      FLAGS: number('flags'),
      FILESIZE: number('fileSizeKib'),
      COLOR: number('color'),
    },
    TEMPO: { BPM: tempo, BPM_QUALITY: number('bpmQuality'), BPM_TRANSIENTCOHERENCE: number('bpmCoherence') },
    LOUDNESS: { PEAK_DB: number('peakDb'), PERCEIVED_DB: number('perceivedDb'), ANALYZED_DB: number('analyzedDb') },
    MUSICAL_KEY: { VALUE: detectedKey },
    STEMS: { STEMS: text('stems') },
  }).map(([element, readers]): [string, Map<string, FieldReader>] => [element, new Map(Object.entries(readers))]),
);
