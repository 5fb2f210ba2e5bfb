// What a theme is: how its cards are built, how they are fitted, and how they come, change and go.

import type { ComponentType } from 'preact';
import type { CardContent } from '#view/card-content.ts';
import type { Roll } from '#view/card-fit.ts';
import type { Move } from '#view/motion.ts';
import type { ThemeName } from '#view/params.ts';
import type { Arrangement } from '#view/stage-size.ts';

export type CardProps<Content = CardContent> = { content: Content; arrangement: Arrangement };

/** What the motion of a theme may touch. `mirror` is -1 where the overlay stands at the right edge. */
export type MotionStage = {
  arrangement: Arrangement;
  mirror: 1 | -1;
  /** A block in the frame, above the cards, that is taken away after the motion. */
  addBlock: (className: string, colour: string) => HTMLElement;
};

/** How a card comes, gives way to the next one, and goes. */
export type CardMotion = {
  enter: (card: HTMLElement, stage: MotionStage) => Move[];
  change: (older: HTMLElement, newer: HTMLElement, stage: MotionStage) => Move[];
  leave: (card: HTMLElement, stage: MotionStage) => Move[];
};

/** A change inside a card that stays: it shows `during` while `moves` run, then its new content. */
export type Within<Content> = {
  during: Content;
  moves: (card: HTMLElement, stage: MotionStage) => Move[];
  /** What is new in it, to be faded in where motion is off. */
  appears: (card: HTMLElement) => Element[];
};

/** How one kind of content looks in one theme: what a stage needs to show it. */
export type Look<Content> = CardMotion & {
  Card: ComponentType<CardProps<Content>>;
  /** The same thing for people's eyes: what differs beyond this is changed inside the card. */
  isSame: (a: Content, b: Content) => boolean;
  /** Fits a card that stands in the page; the answer says how its title has to be rolled. */
  fit: (card: HTMLElement, arrangement: Arrangement) => Roll | undefined;
  /** Undefined: what changed is simply drawn anew. */
  within: (older: Content, newer: Content) => Within<Content> | undefined;
};

export type Theme = CardMotion & {
  name: ThemeName;
  /** Font shorthands to have ready before the first track. */
  fonts: string[];
  Card: ComponentType<CardProps>;
  /** Height in px that title, artist and facts may take together; absent where the card grows with them. */
  textHeight: (arrangement: Arrangement) => number | undefined;
  /** "requested by NAME" comes into a card that stands there already. */
  request: (card: HTMLElement, stage: MotionStage) => Move[];
};

/** Elements of a card by class, those that are there. */
export function parts(card: HTMLElement, ...names: string[]): HTMLElement[] {
  return names.flatMap((name) => [...card.querySelectorAll<HTMLElement>(`.${name}`)]);
}
