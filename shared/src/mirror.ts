// A client's copy of the topics it follows. Pure: it is given snapshots and patches, and says when it has lost the thread.

import { apply } from './merge-patch.ts';
import type { Patch, Snapshot } from './protocol.ts';

export class Mirror {
  readonly #topics = new Map<string, { rev: number; value: unknown }>();

  /** The value of a topic, or undefined before its first snapshot. */
  value(topic: string): unknown {
    return this.#topics.get(topic)?.value;
  }

  takeSnapshot(snapshot: Snapshot): void {
    this.#topics.set(snapshot.topic, { rev: snapshot.rev, value: snapshot.value });
  }

  /** 'changed'; 'old' for a patch the snapshot already contains; 'gap' when one is missing: subscribe again. */
  takePatch(patch: Patch): 'changed' | 'old' | 'gap' {
    const held = this.#topics.get(patch.topic);
    if (held === undefined) return 'gap';
    if (patch.rev <= held.rev) return 'old';
    if (patch.fromRev !== held.rev) return 'gap';
    this.#topics.set(patch.topic, { rev: patch.rev, value: apply(held.value, patch.patch) });
    return 'changed';
  }
}
