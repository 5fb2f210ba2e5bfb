// Builds the Stream Deck plugin whole: the folder as the app installs it, with code, profiles and licences.

import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundlePlugin } from './bundle.ts';
import { type PluginManifest, writeProfiles } from './profiles.ts';

export const PLUGIN_FOLDER = 'com.tracord.dj.sdPlugin';
export const PLUGIN_SOURCE = fileURLToPath(new URL(`../../streamdeck-plugin/${PLUGIN_FOLDER}`, import.meta.url));
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What is made, not written: left out when the source folder is copied. */
const MADE = ['bin', 'profiles', 'logs'];

/** `folder`: the .sdPlugin folder to make or renew; by default in place, beside the plugin's sources. */
export async function buildPlugin(folder = PLUGIN_SOURCE): Promise<void> {
  if (resolve(folder) !== resolve(PLUGIN_SOURCE)) {
    mkdirSync(folder, { recursive: true });
    cpSync(PLUGIN_SOURCE, folder, { recursive: true, filter: (from) => !MADE.includes(basename(from)) });
  }
  for (const name of MADE) rmSync(join(folder, name), { recursive: true, force: true });
  await bundlePlugin(join(folder, 'bin'));
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as PluginManifest;
  writeProfiles(join(folder, 'profiles'), manifest);
  const license = join(ROOT, 'LICENSE');
  if (existsSync(license)) cpSync(license, join(folder, 'bin', 'LICENSE'));
}
