// What a theme is: how its card is built, how it is fitted, and how it comes, changes and goes.

import type { ComponentType } from 'preact';
import type { CardContent } from '#view/card-content.ts';
import type { Move } from '#view/motion.ts';
import type { ThemeName } from '#view/params.ts';
import type { Arrangement } from '#view/stage-size.ts';

export type CardProps = { content: CardContent; arrangement: Arrangement };

/** What the motion of a theme may touch. `mirror` is -1 where the overlay stands at the right edge. */
export type MotionStage = {
  arrangement: Arrangement;
  mirror: 1 | -1;
  /** A block in the frame, above the cards, that is taken away after the motion. */
  addBlock: (className: string, colour: string) => HTMLElement;
};

export type Theme = {
  name: ThemeName;
  /** Font shorthands to have ready before the first track. */
  fonts: string[];
  Card: ComponentType<CardProps>;
  /** Height in px that title, artist and facts may take together; absent where the card grows with them. */
  textHeight: (arrangement: Arrangement) => number | undefined;
  enter: (card: HTMLElement, stage: MotionStage) => Move[];
  change: (older: HTMLElement, newer: HTMLElement, stage: MotionStage) => Move[];
  leave: (card: HTMLElement, stage: MotionStage) => Move[];
};

/** Elements of a card by class, those that are there. */
export function parts(card: HTMLElement, ...names: string[]): HTMLElement[] {
  return names.flatMap((name) => [...card.querySelectorAll<HTMLElement>(`.${name}`)]);
}
