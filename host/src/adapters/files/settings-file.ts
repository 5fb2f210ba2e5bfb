// The user's settings: one commented YAML file, then TRACORD_… variables, then flags. A file that cannot be understood
// changes nothing: the answer names every problem, and the settings last understood where they are known.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Settings } from '@tracord/shared/settings.ts';
import writeFileAtomic from 'write-file-atomic';
import type { Clock } from '#kernel/clock.ts';
import { messageOf } from '#kernel/domain-error.ts';
import { textOf, watchText } from './file-watch.ts';
import { settingsLost } from './settings-loss.ts';
import { environmentName, overrides, type SettingFlags, strayVariables } from './settings-override.ts';
import { issueInWords, type SettingsProblem } from './settings-problem.ts';
import { settingsTemplate } from './settings-template.ts';
import { soundSettings } from './sound-settings.ts';
import { decodeText, readYaml } from './yaml-file.ts';

export type SettingsSource = {
  /** Path of settings.yaml. */
  file: string;
  env: NodeJS.ProcessEnv;
  flags?: SettingFlags;
  /** Where a copy of the file is kept each time it was understood; answers for it at a start with a broken one. */
  lastGoodFile?: string;
};

export type SettingsResult =
  | { ok: true; settings: Settings; warnings: SettingsProblem[] }
  /** `lastGood`: the settings before the file broke, with variables and flags as they are now. */
  | { ok: false; problems: SettingsProblem[]; lastGood?: Settings };

/**
 * Creates the file, unless it exists: as it last was understood, where a copy of that is left, for a file that was lost
 * must not take the masks along; else with every setting commented out. True when it was created.
 */
export function createSettingsFile(file: string, lastGoodFile?: string): boolean {
  if (existsSync(file)) return false;
  mkdirSync(path.dirname(file), { recursive: true });
  const before = lastGoodFile === undefined ? undefined : textOf(lastGoodFile);
  writeFileSync(file, before?.trim() ? before : settingsTemplate(), { flag: 'wx' });
  return true;
}

/**
 * Reads file, environment and flags. A file that does not exist sets nothing; one that became empty, or lost its masks as
 * a whole, is not believed while `lastGoodFile` says what stood there. `known`: the file's text, where it was read already. Never throws.
 */
export function loadSettings(source: SettingsSource, known?: string): SettingsResult {
  let text: string;
  try {
    text = known ?? (existsSync(source.file) ? decodeText(readFileSync(source.file)) : '');
  } catch (error) {
    return failed(source, [unreadable(source.file, error)]);
  }
  const result = settingsFrom(text, source);
  if (!result.ok) return failed(source, result.problems);
  const before = source.lastGoodFile === undefined ? undefined : textOf(source.lastGoodFile);
  const lost = before === undefined ? undefined : settingsLost(before, text, path.basename(source.file));
  if (lost !== undefined) return failed(source, [lost]);
  const notKept = keepLastGood(source.lastGoodFile, text);
  return notKept === undefined ? result : { ...result, warnings: [...result.warnings, notKept] };
}

/** `since`: the file's text as the caller knows it. */
export type SettingsWatch = { since: string | undefined; onChange: (result: SettingsResult) => void };

/**
 * Calls back with the new settings, or the problems, each time the file's text changed and was quiet for a moment.
 * A file that vanished is a problem, not a return to the defaults. Resolves once the file is being watched.
 */
export async function watchSettings(
  source: SettingsSource,
  clock: Clock,
  { since, onChange }: SettingsWatch,
): Promise<{ stop(): Promise<void> }> {
  return watchText(source.file, clock, {
    since,
    onChange: (text) => {
      onChange(text === undefined ? failed(source, [vanished(source.file)]) : loadSettings(source, text));
    },
  });
}

function settingsFrom(text: string, { file, env, flags = {} }: SettingsSource): SettingsResult {
  const read = readYaml(text, soundSettings, path.basename(file));
  const problems: SettingsProblem[] = read.ok ? [] : read.problems;
  const given: Record<string, Record<string, unknown>> = read.ok ? structuredClone(read.given) : {};
  for (const { setting, value, from } of overrides(env, flags)) {
    const { section, key } = setting;
    const tried = soundSettings.safeParse({ [section]: { [key]: value } });
    if (tried.success) {
      given[section] = { ...given[section], [key]: value };
    } else {
      for (const issue of tried.error.issues.slice(0, 1)) {
        const { message, remedy } = issueInWords(issue, value);
        problems.push({
          path: setting.path,
          message: `${from}: ${message}.`,
          remedy: remedy.replace(BEHIND_COLON, '.'),
        });
      }
    }
  }
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, settings: soundSettings.parse(given), warnings: strayVariables(env).map(strayWarning) };
}

/** A variable has no line to write to or to comment out. */
const BEHIND_COLON = /( behind the colon)?, or put a # in front of the line\.$/;

function failed(source: SettingsSource, problems: SettingsProblem[]): SettingsResult {
  const text = source.lastGoodFile === undefined ? undefined : textOf(source.lastGoodFile);
  if (text === undefined) return { ok: false, problems };
  const before = settingsFrom(text, source);
  return before.ok ? { ok: false, problems, lastGood: before.settings } : { ok: false, problems };
}

function keepLastGood(file: string | undefined, text: string): SettingsProblem | undefined {
  if (file === undefined || textOf(file) === text) return undefined;
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileAtomic.sync(file, text);
    return undefined;
  } catch (error) {
    return {
      path: '',
      message: `A copy of the settings could not be kept: ${messageOf(error)}.`,
      remedy: `Make sure that the folder ${path.dirname(file)} can be written to.`,
    };
  }
}

function unreadable(file: string, error: unknown): SettingsProblem {
  return {
    path: '',
    message: `${file} could not be read: ${messageOf(error)}.`,
    remedy: 'Make sure that it is a file, and that you may read it.',
  };
}

function vanished(file: string): SettingsProblem {
  return {
    path: '',
    message: `${file} is gone; the settings before stay in force.`,
    remedy: 'Put it back, or start TraCord anew: it writes the file as it last was.',
  };
}

function strayWarning({ name, meant }: { name: string; meant?: string }): SettingsProblem {
  return {
    path: '',
    message: `The environment variable ${name} sets nothing.`,
    remedy: meant === undefined ? `Names are like ${environmentName('broadcast.port')}.` : `Did you mean ${meant}?`,
  };
}
