import { expect, it } from 'vitest';
import { statsCsv } from '#app/stats-csv.ts';

const NUMBERS = {
  ...{ of: 'this set', sets: 1, playedMs: 61_400, plays: 3, songs: 2, repeats: 1, asked: 4, accepted: 2 },
  ...{ playedRequests: 1, declined: 1, expired: 0, votes: 5, people: 3, searches: 7 },
};
const LISTS = {
  topPlayed: [{ artist: 'Mira', title: 'Open', mix: 'Dub', count: 2 }],
  topRequested: [{ artist: '', title: '=1+1', count: 1, masked: true as const }],
  ...{ topArtists: [{ name: 'Mira, Rex', count: 2 }], topGenres: [], topRequesters: [], topSearches: [] },
  ...{ tempo: [{ bpm: 125, count: 2 }], keys: [{ camelot: '8A', count: 2 }], hours: [...new Array(23).fill(0), 3] },
};

it('has a row for each number and each entry of a list, and none for what is not known', () => {
  const lines = statsCsv({ ...NUMBERS, ...LISTS, waitToPlayMs: 90_000 })
    .slice(1)
    .split('\r\n');
  expect(lines.slice(0, 3)).toEqual(['list,name,count', 'numbers,sets,1', 'numbers,"time on air, s",61']);
  expect(lines).toEqual(
    expect.arrayContaining([
      ...['numbers,"wait to play, s",90', 'most played,Mira - Open (Dub),2', "most requested,'=1+1,1"],
      ...['artists,"Mira, Rex",2', 'tempo,125 BPM,2', 'keys,8A,2', 'hours,23:00,3'],
    ]),
  );
  expect(lines.filter((line) => line.includes('rate') || line.includes('accept, s'))).toEqual([]);
  expect(lines.filter((line) => line.startsWith('hours'))).toHaveLength(24);
});
