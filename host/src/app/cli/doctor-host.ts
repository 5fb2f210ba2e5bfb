// Meets the host that runs now, or whatever else answers at its address, and takes down what it says.

import { readFile } from 'node:fs/promises';
import type { QueryOutput } from '@tracord/shared/queries.ts';
import { type Settings, settingsSchema } from '@tracord/shared/settings.ts';
import type { NowPlaying, OperatorTopics, PublicTopics } from '@tracord/shared/topics.ts';
import { readHostFile } from '#adapters/files/host-file.ts';
import { DomainError } from '#kernel/domain-error.ts';
import { portState } from './doctor-ports.ts';

const ANSWERS_WITHIN_MS = 3_000;

/** What a running host says. Unless it accepts our token it says only what an audience may know. */
export type HostView = {
  address: string;
  tokenFile: string;
  token: 'accepted' | 'refused' | 'unreadable';
  version: string;
  demo: boolean;
  health: QueryOutput<'health.get'>;
  library: QueryOutput<'library.get'>;
  nowPlaying: NowPlaying;
  /** Where the current track lies, as the library knows it; none where it is unknown. */
  trackFiles: string[];
  live: boolean;
  /** What the audience is shown: masked, and as late as the announce delay wants it. */
  shown: PublicTopics['nowPlaying'];
  /** Whether a search finds any track, for the DJ and for the audience. */
  finds: { forDj: boolean; forAudience: boolean };
  /** The settings in force there, flags included; only an operator learns them. */
  settings?: Settings;
};

export type HostSight =
  | { state: 'running'; view: HostView }
  /** A TraCord answers, but it is not the one of these folders. */
  | { state: 'another'; address: string }
  /** Another program has the port; `isMute`: it accepts connections and says nothing. */
  | { state: 'foreign'; port: number; isMute: boolean }
  | { state: 'absent'; port: number };

/** `webPort` is where a host of these settings would listen. Rejects only where a host goes away while it is asked. */
export async function meetHost(configFolder: string, webPort: number): Promise<HostSight> {
  const file = await readHostFile(configFolder);
  if (file !== undefined && (await whoAnswers(file.address)) === 'tracord') {
    return { state: 'running', view: await viewOf(file.address, file.tokenFile) };
  }
  // A host that was killed leaves its host.json behind; what counts then is who has its port now.
  const address = `http://127.0.0.1:${webPort}`;
  const who = await whoAnswers(address);
  if (who === 'tracord') return { state: 'another', address };
  if (who !== 'nobody') return { state: 'foreign', port: webPort, isMute: who === 'mute' };
  return { state: 'absent', port: webPort };
}

async function whoAnswers(address: string): Promise<'tracord' | 'foreign' | 'mute' | 'nobody'> {
  if ((await portState(Number(new URL(address).port))) === 'free') return 'nobody';
  try {
    const host = await ask<{ value?: Partial<PublicTopics['host']> }>(address, '/api/topics/host');
    return typeof host.value?.version === 'string' ? 'tracord' : 'foreign';
  } catch (error) {
    return error instanceof Error && error.name === 'TimeoutError' ? 'mute' : 'foreign';
  }
}

async function viewOf(address: string, tokenFile: string): Promise<HostView> {
  const held = await tokenIn(tokenFile);
  const accepted = held !== undefined && (await isAccepted(address, held));
  const token = accepted ? held : undefined;
  const topic = async <T>(name: string, as?: string) =>
    (await ask<{ value: T }>(address, `/api/topics/${name}`, as)).value;
  const findsAny = async (as?: string) => {
    const { tracks } = await ask<QueryOutput<'tracks.search'>>(address, '/api/tracks?limit=1', as);
    return tracks.length > 0;
  };
  const nowPlaying = await topic<NowPlaying>('nowPlaying', token);
  const id = nowPlaying.track?.id;
  const detail =
    id === undefined ? undefined : await ask<QueryOutput<'tracks.get'>>(address, `/api/tracks/${id}`, token);
  const { version, demo } = await topic<OperatorTopics['host']>('host');
  return {
    ...{ address, tokenFile, version, demo },
    token: accepted ? 'accepted' : held === undefined ? 'unreadable' : 'refused',
    health: await ask(address, '/api/health', token),
    library: await ask(address, '/api/library', token),
    nowPlaying,
    trackFiles: (detail?.files ?? []).map((file) => file.path),
    live: (await topic<PublicTopics['live']>('live')).on,
    shown: await topic('nowPlaying'),
    finds: { forDj: await findsAny(token), forAudience: await findsAny() },
    settings: accepted ? settingsSchema.safeParse(await topic('settings', token)).data : undefined,
  };
}

async function tokenIn(file: string): Promise<string | undefined> {
  try {
    return (await readFile(file, 'utf8')).trim() || undefined;
  } catch {
    return undefined;
  }
}

async function isAccepted(address: string, token: string): Promise<boolean> {
  const response = await request(address, '/api/health', token);
  return response.ok;
}

async function ask<T>(address: string, path: string, token?: string): Promise<T> {
  const response = await request(address, path, token);
  if (!response.ok) throw new DomainError('host-refused', `${address}${path} answered ${response.status}`);
  return (await response.json()) as T;
}

function request(address: string, path: string, token: string | undefined): Promise<Response> {
  return fetch(address + path, {
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(ANSWERS_WITHIN_MS),
  });
}
