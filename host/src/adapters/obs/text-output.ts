// Texts and the cover, brought into their sources: what changed in one batch, every answer looked at, nothing where nothing changed.

import { jsonEqual } from '@tracord/shared/merge-patch.ts';
import { doubling, Output, type Step } from '@tracord/shared/output.ts';
import type { Clock } from '#kernel/clock.ts';
import { DomainError } from '#kernel/domain-error.ts';
import type { Logger } from '#kernel/logger.ts';
import type { Binding } from './bindings.ts';
import { inputRef } from './bindings-read.ts';
import type { ObsInput, ObsLink } from './link.ts';
import { isTextSource, type Shown } from './source-texts.ts';
import { familyOf } from './text-kinds.ts';

export type Target = { what: string; input: ObsInput };

/** `coverFile`: absolute path; absent: none is ready, the one that is shown stays. */
export type OutputSource = { targets: readonly Target[]; texts?: Shown['texts']; coverFile?: string };

type Write = { ref: Record<string, unknown>; settings: Record<string, unknown> };
/** By target. */
type Wanted = Record<string, Write>;
type WriteStep = Step & { writes: Write[] };

/** OBS: there is no such source. */
const NOT_FOUND = 600;

export type TextOutput = Output<OutputSource, Wanted, WriteStep>;

/** `onGone`: a source is not there under the name or UUID it had. `onCoverShown`: OBS has this file now. */
export function textOutput(parts: {
  link: ObsLink;
  clock: Clock;
  log: Logger;
  onGone: () => void;
  onCoverShown: (file: string) => void;
}): TextOutput {
  const { link, clock, log, onGone, onCoverShown } = parts;
  return new Output({
    clock,
    project: ({ targets, ...shown }) => ({ wanted: wantedOf(targets, shown) }),
    diff: (known, wanted) => {
      const writes = Object.entries(wanted).filter(([key, write]) => !jsonEqual(known?.[key], write));
      if (writes.length === 0) return [];
      const reason = known === undefined ? 'what OBS shows is not known' : 'it changed';
      return [{ reason, writes: writes.map(([, write]) => write) }];
    },
    send: async ({ writes }) => {
      const answers = await link.batch(
        writes.map(({ ref, settings }) => ({ type: 'SetInputSettings', data: { ...ref, inputSettings: settings } })),
      );
      const failed = answers.flatMap((answer) => (answer.ok ? [] : [answer]));
      if (failed.some(({ code }) => code === NOT_FOUND)) onGone();
      const [first] = failed;
      // All of it is sent again, unless what was gone is left out of the wish by then.
      if (first !== undefined) {
        throw new DomainError('obs-refused', `OBS did not take a text or a picture: ${first.message}`);
      }
      for (const { settings } of writes) if (typeof settings.file === 'string') onCoverShown(settings.file);
    },
    // Mostly a name that was changed this moment.
    waitAfterFaultMs: doubling(200, 60_000),
    onFault: (fault) => log.warn('sources.not-written', { error: fault }),
  });
}

function wantedOf(targets: readonly Target[], { texts, coverFile }: Omit<OutputSource, 'targets'>): Wanted {
  const wanted: Wanted = {};
  for (const { what, input } of targets) {
    const ref = inputRef(input);
    const key = JSON.stringify([what, ref]);
    if (isTextSource(what)) {
      if (texts !== undefined) wanted[key] = { ref, settings: { text: texts[what] } };
    } else if (coverFile !== undefined) {
      wanted[key] = { ref, settings: { file: coverFile } };
    }
  }
  return wanted;
}

/** Those that a text or a picture is written to. */
export function targetsOf(bindings: readonly Binding[]): Target[] {
  return bindings.flatMap(({ what, input }) =>
    input === undefined || familyOf(what) === 'browser'
      ? []
      : [{ what, input: { name: input.name, uuid: input.uuid, kind: input.kind } }],
  );
}
