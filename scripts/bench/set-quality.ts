// How good our sets are on the fifty fixed tasks, beside the textbook way and, where all sets can be tried, the best there is.

import { buildSet } from '../../host/src/domain/planner/set-builder.ts';
import { setCost } from '../../host/src/domain/planner/set-objective.ts';
import { brokenRules } from '../../host/src/domain/planner/set-rules.ts';
import { nearestNeighbour } from './nearest-neighbour.ts';
import { type SetInstance, setInstances } from './set-instances.ts';
import { optimum } from './set-optimum.ts';

/** `ratio`: our cost as a part of the textbook way's; `gap`: how much dearer ours is than the best there is, as a part of that; undefined
 * where the other found no set, or not all can be tried. */
export type SetQuality = {
  name: string;
  cost: number;
  textbook?: number;
  best?: number;
  ratio?: number;
  gap?: number;
};

/** A hair for the order of additions. */
const HAIR = 1e-9;

/** Throws where our set is refused, or breaks a rule. */
export function* setQualities(): Generator<SetQuality> {
  for (const instance of setInstances()) yield qualityOf(instance);
}

function qualityOf({ name, graph, wish, timing, small }: SetInstance): SetQuality {
  const set = buildSet(graph, wish, { timing });
  if (!set.ok) throw new Error(`${name}: ${set.message}`);
  const broken = brokenRules(graph, { ...wish, must: [...wish.must, ...wish.requests] }, set.tracks);
  if (broken.length > 0) throw new Error(`${name} breaks its rules: ${broken.join(', ')}`);
  const cost = setCost(graph, wish, timing, set.tracks);
  const textbook = nearestNeighbour(graph, wish, timing)?.cost;
  const best = small ? optimum(graph, wish, timing)?.cost : undefined;
  const [ratio, above] = [part(cost, textbook), part(cost, best)];
  return { name, cost, textbook, best, ratio, gap: above === undefined ? undefined : Math.max(0, above - 1) };
}

function part(cost: number, of: number | undefined): number | undefined {
  if (of === undefined) return undefined;
  return cost <= of + HAIR ? Math.min(1, cost / of) : cost / of;
}
