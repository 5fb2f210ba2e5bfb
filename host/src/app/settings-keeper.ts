// The settings in force: loaded at start, watched, published, and handed to whoever depends on a section when it changed.

import { join } from 'node:path';
import { jsonEqual } from '@tracord/shared/merge-patch.ts';
import { DEFAULT_SETTINGS, type Settings } from '@tracord/shared/settings.ts';
import type { OperatorTopics } from '@tracord/shared/topics.ts';
import { textOf } from '#adapters/files/file-watch.ts';
import {
  createSettingsFile,
  loadSettings,
  type SettingsResult,
  type SettingsSource,
  watchSettings,
} from '#adapters/files/settings-file.ts';
import type { SettingsProblem } from '#adapters/files/settings-problem.ts';
import { systemClock } from '#kernel/clock.ts';
import { DomainError } from '#kernel/domain-error.ts';
import type { HealthReporter } from '#kernel/health.ts';
import type { Logger } from '#kernel/logger.ts';
import type { TopicStore } from '#kernel/topic-store.ts';
import type { Options } from './options.ts';

type Section = keyof Settings;

export class SettingsKeeper {
  readonly file: string;
  readonly #source: SettingsSource;
  readonly #topics: TopicStore<OperatorTopics>;
  readonly #report: HealthReporter;
  readonly #log: Logger;
  readonly #listeners: { sections: Section[]; call: () => void }[] = [];
  /** The file as it was read at first; undefined: there was nothing to read. */
  readonly #text: string | undefined;
  #settings: Settings = DEFAULT_SETTINGS;
  #watch: { stop(): Promise<void> } | undefined;

  /** Creates the file where there is none. A file that cannot be understood leaves the last good settings in force, and
   * `health` says so; where there are none, or a flag is wrong, DomainError `bad-settings`. */
  constructor(
    folder: string,
    options: Options,
    env: NodeJS.ProcessEnv,
    topics: TopicStore<OperatorTopics>,
    report: HealthReporter,
    log: Logger,
  ) {
    this.file = join(folder, 'settings.yaml');
    const lastGoodFile = join(folder, 'settings.last-good.yaml');
    this.#source = { file: this.file, env, flags: options.settings, lastGoodFile };
    this.#topics = topics;
    this.#report = report;
    this.#log = log;
    createSettingsFile(this.file, lastGoodFile);
    this.#text = textOf(this.file);
    const result = loadSettings(this.#source, this.#text);
    if (!result.ok && result.lastGood === undefined) {
      // The defaults would do for everything but the masks: better no host than a secret on the screen.
      throw new DomainError('bad-settings', result.problems.map(sentence).join(' '));
    }
    this.#take(result);
  }

  get current(): Settings {
    return this.#settings;
  }

  /** Calls back when one of these sections changed. */
  onChange(sections: Section[], call: () => void): void {
    this.#listeners.push({ sections, call });
  }

  async watch(): Promise<void> {
    const onChange = (result: SettingsResult) => this.#take(result);
    this.#watch = await watchSettings(this.#source, systemClock, { since: this.#text, onChange });
  }

  async stop(): Promise<void> {
    await this.#watch?.stop();
  }

  #take(result: SettingsResult): void {
    const before = this.#settings;
    if (result.ok) {
      this.#settings = result.settings;
      this.#reportWarnings(result.warnings);
    } else {
      this.#settings = result.lastGood ?? before;
      const [first] = result.problems;
      const more = result.problems.length > 1 ? ` (and ${result.problems.length - 1} more)` : '';
      this.#log.warn('settings.refused', { problems: result.problems.map(sentence) });
      this.#report({
        status: 'warn',
        message: 'The settings file has a mistake; the settings before it stay in force.',
        remedy: first && `${sentence(first)}${more}`,
      });
    }
    this.#topics.set('settings', this.#settings);
    for (const { sections, call } of this.#listeners) {
      if (sections.some((section) => !jsonEqual(before[section], this.#settings[section]))) call();
    }
  }

  #reportWarnings(warnings: SettingsProblem[]): void {
    const [first] = warnings;
    for (const warning of warnings) this.#log.warn('settings.warning', { warning: sentence(warning) });
    if (first === undefined) this.#report({ status: 'ok', message: 'The settings are in force.' });
    else this.#report({ status: 'warn', message: 'A setting has no effect.', remedy: sentence(first) });
  }
}

function sentence({ message, remedy }: SettingsProblem): string {
  return `${message} ${remedy}`;
}
