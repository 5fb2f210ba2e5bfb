// The dial that goes through the waiting requests: turn browses, push accepts, held it skips. The request chosen stays
// chosen until it leaves, wherever it moves.

import type { RequestView } from '@tracord/shared/requests.ts';
import { waiting } from '#key-places.ts';
import { stepped } from './fix.ts';
import type { DialKind, Local } from './key-kind.ts';
import { choiceIn, type Presses, pressesOf } from './requests.ts';

export const queueDial: DialKind = {
  show({ state, requestAt }, local) {
    const { requests } = state.topics;
    const queue = waiting(requests);
    const index = local.selected
      ? indexOf(queue, local.selected)
      : Math.max(
          0,
          queue.findIndex(({ id }) => id === requestAt('first')?.id),
        );
    const request = queue[index];
    if (request === undefined) return { facts: { kind: 'queue', index: 0, of: 0, open: requests.open } };
    const choosing = choiceIn(request, local);
    return {
      facts: { kind: 'queue', index, of: queue.length, open: requests.open, request, choosing },
      subject: request.id,
      selected: selectedAt(queue, index),
      touched: { selected: selectedAt(queue, index) },
      ...dialPresses(request, local),
      turned: (ticks): Local => {
        if (choosing) {
          return { choosing: { subject: request.id, index: stepped(choosing.index, ticks, choosing.of) } };
        }
        return { selected: selectedAt(queue, stepped(index, ticks, queue.length)) };
      },
    };
  },
};

/** As on a key, but that a push takes the candidate the dial chose. */
function dialPresses(request: RequestView, local: Local): Presses {
  const presses = pressesOf(request, local);
  return choiceIn(request, local) ? { stamp: presses.stamp, short: presses.hold?.deed } : presses;
}

function selectedAt(queue: readonly RequestView[], index: number): Local['selected'] {
  const request = queue[index];
  return request && { id: request.id, skips: request.skips, index };
}

/** Where the chosen request is now; if it left or was skipped, whoever stands in its place. */
function indexOf(queue: readonly RequestView[], selected: NonNullable<Local['selected']>): number {
  const at = queue.findIndex(({ id, skips }) => id === selected.id && skips <= (selected.skips ?? skips));
  return at >= 0 ? at : Math.max(0, Math.min(selected.index, queue.length - 1));
}
