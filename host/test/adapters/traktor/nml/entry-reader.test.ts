import { describe, expect, it } from 'vitest';
import { EntryReader } from '#adapters/traktor/nml/entry-reader.ts';
import type { SourceEntry } from '#ports/collection-source.ts';

const LOCATION = '<LOCATION DIR="/:Users/:dj/:" FILE="a.mp3" VOLUME="Macintosh HD" VOLUMEID="Macintosh HD"></LOCATION>';

function read(text: string): SourceEntry {
  const outcome = new EntryReader().read(text);
  if (outcome === undefined || 'skipped' in outcome) throw new Error(JSON.stringify(outcome));
  return outcome.entry;
}

const fieldsOf = (inner: string) => read(`<ENTRY TITLE="T">${LOCATION}${inner}</ENTRY>`).fields;

describe('EntryReader', () => {
  it('reads every field that Traktor writes', () => {
    const entry = read(`<ENTRY MODIFIED_DATE="2022/7/9" MODIFIED_TIME="83581" LOCK="1"
        LOCK_MODIFICATION_TIME="2018-10-15T09:58:35" AUDIO_ID="AIQB" TITLE=" In the &quot;Warehouse&quot; " ARTIST="Régine">
      ${LOCATION}
      <ALBUM OF_TRACKS="13" TRACK="5" TITLE="Album"></ALBUM>
      <MODIFICATION_INFO AUTHOR_TYPE="user"></MODIFICATION_INFO>
      <INFO BITRATE="320000" GENRE="Variété" LABEL="L" COMMENT="C" RATING="C2" REMIXER="R" PRODUCER="P" MIX="M" CATALOG_NO="N1"
        KEY="8m" KEY_LYRICS="la la" COVERARTID="059/1BX" PLAYCOUNT="5" PLAYTIME="212" PLAYTIME_FLOAT="211.304489" RANKING="204"
        IMPORT_DATE="2025/6/5" LAST_PLAYED="2025/4/16" RELEASE_DATE="2020/1/1" FLAGS="12" FILESIZE="4976" COLOR="4"></INFO>
      <TEMPO BPM="148.605820" BPM_QUALITY="100.000000" BPM_TRANSIENTCOHERENCE="0.5"></TEMPO>
      <LOUDNESS PEAK_DB="2.914383" PERCEIVED_DB="4.937744" ANALYZED_DB="-4.5"></LOUDNESS>
      <MUSICAL_KEY VALUE="22"></MUSICAL_KEY>
      <LOOPINFO SAMPLE_TYPE_INFO="1"><CELL INDEX="3"></CELL></LOOPINFO>
      <STEMS STEMS="{&quot;version&quot;:1}"></STEMS>
      <CUE_V2 NAME="AutoGrid" DISPL_ORDER="0" TYPE="4" START="102.709211" LEN="0.000000" REPEATS="-1" HOTCUE="-1"><GRID BPM="148.605820"></GRID></CUE_V2>
      <CUE_V2 NAME="n.n." DISPL_ORDER="2" TYPE="5" START="4947.741535" LEN="6460.043099" REPEATS="0" HOTCUE="0" COLOR="#FFFFFF"></CUE_V2>
      <CUE_V2 NAME="Drop" DISPL_ORDER="0" TYPE="0" START="5" LEN="9" REPEATS="-1" HOTCUE="7"></CUE_V2>
    </ENTRY>`);
    expect(entry.key).toBe('Macintosh HD/:Users/:dj/:a.mp3');
    expect(entry.path).toBe('/Users/dj/a.mp3');
    expect(entry.unread).toEqual([]);
    expect(entry.fields).toEqual({
      ...{ audioId: 'AIQB', title: ' In the "Warehouse" ', artist: 'Régine', volumeId: 'Macintosh HD' },
      ...{ locked: true, lockChangedAt: '2018-10-15T09:58:35', modifiedAt: '2022-07-09T23:13:01', authorType: 'user' },
      ...{ album: 'Album', albumTrack: 5, albumTracks: 13, genre: 'Variété', label: 'L', comment: 'C', comment2: 'C2' },
      ...{ remixer: 'R', producer: 'P', mix: 'M', catalogNo: 'N1', keyText: '8m', lyrics: 'la la', key: 22 },
      ...{ coverArtId: '059/1BX', playCount: 5, durationMs: 211_304, bitrateBps: 320_000, ranking: 204, stars: 4 },
      ...{ importedOn: '2025-06-05', lastPlayedOn: '2025-04-16', releasedOn: '2020-01-01', flags: 12, color: 4 },
      ...{ fileSizeKib: 4976, trackBpm: 148.60582, bpmQuality: 100, bpmCoherence: 0.5 },
      ...{ peakDb: 2.914383, perceivedDb: 4.937744, analyzedDb: -4.5, stems: '{"version":1}' },
      sample: { SAMPLE_TYPE_INFO: '1' },
      other: { 'LOOPINFO/CELL.INDEX': '3' },
      cues: [
        { kind: 'grid', name: 'AutoGrid', startMs: 102.709211, bpm: 148.60582 },
        {
          kind: 'loop',
          startMs: 4947.741535,
          lengthMs: 6460.043099,
          hotCue: 1,
          color: '#FFFFFF',
          order: 2,
          repeats: 0,
        },
        { kind: 'cue', name: 'Drop', startMs: 5, hotCue: 8 },
      ],
    });
  });

  it.each([
    ['MUSICAL_KEY before all', '<INFO KEY="1d"></INFO><MUSICAL_KEY VALUE="21"></MUSICAL_KEY>', 21],
    ['KEY where it is missing', '<INFO KEY="8A" KEY_LYRICS="1d"></INFO>', 21],
    ['KEY_LYRICS where KEY is no key', '<INFO KEY="?" KEY_LYRICS="A m"></INFO>', 21],
    ['none', '<INFO KEY="loud" KEY_LYRICS="la la"></INFO>', undefined],
  ])('takes the key: %s', (_case, inner, key) => expect(fieldsOf(inner).key).toBe(key));

  it.each([
    [0, 0],
    [1, 0],
    [64, 1],
    [128, 3],
    [196, 4],
    [255, 5],
  ])('reads RANKING %i as %i stars', (ranking, stars) => {
    expect(fieldsOf(`<INFO RANKING="${ranking}"></INFO>`)).toMatchObject({ ranking, stars });
  });

  it('takes whole seconds where there are no exact ones, and knows an empty value as none', () => {
    const fields = fieldsOf('<INFO PLAYTIME="212" COMMENT="" GENRE=" "></INFO><TEMPO BPM="0"></TEMPO>');
    expect(fields).toMatchObject({ durationMs: 212_000, genre: ' ' });
    expect(fields.comment).toBeUndefined();
    expect(fields.trackBpm).toBeUndefined();
  });

  it('keeps what it does not know', () => {
    const fields = fieldsOf(
      '<INFO NEW="x"></INFO><NEWER A="1"><DEEP B="2"></DEEP></NEWER><NEWER A="3"></NEWER><BARE></BARE>',
    );
    expect(fields.other).toEqual({ 'INFO.NEW': 'x', 'NEWER.A': '1', 'NEWER/DEEP.B': '2', 'NEWER.A#2': '3', BARE: '' });
  });

  it('names what it does not understand, and keeps it', () => {
    const entry = read(
      `<ENTRY TITLE="T">${LOCATION}<INFO BITRATE="lots" IMPORT_DATE="soon"></INFO><TEMPO BPM="fast"></TEMPO></ENTRY>`,
    );
    expect(entry.unread).toEqual([
      { reason: 'INFO BITRATE is no number', value: 'lots' },
      { reason: 'INFO IMPORT_DATE is no date', value: 'soon' },
      { reason: 'TEMPO BPM is no number', value: 'fast' },
    ]);
    expect(entry.fields.other).toEqual({ 'INFO.BITRATE': 'lots', 'INFO.IMPORT_DATE': 'soon', 'TEMPO.BPM': 'fast' });
  });

  it.each([
    [
      'without a location',
      '<ENTRY TITLE="T" ARTIST="A"></ENTRY>',
      'an entry does not say where its file lies',
      'A - T',
    ],
    [
      'with a stray sign',
      `<ENTRY TITLE="T">${LOCATION}<INFO GENRE=House></INFO></ENTRY>`,
      'an entry is not well-formed',
      'T: ',
    ],
    [
      'with crossed tags',
      `<ENTRY TITLE="T">${LOCATION}<INFO></ALBUM></INFO></ENTRY>`,
      'an entry is not well-formed',
      'T: ',
    ],
  ])('refuses an entry %s', (_case, text, reason, example) => {
    expect(new EntryReader().read(text)).toEqual({ skipped: reason, example: expect.stringContaining(example) });
  });
});
