// Makes a source of ours in OBS, or repairs one. It is hidden until it stands in its place, so that nobody sees it jump.
// Of what is there only this is ever changed: an address that leads nowhere, a text read from a file, an item that nobody can see.

import type { Logger } from '#kernel/logger.ts';
import type { Binding, SeenInput } from './bindings.ts';
import { inputRef } from './bindings-read.ts';
import { LOST, type ObsAnswer, type ObsItem, type ObsLink, type ObsState } from './link.ts';
import { isHere, isOurAddress } from './refresh.ts';
import { freeName, MARK, newSource, pageAddress, placeOf, usualName } from './setup-design.ts';
import { isLost, isUnplaced } from './setup-place.ts';
import { fileSetting, isBrowser } from './text-kinds.ts';

export type Made = { ok: true; input: SeenInput } | { ok: false; why: string; isAway?: true };

type Parts = { link: ObsLink; webPort: number };

/** The name is in use. */
const EXISTS = 601;
const CONNECTION_LOST = -1;

/** Makes `what` in `scene`, on top of what is there; `name`: as it was called before. */
export async function makeSource(
  { link, webPort }: Parts,
  state: ObsState,
  what: string,
  scene: string,
  name = usualName(what),
): Promise<Made> {
  const source = newSource(what, state, webPort);
  if (source === undefined) return { ok: false, why: lackOf(what) };
  const taken = new Set([...state.inputs, ...state.scenes].map((known) => known.name));
  for (;;) {
    const inputName = freeName(name, taken);
    const { kind, settings } = source;
    const data = { sceneName: scene, inputName, inputKind: kind, inputSettings: settings, sceneItemEnabled: false };
    const made = await link.request('CreateInput', data);
    if (!made.ok && made.code === EXISTS) {
      // Groups and what was made a moment ago have names too.
      taken.add(inputName);
      continue;
    }
    if (!made.ok) return refused(made);
    const { sceneItemId, inputUuid } = made.data;
    const placed = await place(link, what, state, scene, sceneItemId);
    if (placed !== undefined) return placed;
    const uuid = typeof inputUuid === 'string' ? inputUuid : undefined;
    return { ok: true, input: { name: inputName, uuid, kind, settings } };
  }
}

/** Whether something had to be put right in the settings of a source that setup made; undefined where OBS refused it. */
export async function repairSettings(
  { link, webPort }: Parts,
  what: string,
  input: SeenInput,
): Promise<boolean | undefined> {
  const wrong = wrongSettings(what, input, webPort);
  if (Object.keys(wrong).length === 0) return false;
  const answer = await link.request('SetInputSettings', { ...inputRef(input), inputSettings: wrong });
  return answer.ok ? true : undefined;
}

/** Puts `input` into `scene` where it is not in it, and in its place again where nobody could see it there. What the DJ moved, hid or
 * made larger stays so. */
export async function repairItem(
  link: ObsLink,
  state: ObsState,
  what: string,
  input: SeenInput,
  scene: string,
): Promise<{ ok: true; repaired: boolean } | (Made & { ok: false })> {
  const found = await link.request('GetSceneItemId', { sceneName: scene, sourceName: input.name });
  const shown = state.scenes.find(({ name }) => name === scene);
  if (!found.ok && (await isInGroup(link, shown?.items ?? [], input.name))) return { ok: true, repaired: false };
  if (!found.ok) {
    const source = { sceneName: scene, sourceName: input.name, sceneItemEnabled: false };
    const made = await link.request('CreateSceneItem', source);
    if (!made.ok) return refused(made);
    const failed = await place(link, what, state, scene, made.data.sceneItemId);
    return failed ?? { ok: true, repaired: true };
  }
  const { sceneItemId } = found.data;
  const item = { sceneName: scene, sceneItemId };
  const seen = await look(link, item);
  if (!seen.ok) return refused(seen);
  if (!isLost(seen.transform, seen.isEnabled, state.canvas)) return { ok: true, repaired: false };
  const shows = seen.isEnabled || isUnplaced(seen.transform, seen.isEnabled);
  const failed = await place(link, what, state, scene, sceneItemId, shows);
  return failed ?? { ok: true, repaired: true };
}

