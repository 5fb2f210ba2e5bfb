// Builds the bridge to OBS with what works through it: sources, scenes and their rules, recording, stream and chapters. Another
// address builds all of it anew; everything else in the settings applies as it is.

import { jsonEqual } from '@tracord/shared/merge-patch.ts';
import type { ObsView } from '@tracord/shared/obs.ts';
import type { Settings } from '@tracord/shared/settings.ts';
import type { OperatorTopics, PublicTopics } from '@tracord/shared/topics.ts';
import { ObsAlarms } from '#adapters/obs/alarms.ts';
import { ObsBridge, type ObsBridgeParts } from '#adapters/obs/bridge.ts';
import { ObsControl } from '#adapters/obs/control.ts';
import { away } from '#adapters/obs/control-refused.ts';
import { ObsSources, type ObsSourcesParts } from '#adapters/obs/sources.ts';
import type { Clock } from '#kernel/clock.ts';
import type { HealthReporter } from '#kernel/health.ts';
import type { Logger } from '#kernel/logger.ts';
import type { TopicStore } from '#kernel/topic-store.ts';
import type { Audience } from '#services/live/audience.ts';
import { RecordChapters } from '#services/live/record-chapters.ts';
import { SceneCues } from '#services/live/scene-cues.ts';
import type { ObsHandlers } from './commands.ts';
import { obsControlHandlers, sceneCueDoer } from './obs-control-handlers.ts';
import { obsSourceHandlers } from './obs-source-handlers.ts';

export type ObsRoomParts = {
  operator: TopicStore<OperatorTopics>;
  audience: TopicStore<PublicTopics>;
  seen: Pick<Audience, 'followOnAir'>;
  settings: () => Settings['obs'];
  password: ObsBridgeParts['password'];
  onSighting: ObsBridgeParts['onSighting'];
  sources: Pick<ObsSourcesParts, 'store' | 'webPort' | 'cover' | 'folder' | 'adopts' | 'report'>;
  report: HealthReporter;
  /** Of the scene rules. */
  reportRules: HealthReporter;
  clock: Clock;
  log: Logger;
};

type Running = {
  bridge: ObsBridge;
  handlers: Omit<ObsHandlers, 'obs.acknowledge'>;
  settingsChanged(): void;
  stop(): void;
};

export class ObsRoom {
  readonly #parts: ObsRoomParts;
  /** Another password or address is no acknowledgement. */
  readonly #alarms = new ObsAlarms();
  #running: Running | undefined;
  #settings: Settings['obs'];

  constructor(parts: ObsRoomParts) {
    this.#parts = parts;
    this.#settings = parts.settings();
    // What is said of OBS while it is away depends on whether the show is live.
    parts.operator.follow('live', () => this.#running?.bridge.refresh());
  }

  start(): void {
    this.#settings = this.#parts.settings();
    this.#running = build(this.#parts, this.#alarms);
    this.#running.bridge.start();
  }

  stop(): void {
    this.#running?.stop();
    this.#running = undefined;
  }

  settingsChanged(): void {
    const before = this.#settings;
    const now = this.#parts.settings();
    this.#settings = now;
    if (before.url !== now.url) this.restart();
    else if (!jsonEqual(before, now)) this.#running?.settingsChanged();
  }

  /** Another password counts, or another address. */
  restart(): void {
    this.stop();
    this.start();
  }

  /** Takes note of all alarms, and comes back to an OBS that threw us out; answers how many alarms there were. */
  acknowledge(): number {
    this.#running?.bridge.comeBack();
    return this.#running?.bridge.acknowledge() ?? this.#alarms.acknowledge();
  }

  /** Each goes to what is built now. */
  get handlers(): ObsHandlers {
    // The web answers before OBS is looked after, and for a moment after that.
    const now = () => this.#running?.handlers;
    return {
      'obs.setup': async (args, caller) => now()?.['obs.setup'](args, caller) ?? away(),
      'scene.set': async (args, caller) => now()?.['scene.set'](args, caller) ?? away(),
      'source.show': async (args, caller) => now()?.['source.show'](args, caller) ?? away(),
      'recording.set': async (args, caller) => now()?.['recording.set'](args, caller) ?? away(),
      'stream.set': async (args, caller) => now()?.['stream.set'](args, caller) ?? away(),
      'recording.chapter': async (args, caller) => now()?.['recording.chapter'](args, caller) ?? away(),
      'obs.acknowledge': async () => ({ ok: true, acknowledged: this.acknowledge() }),
    };
  }
}

function build(parts: ObsRoomParts, alarms: ObsAlarms): Running {
  const { operator, audience, seen, settings, clock } = parts;
  const log = parts.log.scope('obs');
  const followOnAir: Audience['followOnAir'] = (listener) => seen.followOnAir(listener);
  /** What this recording cannot do, beside what this version cannot. */
  let lack: string | undefined;
  const withLack = (view: ObsView): ObsView =>
    lack === undefined || view.lacks.includes(lack) ? view : { ...view, lacks: [...view.lacks, lack] };
  const bridge: ObsBridge = new ObsBridge({
    ...{
      url: settings().url,
      password: parts.password,
      onSighting: parts.onSighting,
      report: parts.report,
      alarms,
      clock,
      log,
    },
    isLive: () => operator.get('live').on,
    onView: (view) => operator.set('obs', withLack(view)),
    boundSources: () => sources.bound,
  });
  const { link } = bridge;
  const sources: ObsSources = new ObsSources({
    ...{ ...parts.sources, link, clock, log },
    settings,
    onBound: () => bridge.refresh(),
  });
  const control = new ObsControl({ link, expectStop: (kind) => bridge.expectStop(kind) });
  const cues = new SceneCues({
    ...{ operator, audience, followOnAir, clock, log },
    rules: () => settings().rules,
    report: parts.reportRules,
    do: sceneCueDoer(control, clock),
  });
  const chapters = new RecordChapters({
    ...{ operator, followOnAir, clock, log },
    isOn: () => settings().chapters,
    mark: (name) => control.chapter(name),
    lacks: (sentence) => {
      lack = sentence;
      bridge.refresh();
    },
  });
  const endings = [audience.follow('requests', () => show()), audience.follow('nowPlaying', () => show())];
  function show(): void {
    sources.update({ nowPlaying: audience.get('nowPlaying'), requests: audience.get('requests') });
  }
  show();
  return {
    bridge,
    handlers: {
      ...obsSourceHandlers({ sources }),
      ...obsControlHandlers({ control, cues, chapters }),
    },
    settingsChanged: () => {
      bridge.comeBack();
      cues.rulesChanged();
      sources.settingsChanged().catch((error: unknown) => log.error('sources.failed', { error }));
    },
    stop: () => {
      for (const end of endings) end();
      for (const one of [cues, chapters, sources, bridge]) one.stop();
    },
  };
}
