// Texts and the cover, brought into their sources: what changed in one batch, every answer looked at, nothing where nothing changed.
// A source that OBS refuses holds back no other, and is asked again at once when it is to show something else.

import { jsonEqual } from '@tracord/shared/merge-patch.ts';
import { doubling, Output, type Step, wholly } from '@tracord/shared/output.ts';
import type { Clock } from '#kernel/clock.ts';
import { DomainError } from '#kernel/domain-error.ts';
import type { Logger } from '#kernel/logger.ts';
import type { Binding } from './bindings.ts';
import { inputRef } from './bindings-read.ts';
import { LOST, OBS_CODES, type ObsAnswer, type ObsInput, type ObsLink } from './link.ts';
import { isTextSource, type Shown } from './source-texts.ts';
import { familyOf } from './text-kinds.ts';

export type Target = { what: string; input: ObsInput };

/** `coverFile`: absolute path; absent: none is ready, the one that is shown stays. */
export type OutputSource = { targets: readonly Target[]; texts?: Shown['texts']; coverFile?: string };

type Write = { ref: Record<string, unknown>; settings: Record<string, unknown> };
type OneOutput = Output<Write, Write, Step & { wanted: Write }>;
/** `isRefused`: the last write failed. */
type One = { output: OneOutput; wish: Write; isRefused: boolean };

export type TextOutputParts = {
  link: Pick<ObsLink, 'batch'>;
  clock: Clock;
  log: Logger;
  /** A source is not there under the name or UUID it had. */
  onGone: () => void;
  /** OBS has this file now. */
  onCoverShown: (file: string) => void;
};

export class TextOutput {
  readonly #parts: TextOutputParts;
  /** By target. */
  readonly #outputs = new Map<string, One>();
  /** Wished in this turn: sent together at its end. */
  #together: { write: Write; answered: (answer: ObsAnswer) => void }[] = [];

  constructor(parts: TextOutputParts) {
    this.#parts = parts;
  }

  /** This is wished from now on; of what is no target any more, nothing is. */
  update(source: OutputSource): void {
    const wanted = wantedOf(source);
    for (const [key, { output }] of this.#outputs) {
      if (wanted.has(key)) continue;
      output.close();
      this.#outputs.delete(key);
    }
    for (const [key, write] of wanted) this.#wish(key, write);
  }

  /** What OBS shows is not known any more. */
  forget(): void {
    for (const { output } of this.#outputs.values()) output.forget();
  }

  close(): void {
    this.update({ targets: [] });
  }

  #wish(key: string, write: Write): void {
    const one = this.#outputs.get(key) ?? this.#add(key, write);
    const isOther = !jsonEqual(one.wish, write);
    one.wish = write;
    one.output.update(write);
    // It may be a mask: the wait after a fault is for what was refused.
    if (isOther && one.isRefused) one.output.forget();
  }

  #add(key: string, wish: Write): One {
    const { clock, log } = this.#parts;
    const output: OneOutput = new Output({
      clock,
      project: (wanted) => ({ wanted }),
      diff: wholly,
      send: async ({ wanted }) => {
        await this.#send(wanted);
        one.isRefused = false;
      },
      // Mostly a name that was changed this moment.
      waitAfterFaultMs: doubling(200, 60_000),
      onFault: (fault, { wanted }) => {
        one.isRefused = true;
        log.warn('sources.not-written', { ...wanted.ref, error: fault });
      },
    });
    const one: One = { output, wish, isRefused: false };
    this.#outputs.set(key, one);
    return one;
  }

  async #send(write: Write): Promise<void> {
    const { onGone, onCoverShown } = this.#parts;
    const answer = await new Promise<ObsAnswer>((answered) => {
      this.#together.push({ write, answered });
      if (this.#together.length === 1) queueMicrotask(() => void this.#sendTogether());
    });
    if (!answer.ok) {
      if (answer.code === OBS_CODES.notFound) onGone();
      throw new DomainError('obs-refused', `OBS did not take a text or a picture: ${answer.message}`);
    }
    if (typeof write.settings.file === 'string') onCoverShown(write.settings.file);
  }

  async #sendTogether(): Promise<void> {
    const together = this.#together;
    this.#together = [];
    const answers = await this.#parts.link.batch(
      together.map(({ write: { ref, settings } }) => ({
        type: 'SetInputSettings',
        data: { ...ref, inputSettings: settings },
      })),
    );
    for (const [index, { answered }] of together.entries()) answered(answers[index] ?? LOST);
  }
}

function wantedOf({ targets, texts, coverFile }: OutputSource): Map<string, Write> {
  const wanted = new Map<string, Write>();
  for (const { what, input } of targets) {
    const ref = inputRef(input);
    const key = JSON.stringify([what, ref]);
    if (isTextSource(what)) {
      if (texts !== undefined) wanted.set(key, { ref, settings: { text: texts[what] } });
    } else if (coverFile !== undefined) {
      wanted.set(key, { ref, settings: { file: coverFile } });
    }
  }
  return wanted;
}

/** Those that a text or a picture is written to: what is bound, and what else carries our mark. */
export function targetsOf(bindings: readonly Binding[], marked: readonly Target[]): Target[] {
  const bound = bindings.flatMap(({ what, input }): Target[] =>
    input === undefined ? [] : [{ what, input: { name: input.name, uuid: input.uuid, kind: input.kind } }],
  );
  const copies = marked.filter(({ input }) => !bound.some((target) => target.input.name === input.name));
  return [...bound, ...copies].filter(({ what }) => familyOf(what) !== 'browser');
}
