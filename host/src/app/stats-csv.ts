// Statistics as CSV in long form, "list,name,count": one row for each number, and for each entry of a list. Pure.

import type { Stats } from '@tracord/shared/stats.ts';
import { csv } from '#domain/csv.ts';

export function statsCsv(stats: Stats): string {
  const { topPlayed, topRequested, topArtists, topGenres, topRequesters, topSearches, tempo, keys, hours } = stats;
  const songs = (list: string, rows: Stats['topPlayed']) =>
    rows.map(({ artist, title, mix, count }) => [list, songName(artist, title, mix), count]);
  const names = (list: string, rows: Stats['topArtists']) => rows.map(({ name, count }) => [list, name, count]);
  return csv([
    ['list', 'name', 'count'],
    ...numbers(stats),
    ...songs('most played', topPlayed),
    ...songs('most requested', topRequested),
    ...names('artists', topArtists),
    ...names('genres', topGenres),
    ...names('requesters', topRequesters),
    ...names('searches', topSearches),
    ...tempo.map(({ bpm, count }) => ['tempo', `${bpm} BPM`, count]),
    ...keys.map(({ camelot, count }) => ['keys', camelot, count]),
    ...hours.map((count, hour) => ['hours', `${String(hour).padStart(2, '0')}:00`, count]),
  ]);
}

/** Durations in whole seconds. */
function numbers(stats: Stats): (string | number | undefined)[][] {
  const { playedMs, waitToPlayMs, waitToAcceptMs, acceptanceRate } = stats;
  const rows: [string, number | undefined][] = [
    ['sets', stats.sets],
    ['time on air, s', seconds(playedMs)],
    ['plays', stats.plays],
    ['songs', stats.songs],
    ['repeats', stats.repeats],
    ['requests', stats.asked],
    ['accepted', stats.accepted],
    ['requests played', stats.playedRequests],
    ['declined', stats.declined],
    ['expired', stats.expired],
    ['votes', stats.votes],
    ['people', stats.people],
    ['acceptance rate', acceptanceRate === undefined ? undefined : Math.round(acceptanceRate * 1_000) / 1_000],
    ['wait to play, s', seconds(waitToPlayMs)],
    ['wait to accept, s', seconds(waitToAcceptMs)],
    ['searches', stats.searches],
  ];
  return rows.filter(([, count]) => count !== undefined).map(([name, count]) => ['numbers', name, count]);
}

function seconds(ms: number | undefined): number | undefined {
  return ms === undefined ? undefined : Math.round(ms / 1_000);
}

function songName(artist: string, title: string, mix: string | undefined): string {
  const song = artist === '' ? title : `${artist} - ${title}`;
  return mix === undefined || mix === '' ? song : `${song} (${mix})`;
}
