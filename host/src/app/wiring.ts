// Builds the host and joins its parts: the one place that shows who reacts to what.

import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FIRST_OPERATOR_TOPICS, FIRST_PUBLIC_TOPICS } from '@tracord/shared/topics.ts';
import { Covers } from '#adapters/artwork/cover-cache.ts';
import { Clipboard } from '#adapters/clipboard/clipboard.ts';
import { folders } from '#adapters/files/folders.ts';
import { removeHostFile, writeHostFile } from '#adapters/files/host-file.ts';
import { logFilePath } from '#adapters/files/log-file.ts';
import { userCss } from '#adapters/files/user-css.ts';
import { findCollections } from '#adapters/traktor/collection-finder.ts';
import type { HostEvents } from '#domain/events.ts';
import { isDeckSighting } from '#domain/sighting.ts';
import { systemClock } from '#kernel/clock.ts';
import { EventBus } from '#kernel/event-bus.ts';
import { HealthBoard } from '#kernel/health.ts';
import type { Logger } from '#kernel/logger.ts';
import { TopicStore } from '#kernel/topic-store.ts';
import { startProcess } from '#kernel/workers.ts';
import { Searches } from '#services/live/searches.ts';
import { lockDataFolder } from '#storage/data-folder-lock.ts';
import { RememberedMatches } from '#storage/show/choices.ts';
import { newestTime } from '#storage/show/newest-time.ts';
import { SearchStore } from '#storage/show/searches.ts';
import { Bridges } from './bridges.ts';
import { goOnAfter } from './clock-floor.ts';
import { DemoSet, demoWanted } from './demo-set.ts';
import { DiscordProcess } from './discord-process.ts';
import { healthLines } from './health-lines.ts';
import { stopInTurn } from './last-resort.ts';
import { libraryDesk } from './library-room.ts';
import type { Options } from './options.ts';
import { plannerRoom } from './planner-room.ts';
import { requestRoom } from './request-room.ts';
import { SecretsKeeper } from './secrets-keeper.ts';
import { SettingsKeeper } from './settings-keeper.ts';
import { showRoom } from './show-room.ts';
import { storageRoom } from './storage-room.ts';
import { streamRoom } from './stream-room.ts';
import { openTokens } from './tokens.ts';
import { startWebRoom } from './web-room.ts';
import type { Welcome } from './welcome.ts';

export type HostStart = {
  options: Options;
  env: NodeJS.ProcessEnv;
  log: Logger;
  onImportProgress: (done: number, total: number) => void;
};

export type Host = {
  address: string;
  /** Resolves when the first import is over, well or not. */
  libraryReady: Promise<void>;
  welcome(): Welcome;
  /** Lines for the terminal: the trouble there is, and what changes of it later. */
  onTrouble(say: (lines: string[]) => void): void;
  stop(): Promise<void>;
};

const PROJECT = join(import.meta.dirname, '../../..');

