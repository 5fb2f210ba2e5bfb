// Writes the profiles that come with the plugin as .streamDeckProfile files. The format is not documented; this is the
// second one ("Version": "2.0"), which the app writes up to 6.9; that later ones read it is not confirmed:
// <uuid>.sdProfile/manifest.json and Profiles/<page>/manifest.json, keys by "column,row".

import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { type Placed, PROFILE_LAYOUTS, type ProfileLayout } from './profile-layouts.ts';

/** The earliest that a zip archive can say: the same files make the same archive. */
const MADE_AT = new Date(1980, 0, 1);

type ManifestAction = { UUID: string; Name: string };
export type PluginManifest = { UUID: string; Actions: ManifestAction[] };

export function writeProfiles(folder: string, manifest: PluginManifest): void {
  mkdirSync(folder, { recursive: true });
  for (const layout of PROFILE_LAYOUTS) {
    writeFileSync(
      join(folder, `${layout.name}.streamDeckProfile`),
      zipSync(profileFiles(layout, manifest), { mtime: MADE_AT }),
    );
  }
}

function profileFiles(layout: ProfileLayout, plugin: PluginManifest): Record<string, Uint8Array> {
  const { name, uuid, pageUuid, model, dials, keys, dialActions } = layout;
  const root = `${uuid}.sdProfile`;
  const file = (path: string, value: unknown) => ({ [`${root}/${path}`]: Buffer.from(JSON.stringify(value)) });
  const grid = keys.flatMap((row, y) => row.map((placed, x) => [`${x},${y}`, placed] as const));
  const strip = dialActions.map((placed, x) => [`${x},0`, placed] as const);
  const made = (placed: readonly (readonly [string, Placed | undefined])[], kind: string) =>
    Object.fromEntries(
      placed.flatMap(([at, one]) => (one ? [[at, actionEntry(one, plugin, `${uuid}/${kind}/${at}`)]] : [])),
    );
  const controllers = [{ Actions: made(grid, 'key'), Type: 'Keypad' }];
  if (dials > 0) controllers.push({ Actions: made(strip, 'dial'), Type: 'Encoder' });
  return {
    ...file('manifest.json', {
      Device: { Model: model, UUID: '' },
      Name: name,
      Pages: { Current: pageUuid, Pages: [pageUuid] },
      Version: '2.0',
    }),
    ...file(`Profiles/${pageFolder(pageUuid)}/manifest.json`, { Controllers: controllers }),
  };
}

function actionEntry({ action, settings = {} }: Placed, plugin: PluginManifest, seed: string): object {
  const uuid = `${plugin.UUID}.${action}`;
  const known = plugin.Actions.find(({ UUID }) => UUID === uuid);
  if (known === undefined) throw new Error(`a profile places ${uuid}, which manifest.json does not have`);
  return {
    ActionID: stableUuid(seed),
    LinkedTitle: true,
    Name: known.Name,
    Settings: settings,
    State: 0,
    States: [{}],
    UUID: uuid,
  };
}

/** A page's folder is named by its UUID in base 32 with an alphabet of the app's own, and a "Z" at the end. */
export function pageFolder(pageUuid: string): string {
  const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTVW';
  // 128 bits, filled up to 26 digits of 5 bits.
  const bits = BigInt(`0x${pageUuid.replaceAll('-', '')}`) << 2n;
  const digits = Array.from({ length: 26 }, (_, index) => alphabet[Number((bits >> BigInt(5 * (25 - index))) & 31n)]);
  return `${digits.join('')}Z`;
}

/** The same for the same place, so that a profile built anew is the same file. */
function stableUuid(seed: string): string {
  const hex = createHash('sha256').update(seed).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