/** Puts in its place what setup had only made: OBS saves a source as it is made, and not again before it crashed. */
export async function placeUnplaced(
  { link, log }: { link: ObsLink; log: Logger },
  state: ObsState,
  bindings: readonly Binding[],
): Promise<void> {
  const here = link.here();
  for (const { what, by, name, scene, input } of bindings) {
    if (by !== 'setup' || scene === undefined || input === undefined) continue;
    const found = await here.request('GetSceneItemId', { sceneName: scene, sourceName: input.name });
    // Taken out by the DJ, or in a group.
    if (!found.ok) continue;
    const { sceneItemId } = found.data;
    const seen = await look(here, { sceneName: scene, sceneItemId });
    if (!seen.ok || !isUnplaced(seen.transform, seen.isEnabled)) continue;
    const failed = await place(here, what, state, scene, sceneItemId);
    log.info('source.placed', { what, name, scene, why: failed?.why });
  }
}

async function look(
  link: ObsLink,
  item: { sceneName: string; sceneItemId: unknown },
): Promise<{ ok: true; transform: unknown; isEnabled: boolean } | (ObsAnswer & { ok: false })> {
  const [transform = LOST, enabled = LOST] = await link.batch([
    { type: 'GetSceneItemTransform', data: item },
    { type: 'GetSceneItemEnabled', data: item },
  ]);
  if (!transform.ok) return transform;
  if (!enabled.ok) return enabled;
  return {
    ok: true,
    transform: transform.data.sceneItemTransform,
    isEnabled: enabled.data.sceneItemEnabled === true,
  };
}

/** Why this OBS cannot make it, and what to ask for instead. */
function lackOf(what: string): string {
  if (!what.startsWith('overlay:')) return 'This OBS has no source of that kind; the package of OBS leaves it out.';
  return 'This OBS has no browser source. Ask for text:title, text:artist and image:cover instead: they show what is on air without one.';
}

async function place(
  link: ObsLink,
  what: string,
  { canvas }: ObsState,
  scene: string,
  sceneItemId: unknown,
  shows = true,
): Promise<(Made & { ok: false }) | undefined> {
  const item = { sceneName: scene, sceneItemId };
  const answers = await link.batch(
    [
      { type: 'SetSceneItemTransform', data: { ...item, sceneItemTransform: placeOf(what, canvas) } },
      ...(shows ? [{ type: 'SetSceneItemEnabled', data: { ...item, sceneItemEnabled: true } }] : []),
    ],
    { halt: true },
  );
  const failed = answers.find((answer) => !answer.ok);
  return failed === undefined || failed.ok ? undefined : refused(failed);
}

function wrongSettings(what: string, { kind, settings }: SeenInput, webPort: number): Record<string, unknown> {
  const wrong: Record<string, unknown> = settings[MARK] === what ? {} : { [MARK]: what };
  if (isBrowser(kind)) {
    if (settings.is_local_file === true) wrong.is_local_file = false;
    const url = addressFor(settings.url, what, webPort);
    if (url !== settings.url) wrong.url = url;
  } else if (what.startsWith('text:') && settings[fileSetting(kind)] === true) {
    wrong[fileSetting(kind)] = false;
  }
  return wrong;
}

/** What an address is to be: ours, with the theme and the options it had, where it is empty or was ours at an earlier port. Any other
 * was written by the DJ, who may have OBS on another computer. */
function addressFor(old: unknown, what: string, webPort: number): unknown {
  const ours = pageAddress(what, webPort);
  if (typeof old !== 'string' || old.trim() === '') return ours;
  const isAtEarlierPort =
    isHere(old) && !isOurAddress(old, webPort) && new URL(old).pathname === new URL(ours).pathname;
  return isAtEarlierPort ? ours + new URL(old).search : old;
}

/** Whether one of these items is a group that holds it: the DJ may have put it there. */
export async function isInGroup(link: ObsLink, items: readonly ObsItem[], name: string): Promise<boolean> {
  // Scenes and groups have no kind; only groups answer.
  const nested = items.filter(({ kind }) => kind === undefined);
  if (nested.length === 0) return false;
  const answers = await link.batch(
    nested.map((item) => ({ type: 'GetGroupSceneItemList', data: { sceneName: item.name } })),
  );
  return answers.some(
    (answer) =>
      answer.ok &&
      Array.isArray(answer.data.sceneItems) &&
      answer.data.sceneItems.some((item: { sourceName?: unknown }) => item.sourceName === name),
  );
}

function refused({ code, message }: ObsAnswer & { ok: false }): Made & { ok: false } {
  return { ok: false, why: `OBS refused it: ${message}`, ...(code === CONNECTION_LOST && { isAway: true }) };
}
