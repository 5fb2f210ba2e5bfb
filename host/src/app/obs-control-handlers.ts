// What does the work of each command that drives OBS.

import type { ObsControl } from '#adapters/obs/control.ts';
import type { SceneCue } from '#domain/scene-rules-state.ts';
import type { Clock } from '#kernel/clock.ts';
import type { RecordChapters } from '#services/live/record-chapters.ts';
import type { CueAnswer, SceneCues } from '#services/live/scene-cues.ts';
import type { ObsHandlers } from './commands.ts';

export type ObsControlHandlerParts = {
  control: ObsControl;
  cues: Pick<SceneCues, 'chosenByHand' | 'sourceByHand'>;
  chapters: Pick<RecordChapters, 'chapterNow'>;
};

export function obsControlHandlers(parts: ObsControlHandlerParts): Omit<ObsHandlers, 'obs.setup' | 'obs.acknowledge'> {
  const { control, cues, chapters } = parts;
  return {
    'scene.set': async ({ scene, preview }) => {
      if (!preview) cues.chosenByHand(scene);
      const answer = await control.setScene({ scene, preview });
      return answer.ok ? { ok: true, scene: answer.scene } : answer;
    },
    'source.show': async (wish) => {
      cues.sourceByHand(wish.source);
      const answer = await control.showSource(wish);
      return answer.ok ? { ok: true, on: answer.on } : answer;
    },
    'recording.set': ({ on }) => control.setRecording(on),
    'stream.set': ({ on }) => control.setStream(on),
    'recording.chapter': ({ name }) => chapters.chapterNow(name),
  };
}

/** Does a cue of the scene rules in OBS, unless it is too late when its turn comes. */
export function sceneCueDoer(control: ObsControl, clock: Clock): (cue: SceneCue) => Promise<CueAnswer> {
  return async (cue) => {
    const isStillWanted = () => clock.now() <= cue.expiresAt;
    const { scene } = cue;
    return cue.do === 'scene'
      ? control.setScene({ scene, keepPreview: true, isStillWanted })
      : control.showSource({ source: cue.source, scene, on: cue.on, items: cue.items, isStillWanted });
  };
}