/** Resolves once pages are served and Traktor can connect; the first import goes on behind. Rejects with DomainError. */
export async function startHost({ options, env, log, onImportProgress }: HostStart): Promise<Host> {
  const bootId = randomUUID();
  const version = versionOf(PROJECT);
  const place = folders(env, { data: options.data });
  for (const folder of [place.config, place.data]) mkdirSync(folder, { recursive: true });

  // What everybody shares.
  const operator = new TopicStore(FIRST_OPERATOR_TOPICS, log);
  const audienceTopics = new TopicStore(FIRST_PUBLIC_TOPICS, log);
  const health = new HealthBoard(operator);
  const events = new EventBus<HostEvents>(log);
  const settings = new SettingsKeeper(place.config, options, env, operator, health.reporter('settings'), log);
  const address = `http://127.0.0.1:${settings.current.web.port}`;
  const lock = lockDataFolder(place.data, { pid: process.pid, address });
  const secrets = await SecretsKeeper.open({ folder: place.config, env }, health.reporter('secrets'), log);
  const tokens = await openTokens(place.data);
  for (const warning of tokens.warnings) log.warn('token', { warning });

  // The demo has data of its own: it never touches what is the DJ's.
  const find = async () => (await findCollections(env))[0]?.path;
  const demo = await demoWanted(options, settings.current, place.data, find);
  const data = demo ? join(place.data, 'demo') : place.data;
  mkdirSync(data, { recursive: true });
  operator.set('host', { version, demo });

  // Storage.
  const { show, plays, state, workers, thinker, catalogue } = storageRoom(data);
  goOnAfter(newestTime(show), systemClock, health.reporter('clock'), log);
  const covers = new Covers({ cacheFolder: place.cache, log: log.scope('covers') });

  // The show.
  const cover = (path: string) => covers.forFile(path);
  const stage = showRoom({
    ...{ plays, state, operator, audience: audienceTopics, catalogue, cover, clock: systemClock, log },
    remembered: new RememberedMatches(show),
    settings: () => settings.current,
    performer: () => stream.sets.performers.name || undefined,
    report: health.reporter('plays'),
  });
  const { nowPlaying, onAir, testSong, audience, rules } = stage;

  // Requests.
  const clipboard = new Clipboard({ clock: systemClock, report: health.reporter('clipboard'), log });
  const searches = new Searches(new SearchStore(show), systemClock, log);
  const room = requestRoom({
    ...{ show, plays, state, operator, audience: audienceTopics, catalogue, rules, clock: systemClock, log },
    ...{ searches, cover },
    settings: () => settings.current,
    knowsOf: (playedAt) => audience.knowsOf(playedAt),
    followOnAir: (listener) => audience.followOnAir(listener),
    copy: (text) => clipboard.copyText(text),
  });
  const { requests, bot } = room;

  // The set, what is kept of it, OBS.
  const stream = streamRoom({
    ...{ show, state, stage, operator, audience: audienceTopics, bot, catalogue, covers, clipboard, health },
    ...{ dataFolder: data, webPort: settings.current.web.port, clock: systemClock, log },
    settings: () => settings.current,
    obsPassword: () => secrets.obs,
  });
  const { outputs, sets, records, obs, notices } = stream;

  // What next.
  const plans = plannerRoom({
    ...{ worker: thinker, catalogue, show, plays, sets, state, operator, audience: audienceTopics, bot, cover, rules },
    ...{ write: stage.write, clock: systemClock, log },
    settings: () => settings.current,
    onDistances: (distances) => requests.distancesAre(distances),
    copy: (text) => clipboard.copyText(text),
  });

  // The library.
  const password = () => (secrets.broadcast.known ? secrets.broadcast.password : undefined);
  const demoSet = demo ? new DemoSet(data, options.speed, password, health.reporter('demo'), log) : undefined;
  const library = libraryDesk({
    ...{ catalogue, operator, demoSet, find, events, onProgress: onImportProgress, clock: systemClock, log },
    settings: () => settings.current,
    report: health.reporter('library'),
  });

  // Who reacts to what.
  const inBackground = (work: string, done: Promise<unknown>) => {
    done.catch((error: unknown) => log.error('background.failed', { work, error }));
  };
  const renewSets = () => {
    inBackground('show sets by other rules', sets.renew());
    records.changed();
  };
  events.on('library.renewed', () => {
    inBackground('match again', nowPlaying.libraryRenewed());
    inBackground('look at requests again', room.libraryRenewed());
    inBackground('set right by history', records.libraryRenewed());
    inBackground('plan with the new library', plans.planner.libraryRenewed());
  });
  settings.onChange(['onAir'], () => onAir.take({ kind: 'tick' }));
  settings.onChange(['nowPlaying'], () => {
    stage.settingsChanged();
    inBackground('show by other rules', nowPlaying.refresh());
    requests.rulesChanged();
    renewSets();
  });
  settings.onChange(['masks', 'library'], () => {
    stage.settingsChanged();
    inBackground('library by other settings', library.settingsChanged());
    // At once: what the new masks say without the library, and nothing of what the library says by the old ones.
    nowPlaying.rulesChanged();
    requests.rulesChanged();
    renewSets();
  });
  settings.onChange(['requests', 'requestTexts'], () => requests.rulesChanged());
  settings.onChange(['sets'], renewSets);
  settings.onChange(['planner', 'masks', 'nowPlaying'], () => plans.planner.changed());
  settings.onChange(['obs'], () => {
    obs.settingsChanged();
    records.lookAtOutputs();
  });
  settings.onChange(['notices', 'discord'], () => notices.settingsChanged());
  for (const topic of ['set', 'tempo'] as const) audienceTopics.follow(topic, (value) => bot.set(topic, value));
  outputs.onEnded((at) => sets.sets.outputEnded(at));
  outputs.follow(() => sets.sets.publish());

  // In this order: nothing is shown or answered by a library whose masks are not those of now.
  await library.open();
  await nowPlaying.resume(onAir.resume());
  await room.resume();
  await sets.resume();
  outputs.resume();
  plans.planner.resume();
  operator.follow('nowPlaying', (now) => inBackground('see whose request it is', requests.onAirChanged(now)));
  operator.follow('live', ({ on }) => {
    onAir.take({ kind: 'live', on });
    requests.liveChanged(on);
    inBackground('count what is on air', nowPlaying.liveChanged());
  });

  // The outside.
  const ownCss = userCss(() => settings.current.overlay.css, health.reporter('overlay'));
  const lookAtOwnCss = () => inBackground('read own CSS', ownCss());
  settings.onChange(['overlay'], lookAtOwnCss);
  lookAtOwnCss();
  const discord = new DiscordProcess({
    ...{ settings, env, clock: systemClock, log, report: health.reporter('discord') },
    token: () => secrets.discord,
    host: { url: address, token: tokens.bot },
    start: (on, given) => startProcess('discord-bot', [], on, given),
  });
  const web = await startWebRoom({
    ...{ version, bootId, operator, audience: audienceTopics, catalogue },
    ...{ library, covers, stage, room, stream, plans, searches },
    ...{ port: settings.current.web.port, project: PROJECT, userCss: ownCss, report: health.reporter('web'), log },
    now: systemClock.now,
    roleOf: (given) => tokens.roleOf(given),
    botReported: (said) => discord.reported(said),
    onCorrected: async () => {
      await requests.playsCorrected();
      renewSets();
    },
  });
  const bridges = new Bridges({
    ...{ settings, topics: operator, health, log },
    broadcastPassword: () => secrets.broadcast,
    onSighting: (sighting) => {
      if (!sets.performers.counts(sighting)) return;
      onAir.take(sighting);
      if (isDeckSighting(sighting)) inBackground('see which request is loaded', requests.deckSighted(sighting));
    },
  });

  await bridges.start();
  await discord.start();
  obs.start();
  await notices.start();
  await demoSet?.prepare();
  const libraryReady = library.start().then(() => demoSet?.play(settings.current.broadcast.port));
  settings.onChange(['broadcast'], () => demoSet?.moveTo(settings.current.broadcast.port));
  await settings.watch();
  await secrets.watch((changed) => {
    if (changed === 'broadcast') bridges.passwordChanged();
    else if (changed === 'obs') obs.restart();
    else inBackground('start the Discord bot anew', discord.settingsChanged());
  });
  const { pid } = process;
  log.info('host.started', { version, address: web.address, data, demo });
  await writeHostFile(place.config, { address: web.address, pid, bootId, tokenFile: tokens.operatorFile, version });

  return {
    address: web.address,
    libraryReady,
    welcome: () => ({
      address: web.address,
      broadcastPort: settings.current.broadcast.port,
      demo,
      demoAsked: options.demo === true,
      library: operator.get('library'),
      settingsFile: settings.file,
      tokenFile: tokens.operatorFile,
      logFile: logFilePath(place.log),
    }),
    onTrouble: (say) => {
      let before = FIRST_OPERATOR_TOPICS.health;
      operator.follow('health', (now) => {
        const lines = healthLines(before, now);
        before = now;
        if (lines.length > 0) say(lines);
      });
    },
    stop: () =>
      stopInTurn(log, {
        demo: () => demoSet?.stop(),
        discord: () => discord.stop(),
        settings: () => Promise.all([settings.stop(), secrets.stop()]),
        library: () => library.stop(),
        bridges: () => bridges.stop(),
        web: () => web.stop(),
        stream: () => stream.stop(),
        show: () => {
          for (const part of [plans.planner, room, searches, testSong, onAir]) part.stop();
        },
        workers: () => Promise.all(workers.map((one) => one.stop())),
        place: async () => {
          show.close();
          await removeHostFile(place.config, bootId);
          lock.release();
          log.info('host.stopped');
        },
      }),
  };
}

function versionOf(project: string): string {
  const { version } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as { version: string };
  return version;
}
