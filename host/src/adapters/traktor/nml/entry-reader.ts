// One ENTRY of a collection, from its text to what it says of a track. What it does not know it keeps; what it does not
// understand it names.

import { parseKey } from '#domain/musical-key.ts';
import type { Cue, CueKind } from '#domain/track.ts';
import type { EntryOutcome, SourceEntry } from '#ports/collection-source.ts';
import { blankFields } from './blank-fields.ts';
import { dayOf, timeOfDay } from './dates.ts';
import { ATTRIBUTES } from './entry-attributes.ts';
import { locationPath, type NmlLocation, primaryKey } from './location.ts';
import { MalformedXml, TagScanner, UnendedComment } from './tag-scanner.ts';

const CUE_KINDS: CueKind[] = ['cue', 'fade-in', 'fade-out', 'load', 'grid', 'loop'];

/** Where reading can go on behind an entry that is broken. */
const NEXT_ENTRY = /<ENTRY[\s/>]|<\/COLLECTION>/;

export class EntryReader {
  /** How much of the text belonged to the entry that was read last. */
  length = 0;
  /** The location of the entry that was read last. */
  location: NmlLocation | undefined;
  readonly #tags = new TagScanner();

  /** `text` begins at `<ENTRY`. undefined: the text holds the beginning of the entry only. */
  read(text: string, bootVolume?: string): EntryOutcome | undefined {
    this.length = text.length;
    this.location = undefined;
    const reading = new Reading();
    try {
      if (!this.#readTags(text, reading)) return undefined;
    } catch (error) {
      if (!(error instanceof MalformedXml)) throw error;
      // A comment that was cut at an "</ENTRY>" in it goes on behind.
      if (error instanceof UnendedComment) return undefined;
      const next = text.slice(1).search(NEXT_ENTRY);
      if (next >= 0) this.length = next + 1;
      return {
        skipped: 'an entry is not well-formed',
        example: `${reading.title() || excerpt(text)}: ${error.message}`,
      };
    }
    const { location } = reading;
    if (location === undefined || location.file === '') {
      return { skipped: 'an entry does not say where its file lies', example: reading.title() || excerpt(text) };
    }
    this.location = location;
    return { entry: reading.entry(location, bootVolume) };
  }

  /** False: the text ends before the entry does. */
  #readTags(text: string, reading: Reading): boolean {
    const tags = this.#tags;
    tags.load(text);
    const parents: string[] = [];
    while (tags.next()) {
      if (tags.closing) {
        if (parents.at(-1) !== tags.name) throw new MalformedXml(`</${tags.name}> closes nothing`);
        parents.pop();
      } else {
        if (tags.name === 'ENTRY' && parents.length > 0) throw new MalformedXml('</ENTRY> is missing');
        if (parents.length === 0 && tags.name !== 'ENTRY') throw new MalformedXml(`<${tags.name}> is no entry`);
        reading.take(tags, parents);
        if (!tags.selfClosing) parents.push(tags.name);
      }
      if (parents.length === 0) {
        this.length = tags.at;
        return true;
      }
    }
    return false;
  }
}

/** What has been gathered of one entry. */
class Reading {
  location: NmlLocation | undefined;
  readonly #fields = blankFields();
  readonly #unread: SourceEntry['unread'] = [];
  #modifiedDay: string | undefined;
  #modifiedTime: string | undefined;

  take(tag: TagScanner, parents: string[]): void {
    if (parents.length > 1) this.#takeInner(tag, parents);
    else if (tag.name === 'LOCATION') this.#takeLocation(tag);
    else if (tag.name === 'CUE_V2') this.#takeCue(tag);
    else if (tag.name === 'LOOPINFO') this.#takeSample(tag, '');
    else if (tag.name === 'CELL') this.#takeSample(tag, 'CELL.');
    else this.#takeFields(tag);
  }

