// Runs the scene rules: tells the machine what happens in the show and in OBS, hands its cues to OBS, and logs why. Requests count
// when the audience may know of them: an accept that is undone in time changes no scene, and neither does a masked track.

import type { SceneRule } from '@tracord/shared/obs-settings.ts';
import type { PublicRequests } from '@tracord/shared/requests.ts';
import type { BridgeHealth, OperatorTopics, PublicTopics } from '@tracord/shared/topics.ts';
import { type SceneRulesInput, step } from '#domain/scene-rules.ts';
import { unknownScenes } from '#domain/scene-rules-names.ts';
import {
  CUE_EXPIRES_MS,
  type CueOutcome,
  firstSceneRules,
  type SceneCue,
  type SceneRulesState,
} from '#domain/scene-rules-state.ts';
import type { Clock } from '#kernel/clock.ts';
import type { HealthReporter } from '#kernel/health.ts';
import type { Logger } from '#kernel/logger.ts';
import type { TopicStore } from '#kernel/topic-store.ts';

/** `message`: why OBS did not do it. */
export type CueAnswer = { ok: true; outcome: CueOutcome } | { ok: false; message: string };

export type SceneCuesParts = {
  operator: TopicStore<OperatorTopics>;
  audience: TopicStore<PublicTopics>;
  /** What the audience was told is on air, without a test song. */
  followOnAir: (listener: (shown: PublicTopics['nowPlaying']) => void) => () => void;
  rules: () => readonly SceneRule[];
  /** Does it in OBS, unless `cue.expiresAt` is over by then. */
  do: (cue: SceneCue) => Promise<CueAnswer>;
  report: HealthReporter;
  clock: Clock;
  log: Logger;
};

/** To be made once the show was taken up again: what stands then is no news. */
export class SceneCues {
  readonly #parts: SceneCuesParts;
  readonly #stops: (() => void)[];
  #state: SceneRulesState = firstSceneRules();
  #cancelWake: (() => void) | undefined;
  #isStopped = false;
  /** What was reported of the names in rules. */
  #reported: string | undefined;
  #requests: PublicRequests;
  /** The play on air, since when it is known here, and whether its request was told of. */
  #play: { onAirSince?: number; seenAt: number; isTold: boolean };

  constructor(given: SceneCuesParts) {
    const parts = { ...given, log: given.log.scope('scenes') };
    this.#parts = parts;
    const { operator, audience, followOnAir, clock } = parts;
    this.#requests = audience.get('requests');
    this.#play = { seenAt: clock.now(), isTold: true };
    let isFirst = true;
    const unfollow = followOnAir(({ onAirSince }) => {
      if (!isFirst && onAirSince === this.#play.onAirSince) return;
      this.#play = { onAirSince, seenAt: clock.now(), isTold: isFirst };
      this.#lookAtPlay();
    });
    isFirst = false;
    this.#stops = [
      unfollow,
      operator.follow('obs', (obs) => {
        this.#take({ kind: 'obs', obs });
        this.#lookAtNames();
      }),
      operator.follow('live', ({ on }) => this.#take({ kind: 'live', on })),
      operator.follow('set', ({ isOn }) => this.#take({ kind: 'set', on: isOn })),
      operator.follow('nowPlaying', ({ track, test }) => {
        // Under the test song what is on air goes on.
        if (!test) this.#take({ kind: 'on-air', on: track !== undefined });
      }),
      audience.follow('requests', (requests) => this.#requestsChanged(requests)),
    ];
  }

  /** The DJ asked for a scene by a command: to be called before it is done. */
  chosenByHand(scene: string): void {
    this.#take({ kind: 'hand', scene });
  }

  /** As `chosenByHand`, of a source. */
  sourceByHand(source: string): void {
    this.#take({ kind: 'source-by-hand', source });
  }

  /** The rules are others now; what a rule began goes on to its end. */
  rulesChanged(): void {
    this.#take({ kind: 'tick' });
    this.#lookAtNames();
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancelWake?.();
    for (const stop of this.#stops) stop();
  }

  #lookAtNames(): void {
    const { rules, report } = this.#parts;
    const { obs } = this.#state;
    // While OBS is away what was found last stands; before anything was found there is nothing to say.
    if (obs === undefined && rules().length > 0 && this.#reported !== undefined) return;
    const health = healthOf(rules(), obs);
    if (health.message === this.#reported) return;
    this.#reported = health.message;
    report(health);
  }

  #requestsChanged(requests: PublicRequests): void {
    const before = this.#requests;
    this.#requests = requests;
    const now = this.#parts.clock.now();
    const isNew = (id: string) => {
      const request = requests.byId[id];
      return before.byId[id] === undefined && request?.state !== 'playing' && isFresh(request?.announcedAt ?? 0, now);
    };
    if (requests.order.some(isNew)) this.#take({ kind: 'request', what: 'accepted' });
    this.#lookAtPlay();
  }

  /** What turns out later to have been asked for, or may be shown later, comes too late. */
  #lookAtPlay(): void {
    const { onAir } = this.#requests;
    const { onAirSince, isTold, seenAt } = this.#play;
    if (onAir === undefined || onAir.onAirSince !== onAirSince || isTold) return;
    this.#play.isTold = true;
    if (isFresh(seenAt, this.#parts.clock.now())) this.#take({ kind: 'request', what: 'playing' });
  }

  #take(input: SceneRulesInput): void {
    if (this.#isStopped) return;
    const { clock, rules, log } = this.#parts;
    const { state, cues, missed, wakeAtMs } = step(this.#state, input, rules(), clock.now());
    this.#state = state;
    this.#cancelWake?.();
    this.#cancelWake =
      wakeAtMs === undefined ? undefined : clock.after(wakeAtMs - clock.now(), () => this.#take({ kind: 'tick' }));
    for (const why of missed) log.warn('missed', { why });
    for (const cue of cues) void this.#do(cue);
  }

  async #do(cue: SceneCue): Promise<void> {
    const { log } = this.#parts;
    const { id: cueId, why } = cue;
    const what = cue.do === 'scene' ? {} : { source: cue.source, on: cue.on };
    const named = this.#parts.operator.get('obs').scenes.byId[cue.scene]?.name ?? cue.scene;
    const answer = await this.#parts.do(cue).catch((error: unknown): CueAnswer => {
      log.error('cue.failed', { cueId, error });
      return { ok: false, message: 'it failed' };
    });
    const outcome = answer.ok ? answer.outcome : 'refused';
    const refused = answer.ok ? undefined : answer.message;
    log.info(cue.do, { cueId, scene: named, ...what, why, outcome, refused });
    this.#take({ kind: 'done', cueId, outcome });
  }
}

function healthOf(rules: readonly SceneRule[], obs: SceneRulesState['obs']): BridgeHealth {
  if (rules.length === 0) return { status: 'off', message: 'No rule changes your scenes by itself.' };
  if (obs === undefined) return { status: 'off', message: 'Your rules for scenes wait for OBS.' };
  const unknown = unknownScenes(rules, obs).map((name) => `"${name}"`);
  if (unknown.length === 0) return { status: 'ok', message: 'OBS has every scene that your rules name.' };
  const [what, it] = unknown.length === 1 ? ['scene', 'it'] : ['scenes', 'them'];
  return {
    status: 'warn',
    message: `OBS has no ${what} ${unknown.join(', ')}, but your rules name ${it}.`,
    remedy: 'Correct the name under obs.rules in the settings, or give a scene in OBS this name.',
  };
}

function isFresh(at: number, now: number): boolean {
  return now - at <= CUE_EXPIRES_MS;
}
