// The dial that goes through the suggestions: turn browses, push or touch has one next, held it is suggested no more in this set. What
// was chosen stays chosen until it leaves or another track is on air; then the dial is at the best one again.

import type { PlannerRow, PlannerView } from '@tracord/shared/plan.ts';
import { HOLD_MS } from '#press-guard.ts';
import { stepped } from './fix.ts';
import type { Deed, DialKind, Local } from './key-kind.ts';
import { keyOnAir, nextBy, pinPress } from './planner.ts';

const blockDeed = (trackId: string): Deed => ({ do: 'command', name: 'plan.block', args: { trackId, on: true } });

export const plannerDial: DialKind = {
  show(view, local) {
    const { plan, nowPlaying } = view.state.topics;
    const { playId } = nowPlaying;
    const tracks = offered(plan);
    const of = tracks.length;
    const chosen = local.selected?.playId === playId ? local.selected : undefined;
    const index = chosen === undefined ? 0 : placeOf(tracks, chosen);
    const track = tracks[index];
    if (track === undefined) return { facts: { kind: 'planner', index: 0, of, hint: plan.hint }, selected: undefined };
    const next = nextBy(plan, track);
    const selectedAt = (place: number): Local['selected'] => {
      const at = tracks[place];
      return at && { id: at.trackId, index: place, playId };
    };
    return {
      facts: { kind: 'planner', index, of, track, from: keyOnAir(view), next },
      subject: track.trackId,
      ...pinPress(track, next),
      hold: { deed: blockDeed(track.trackId), glyph: 'block', word: 'Block' },
      holdMs: HOLD_MS,
      selected: chosen && selectedAt(index),
      touched: 'push',
      turned: (ticks) => ({ selected: selectedAt(stepped(index, ticks, of)) }),
    };
  },
};

/** The suggestions, and before them what the DJ has next where it is none of them. */
function offered({ suggestions: { order, byId }, next }: PlannerView): PlannerRow[] {
  const tracks = order.flatMap((id) => byId[id] ?? []);
  const isElsewhere = next?.by === 'pin' && !tracks.some(({ trackId }) => trackId === next.trackId);
  return isElsewhere ? [next, ...tracks] : tracks;
}

/** Where the chosen one is now; if it left, whoever stands in its place. */
function placeOf(tracks: readonly PlannerRow[], { id, index }: NonNullable<Local['selected']>): number {
  const at = tracks.findIndex(({ trackId }) => trackId === id);
  return at >= 0 ? at : Math.max(0, Math.min(index, tracks.length - 1));
}
