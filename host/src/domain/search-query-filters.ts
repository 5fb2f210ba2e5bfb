// The filters of a search line that ask for numbers, keys and dates, such as bpm:120-126, key:8A, added:<30d. Pure.

import { parseKey } from './musical-key.ts';

export type RangeField =
  | 'bpm'
  | 'key'
  | 'stars'
  | 'playCount'
  | 'durationMs'
  | 'importedOn'
  | 'lastPlayedOn'
  | 'releasedOn';

/** From `from` on, up to but without `to`. Dates are `yyyy-mm-dd`, keys 0–23, stars and plays whole. */
export type Span = { from?: number | string; to?: number | string };

/** A track passes if it lies in one of the spans. */
export type RangeFilter = { field: RangeField; spans: Span[] };

/** `bad`: what the value would have to look like. */
type Reading = RangeFilter | { bad: string };
type Reader = (value: string, today: string) => Reading;

const DASH = /^(.+?)(?:-|–|\.\.)(.+)$/;

const BPM: Reader = numbers('bpm', 'a tempo such as bpm:124, bpm:120-126 or bpm:>120', (text) => {
  const value = positive(text);
  if (value === undefined) return undefined;
  // As a DJ reads tempos: 125.98 is 126.
  const half = text.includes('.') ? 0.05 : 0.5;
  return { from: value - half, to: value + half };
});

const RATING: Reader = numbers('stars', 'stars such as rating:4, rating:4+ or rating:>3', (text) => {
  const value = positive(text);
  return value === undefined || value > 5 || !Number.isInteger(value) ? undefined : { from: value, to: value + 1 };
});

const PLAYS: Reader = numbers('playCount', 'a number of plays or a time, such as played:>2 or played:<30d', (text) => {
  const value = positive(text);
  return value === undefined || !Number.isInteger(value) ? undefined : { from: value, to: value + 1 };
});

const LENGTH: Reader = numbers('durationMs', 'minutes, such as length:<6:00 or length:5-7', (text) => {
  const time = /^(\d{1,3})(?::([0-5]\d))?m?$/.exec(text);
  if (time === null) return undefined;
  const from = (Number(time[1]) * 60 + Number(time[2] ?? 0)) * 1000;
  // "6" is any length that reads 6:something.
  return { from, to: from + (time[2] === undefined ? 60_000 : 1000) };
});

const YEAR: Reader = numbers('releasedOn', 'a year such as year:2019, year:2019-2022 or year:90s', (text) => {
  const decade = /^((?:19|20)?\d)0s$/.exec(text);
  if (decade !== null) {
    const digits = decade[1] ?? '';
    const from = Number(digits.length > 1 ? digits : `${Number(digits) < 3 ? 20 : 19}${digits}`) * 10;
    return { from: `${from}-01-01`, to: `${from + 10}-01-01` };
  }
  return /^\d{4}$/.test(text) ? { from: `${text}-01-01`, to: `${Number(text) + 1}-01-01` } : undefined;
});

function ago(field: 'importedOn' | 'lastPlayedOn'): Reader {
  const wanted = 'a time such as <30d, <2w, >6m or a year: added:<30d';
  return (value, today) => {
    const time = /^(<=?|>=?)?(\d{1,4})([dwmy])$/i.exec(value);
    if (time !== null) {
      const day = daysAgo(today, Number(time[2]), (time[3] ?? 'd').toLowerCase());
      return { field, spans: [time[1]?.startsWith('>') ? { to: day } : { from: day }] };
    }
    if (value.toLowerCase() === 'today') return { field, spans: [{ from: today }] };
    const year = YEAR(value, today);
    return 'bad' in year ? { bad: wanted } : { field, spans: year.spans };
  };
}

const PLAYED: Reader = (value, today) => {
  const when = /[dwmy]$/i.test(value) ? ago('lastPlayedOn')(value, today) : undefined;
  return when === undefined || 'bad' in when ? PLAYS(value, today) : when;
};

