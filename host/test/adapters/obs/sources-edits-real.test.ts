import type { OBSWebSocket } from 'obs-websocket-js/json';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RealObs, realObsMissing, startRealObs } from '../../../../test/fakes/real-obs.ts';
import { until } from '../../../../test/fakes/until.ts';
import { type Names, RandomEdits } from './random-edits.ts';
import { playing, removeInputs, secondClient, startSources } from './sources-for-test.ts';
import { everythingElse } from './sources-snapshot.ts';

const OURS = ['image:cover', 'text:artist', 'text:line', 'text:next', 'text:requests', 'text:title'];
const AT_ONCE = 25;
/** A thousand edits take OBS about five seconds where it has a core of its own. */
const LONGEST_MS = 60_000;

describe.skipIf(realObsMissing !== undefined)(
  'a second client that edits OBS at random (needs obs-studio and Xvfb)',
  () => {
    let obs: RealObs;
    beforeEach(async () => {
      obs = await startRealObs({ collections: { Show: ['Main', 'Break', 'Outro'] } });
    });
    afterEach(() => obs?.stop());

    it.each([
      { watched: true, seed: 4, edits: 1_000 },
      { watched: false, seed: 5, edits: 200 },
    ])(
      'is repaired once after $edits edits (we watch: $watched), and nothing else is touched',
      // OBS 29 itself ends now and then while two clients edit at once: then the same once more.
      { retry: 1, timeout: LONGEST_MS },
      async ({ watched, seed, edits }) => {
        const ours = startSources(obs);
        const dj = await secondClient(obs);
        try {
          await ours.connected();
          expect(await ours.sources.setup({ sources: OURS })).toMatchObject({ ok: true, unavailable: [] });
          ours.sources.update(playing('Before', 'Before'));
          if (!watched) ours.link.stop();
          await edit(dj, new RandomEdits(seed), edits);
          ours.sources.update(playing('After', 'After'));

          const before = await atRest(dj);
          if (!watched) ours.link.start();
          await ours.connected();
          const answer = await ours.sources.setup({ sources: OURS });

          expect(answer).toMatchObject({ ok: true, unavailable: [] });
          expect(Object.keys(ours.found()).sort()).toEqual(OURS);
          // At a connection of our own they were made again before anybody asked.
          if (watched)
            expect(answer).toMatchObject({
              sources: expect.arrayContaining([expect.objectContaining({ outcome: 'made' })]),
            });
          for (const [what, inputName] of Object.entries(ours.found())) {
            await until(async () => {
              const { inputSettings } = await dj.call('GetInputSettings', { inputName });
              expect(inputSettings.tracord).toBe(what);
              if (what === 'text:title') expect(inputSettings.text).toBe('After');
            });
          }
          await until(async () => expect(await everythingElse(dj)).toEqual(before));
        } finally {
          await removeInputs(dj);
          await dj.disconnect();
          ours.stop();
        }
      },
    );
  },
);

/** OBS removes what no scene has any more a moment later. */
async function atRest(dj: OBSWebSocket) {
  let last: unknown;
  await until(async () => {
    const before = last;
    await new Promise((resolve) => setTimeout(resolve, 200));
    last = await everythingElse(dj);
    expect(last).toEqual(before);
  });
  return last;
}

async function namesIn(dj: OBSWebSocket): Promise<Names> {
  const { inputs } = await dj.call('GetInputList');
  const { scenes } = await dj.call('GetSceneList');
  const names = scenes.map(({ sceneName }) => String(sceneName));
  const lists = await Promise.all(names.map((sceneName) => dj.call('GetSceneItemList', { sceneName })));
  return {
    inputs: inputs.map(({ inputName }) => String(inputName)),
    scenes: names,
    items: names.flatMap((sceneName, index) =>
      (lists[index]?.sceneItems ?? []).map(({ sceneItemId }) => ({ sceneName, sceneItemId: Number(sceneItemId) })),
    ),
  };
}

/** Rejects when OBS has ended: nobody would be answered any more. */
function isGone(dj: OBSWebSocket): Promise<never> {
  return new Promise((_, reject) => dj.once('ConnectionClosed', () => reject(new Error('OBS has ended'))));
}

/** What OBS refuses (a name that is taken, an item that is gone by now) does not count. */
async function edit(dj: OBSWebSocket, edits: RandomEdits, count: number): Promise<void> {
  let done = 0;
  for (let batches = 0; done < count; batches += 1) {
    expect(batches).toBeLessThan(count);
    // Between two questions OBS may remove what it had listed.
    edits.believe(await until(() => namesIn(dj)));
    const asked = Array.from({ length: AT_ONCE }, () => edits.next());
    const answers = await Promise.race([dj.callBatch(asked), isGone(dj)]);
    done += answers.filter(({ requestStatus }) => requestStatus.result).length;
  }
}