  title(): string {
    return [this.#fields.artist, this.#fields.title].filter((part) => part !== undefined).join(' - ');
  }

  entry(location: NmlLocation, bootVolume: string | undefined): SourceEntry {
    const fields = this.#fields;
    if (this.#modifiedDay !== undefined) {
      fields.modifiedAt = `${this.#modifiedDay}T${this.#modifiedTime ?? '00:00:00'}`;
    }
    const key = fields.key ?? parseKey(fields.keyText ?? '') ?? parseKey(fields.lyrics ?? '');
    if (key !== undefined) fields.key = key;
    return { key: primaryKey(location), path: locationPath(location, bootVolume), fields, unread: this.#unread };
  }

  #takeFields(tag: TagScanner): void {
    const readers = ATTRIBUTES.get(tag.name);
    const { attributes } = tag;
    for (let at = 0; at < attributes.length; at += 2) {
      const name = attributes[at] ?? '';
      const value = attributes[at + 1] ?? '';
      if (value === '') continue;
      const reader = readers?.get(name);
      if (reader !== undefined) this.#check(`${tag.name} ${name}`, value, reader(this.#fields, value));
      else if (name === 'MODIFIED_DATE') this.#check(name, value, this.#takeModifiedDay(value));
      else if (name === 'MODIFIED_TIME') this.#modifiedTime = timeOfDay(Number(value));
      else this.#keep(`${tag.name}.${name}`, value);
    }
    if (readers === undefined && attributes.length === 0) this.#keep(tag.name, '');
  }

  #takeModifiedDay(value: string): string | undefined {
    this.#modifiedDay = dayOf(value);
    return this.#modifiedDay === undefined ? 'is no date' : undefined;
  }

  #takeLocation(tag: TagScanner): void {
    const location = { volume: '', dir: '', file: '' };
    const { attributes } = tag;
    for (let at = 0; at < attributes.length; at += 2) {
      const value = attributes[at + 1] ?? '';
      const name = attributes[at];
      if (name === 'DIR') location.dir = value;
      else if (name === 'FILE') location.file = value;
      else if (name === 'VOLUME') location.volume = value;
      else if (value === '') continue;
      else if (name === 'VOLUMEID') this.#fields.volumeId = value;
      else this.#keep(`LOCATION.${name}`, value);
    }
    this.location = location;
  }

  #takeCue(tag: TagScanner): void {
    const cue: Cue = { kind: 'cue', startMs: 0 };
    let lengthMs = 0;
    const { attributes } = tag;
    for (let at = 0; at < attributes.length; at += 2) {
      const name = attributes[at] ?? '';
      const value = attributes[at + 1] ?? '';
      if (name === 'NAME') {
        if (value !== '' && value !== 'n.n.') cue.name = value;
        continue;
      }
      if (name === 'COLOR') {
        cue.color = value;
        continue;
      }
      const read = Number(value);
      if (value === '' || !Number.isFinite(read)) this.#check(`CUE_V2 ${name}`, value, 'is no number');
      else if (name === 'TYPE') cue.kind = CUE_KINDS[read] ?? 'cue';
      else if (name === 'START') cue.startMs = read;
      else if (name === 'LEN') lengthMs = read;
      else if (name === 'HOTCUE') {
        if (read >= 0) cue.hotCue = read + 1;
      } else if (name === 'DISPL_ORDER') {
        if (read !== 0) cue.order = read;
      } else if (name === 'REPEATS') {
        if (read !== -1) cue.repeats = read;
      } else this.#keep(`CUE_V2.${name}`, value);
    }
    if (cue.kind === 'loop' && lengthMs > 0) cue.lengthMs = lengthMs;
    this.#fields.cues ??= [];
    this.#fields.cues.push(cue);
  }

  #takeSample(tag: TagScanner, prefix: string): void {
    this.#fields.sample ??= {};
    const { attributes } = tag;
    for (let at = 0; at < attributes.length; at += 2) {
      this.#fields.sample[`${prefix}${attributes[at]}`] = attributes[at + 1] ?? '';
    }
  }

  #takeInner(tag: TagScanner, parents: string[]): void {
    const cue = this.#fields.cues?.at(-1);
    const bpm = Number(tag.attribute('BPM'));
    if (tag.name === 'GRID' && parents.at(-1) === 'CUE_V2' && cue !== undefined && bpm > 0) {
      cue.bpm = bpm;
      return;
    }
    const path = [...parents.slice(1), tag.name].join('/');
    const { attributes } = tag;
    for (let at = 0; at < attributes.length; at += 2) this.#keep(`${path}.${attributes[at]}`, attributes[at + 1] ?? '');
    if (attributes.length === 0) this.#keep(path, '');
  }

  #check(name: string, value: string, wrong: string | undefined): void {
    if (wrong === undefined) return;
    this.#keep(name.replace(' ', '.'), value);
    this.#unread.push({ reason: `${name} ${wrong}`, value });
  }

  /** Elements may repeat: the second is kept under "NAME#2". */
  #keep(name: string, value: string): void {
    this.#fields.other ??= {};
    const { other } = this.#fields;
    let free = name;
    for (let count = 2; Object.hasOwn(other, free); count++) free = `${name}#${count}`;
    other[free] = value;
  }
}

function excerpt(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
