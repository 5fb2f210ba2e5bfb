// The tempo, a small card of one number in the words of each theme, so that it moves as its other cards do.

import './tempo.css';
import { DemoTag } from '#view/card-parts.tsx';
import { tintOf } from '#view/colour.ts';
import { paced } from '#view/motion.ts';
import type { TempoContent } from '#view/tempo-content.ts';
import type { CardProps, Look, Theme } from './theme.ts';

const IN_MS = 600;
const OUT_MS = 350;
/** Share of the cover's colour in Bare's unit. */
const TINT = 0.3;

function TempoCard({ content }: CardProps<TempoContent>) {
  return (
    <>
      <div class="ground" />
      <div class="edge" />
      <div class="text block" style={{ '--tint': tintOf(content.edge, TINT) }}>
        <span class="digits">{content.bpm}</span>
        <span class="unit">bpm</span>
      </div>
      <DemoTag content={content} />
    </>
  );
}

export function tempoLook(theme: Theme): Look<TempoContent> {
  return {
    enter: (card, stage) => paced(theme.enter(card, stage), IN_MS),
    leave: (card, stage) => paced(theme.leave(card, stage), OUT_MS),
    // It is one card for good, and a new number is there at once.
    change: () => [],
    isSame: () => true,
    Card: TempoCard,
    fit: () => undefined,
    within: () => undefined,
  };
}
