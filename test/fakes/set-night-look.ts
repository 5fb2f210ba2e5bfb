// Asks a host for all there is to be had, as pages, people and other programs do: in each role, as exports, by the clipboard, in
// Discord. What comes is kept by the night's recorders.

import { expect } from 'vitest';
import { EXPORT_FORMATS } from '../../shared/src/set-queries.ts';
import type { FakeUser } from './discord.ts';
import type { SetNight } from './set-night.ts';

const PATHS = [
  ...['nowPlaying', 'live', 'requests', 'set', 'tempo', 'host', 'stats', 'notices', 'posts'].map(
    (topic) => `/api/topics/${topic}`,
  ),
  ...['/api/topics', '/api/plays', '/api/health', '/api/library', '/api/tracks?q=', '/api/tracks?limit=200'],
  ...['session', 'set', 'all'].map((of) => `/api/stats?of=${of}&top=100`),
  ...['/api/stats.csv?of=all', '/api/requests/stats', '/api/request-choices?q=a', '/api/tracks-new', '/api/notices'],
  ...['/api/sets', '/api/sets/current', '/api/sets/current/export?format=json&inClear=true'],
  '/api/sets/current/files/csv?inClear=true',
];
const QUESTIONS = ['tracks.search', 'plays.list', 'stats.get', 'sets.list', 'requests.stats', 'notices.list'];

/** `typed`: what a viewer types to ask for a song. `ids`: of covers and tracks that somebody may guess. */
export async function lookEverywhere(
  night: SetNight,
  viewer: FakeUser,
  { typed, ids }: { typed: readonly string[]; ids: readonly string[] },
): Promise<void> {
  const { discord, audience, requester, bot, operator } = night;
  const guessed = ids.flatMap((id) => [`/artwork/${id}?size=72`, `/artwork/${id}`, `/api/tracks/${id}`]);
  for (const ears of [audience, requester, bot]) {
    for (const path of [...PATHS, ...guessed]) await ears.get(path);
    for (const name of QUESTIONS) await ears.ask(name);
  }
  await lists(night);
  for (const name of ['song', 'queue', 'mine', 'setlist']) await discord.command(viewer, name);
  for (const of of ['session', 'set', 'all']) await discord.command(viewer, 'stats', { of });
  for (const song of typed) await discord.autocomplete(viewer, 'request', { song });
  for (const path of ['/api/sets/current', '/api/sets', '/api/stats?of=all&top=100', '/api/plays']) {
    await operator.get(path);
  }
}

/** In every format: as an answer, as a file, by the clipboard; and in clear, for the DJ. */
async function lists({ host, heard, operator, clipboard }: SetNight): Promise<void> {
  const headers = { authorization: `Bearer ${host.token}` };
  for (const format of EXPORT_FORMATS) {
    const from = `${format} export`;
    const written = await host.get<{ ok?: boolean }>(`/api/sets/current/export?format=${format}`);
    expect(written, format).toMatchObject({ format });
    heard.keep(from, JSON.stringify(written));
    const file = await fetch(`${host.address}/api/sets/current/files/${format}`, { headers });
    expect(file.status, format).toBe(200);
    heard.keep(from, `${file.headers.get('content-disposition')} ${await file.text()}`);
    await operator.get(`/api/sets/current/export?format=${format}&inClear=true`);
  }
  for (const formats of [EXPORT_FORMATS.slice(0, 5), EXPORT_FORMATS.slice(5, 10), EXPORT_FORMATS.slice(10)]) {
    expect(await host.command('set.copy', { formats })).toMatchObject({ ok: true });
    heard.keep('the clipboard', clipboard());
  }
}