const KEY: Reader = (value) => {
  const spans: Span[] = [];
  for (const text of value.split(',').filter((part) => part !== '')) {
    // A bare number is both keys of that place on the Camelot wheel.
    const keys = /^\d{1,2}$/.test(text) ? [parseKey(`${text}A`), parseKey(`${text}B`)] : [parseKey(text)];
    for (const key of keys) {
      if (key === undefined) return { bad: 'a key such as key:8A, key:1m or key:Am, several with commas' };
      spans.push({ from: key, to: key + 1 });
    }
  }
  return { field: 'key', spans };
};

const READERS: Record<string, Reader> = {
  bpm: BPM,
  tempo: BPM,
  key: KEY,
  rating: RATING,
  stars: RATING,
  year: YEAR,
  released: YEAR,
  added: ago('importedOn'),
  imported: ago('importedOn'),
  played: PLAYED,
  plays: PLAYED,
  length: LENGTH,
  duration: LENGTH,
  time: LENGTH,
};

export const RANGE_FILTER_NAMES = Object.keys(READERS);

/** Reads the value of a filter; undefined where no such filter exists. `today` is `yyyy-mm-dd`. */
export function readRange(name: string, value: string, today: string): Reading | undefined {
  return Object.hasOwn(READERS, name) ? READERS[name]?.(value, today) : undefined;
}

/** Accepts 4, >4, >=4, <4, <=4, 4+, 3-5 and lists with commas, where `one` reads a single value as a span. */
function numbers(field: RangeField, wanted: string, one: (text: string) => Span | undefined): Reader {
  const span = (text: string): Span | undefined => {
    const compare = /^(<=|>=|<|>|=)(.+)$/.exec(text) ?? (text.endsWith('+') ? ['', '>=', text.slice(0, -1)] : null);
    if (compare !== null) {
      const at = one(compare[2] ?? '');
      if (at === undefined) return undefined;
      if (compare[1] === '>') return { from: at.to };
      if (compare[1] === '>=') return { from: at.from };
      if (compare[1] === '<') return { to: at.from };
      return compare[1] === '<=' ? { to: at.to } : at;
    }
    const whole = one(text);
    if (whole !== undefined) return whole;
    const dash = DASH.exec(text);
    const from = one(dash?.[1] ?? '');
    const to = one(dash?.[2] ?? '');
    if (from === undefined || to === undefined) return undefined;
    const turned = (from.from ?? 0) > (to.from ?? 0);
    return turned ? { from: to.from, to: from.to } : { from: from.from, to: to.to };
  };
  return (value) => {
    const spans = value
      .split(',')
      .filter((part) => part !== '')
      .map(span);
    const known = spans.filter((read) => read !== undefined);
    return known.length === 0 || known.length < spans.length ? { bad: wanted } : { field, spans: known };
  };
}

function positive(text: string): number | undefined {
  return /^\d{1,6}(?:\.\d{1,3})?$/.test(text) ? Number(text) : undefined;
}

function daysAgo(today: string, count: number, unit: string): string {
  const day = new Date(`${today}T00:00:00Z`);
  if (unit === 'y') monthsBack(day, count * 12);
  else if (unit === 'm') monthsBack(day, count);
  else day.setUTCDate(day.getUTCDate() - count * (unit === 'w' ? 7 : 1));
  const year = day.getUTCFullYear();
  return year < 1 ? '0001-01-01' : day.toISOString().slice(0, 10);
}

/** The same day, or the month's last where it has no such day: a month before 31 March is the end of February. */
function monthsBack(day: Date, count: number): void {
  const wanted = day.getUTCDate();
  day.setUTCDate(1);
  day.setUTCMonth(day.getUTCMonth() - count);
  const last = new Date(day);
  last.setUTCMonth(last.getUTCMonth() + 1, 0);
  day.setUTCDate(Math.min(wanted, last.getUTCDate()));
}
