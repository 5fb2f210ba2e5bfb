// Keys of the planner: the n-th suggestion, and the next step towards the request that is asked for most. A press has the track
// next that the key showed; pressed again it is no longer.

import type { PlannerRow, PlannerView } from '@tracord/shared/plan.ts';
import type { SuggestionFacts } from '#faces/face-inputs.ts';
import type { DeckView, Deed, KeyKind } from './key-kind.ts';
import { placeIn } from './requests.ts';

const pinDeed = (trackId: string, on: boolean): Deed => ({
  do: 'command',
  name: 'plan.pin',
  args: { trackId, on },
});

/** Who has this track next. */
export function nextBy({ next }: PlannerView, { trackId }: PlannerRow): SuggestionFacts['next'] {
  return next?.trackId === trackId ? next.by : undefined;
}

export function keyOnAir({ state }: DeckView): string | undefined {
  return state.topics.nowPlaying.track?.key?.camelot;
}

/** What a press of a track means: it is next, or no longer. */
export function pinPress(track: PlannerRow, next: SuggestionFacts['next']) {
  const isPinned = next === 'pin';
  return { stamp: String(isPinned), short: pinDeed(track.trackId, !isPinned) };
}

export const suggestionKey: KeyKind = {
  show(view, _local, settings) {
    const { plan } = view.state.topics;
    const { order, byId } = plan.suggestions;
    const track = byId[order[placeIn(settings) - 1] ?? ''];
    if (track === undefined) return { facts: { kind: 'suggestion', hint: order.length === 0 ? plan.hint : undefined } };
    const next = nextBy(plan, track);
    const facts = { kind: 'suggestion', track, from: keyOnAir(view), next } as const;
    return { facts, subject: track.trackId, ...pinPress(track, next) };
  },
};

export const bridgeKey: KeyKind = {
  show({ state }) {
    const { plan } = state.topics;
    const { bridge } = plan;
    const step = bridge?.steps[0];
    if (bridge === undefined) return { facts: { kind: 'bridge' } };
    const subject = `${bridge.requestId} ${step?.trackId ?? ''}`;
    if (step === undefined)
      return { facts: { kind: 'bridge', bridge }, subject, short: { do: 'refuse', word: 'Too far' } };
    const next = nextBy(plan, step);
    return { facts: { kind: 'bridge', bridge, next }, subject, ...pinPress(step, next) };
  },
};
