// The frame on the page and the cards in it: builds a card, fits it, moves it in, over and out, and leaves nothing behind.

import { h, render } from 'preact';
import type { MotionStage, Theme } from '#themes/theme.ts';
import { type CardContent, isSameTrack } from './card-content.ts';
import { fitCard, type Roll } from './card-fit.ts';
import { fade, type Move, type Playing, play } from './motion.ts';
import type { OverlayParams } from './params.ts';
import { rollDurationMs, rollKeyframes, rollStops } from './roll.ts';
import { type StageSize, stageSize } from './stage-size.ts';

const PLAIN_FADE_MS = 200;

type Card = { element: HTMLElement; content: CardContent; roll?: Roll; rolling?: Animation };

export class Stage {
  readonly #frame = document.createElement('div');
  readonly #place = document.createElement('div');
  readonly #theme: Theme;
  readonly #params: OverlayParams;
  #size: StageSize;
  #card: Card | undefined;
  #leaving: Card | undefined;
  #blocks: HTMLElement[] = [];
  #playing: Playing | undefined;

  constructor(root: HTMLElement, theme: Theme, params: OverlayParams) {
    this.#theme = theme;
    this.#params = params;
    this.#place.className = 'place';
    this.#frame.append(this.#place);
    root.append(this.#frame);
    this.#size = this.#applySize();
    window.addEventListener('resize', () => this.refit());
    // A font that comes late has other widths.
    document.fonts.addEventListener('loadingdone', () => this.refit());
  }

  /** Shows `content`, or with undefined nothing; what is still moving is brought to its end first. */
  show(content: CardContent | undefined): void {
    const card = this.#card;
    if (content !== undefined && card !== undefined && isSameTrack(card.content, content)) {
      this.#update(card, content);
      return;
    }
    this.#settle();
    if (content === undefined) {
      if (card !== undefined) this.#leave(card);
      return;
    }
    const newer = this.#build(content);
    this.#card = newer;
    if (card === undefined) this.#enter(newer);
    else this.#change(card, newer);
  }

  get isEmpty(): boolean {
    return this.#card === undefined;
  }

  /** How long the current title needs to be read to its end, in ms; 0 where it fits. */
  get rollMs(): number {
    const roll = this.#card?.roll;
    return roll === undefined ? 0 : rollDurationMs(rollStops(roll.steps, roll.stepPx));
  }

  /** Measures everything again: another source size, another font. */
  refit(): void {
    this.#size = this.#applySize();
    const card = this.#card;
    if (card === undefined) return;
    const wasRolling = card.rolling?.playState === 'running';
    this.#fit(card);
    if (wasRolling) this.#startRoll(card);
  }

  #applySize(): StageSize {
    const size = stageSize(this.#params.theme, window.innerWidth, window.innerHeight, this.#params.margin);
    const style = this.#frame.style;
    style.width = `${size.width}px`;
    style.height = `${size.height}px`;
    style.transform = size.scale === 1 ? '' : `scale(${size.scale})`;
    style.setProperty('--margin-x', `${size.marginX}px`);
    style.setProperty('--margin-y', `${size.marginY}px`);
    for (const name of ['accent', 'back', 'ink'] as const) {
      const colour = this.#params[name];
      if (colour !== undefined) style.setProperty(`--${name}`, colour);
    }
    // A chosen text colour holds for the second line and the mix too.
    if (this.#params.ink !== undefined) style.setProperty('--ink-soft', this.#params.ink);
    this.#frame.className = `frame ${this.#theme.name} ${size.arrangement} ${this.#params.align}`;
    return size;
  }

  #build(content: CardContent): Card {
    const element = document.createElement('div');
    element.className = 'card';
    this.#place.append(element);
    const card: Card = { element, content };
    this.#renderInto(card);
    return card;
  }

  #renderInto(card: Card): void {
    card.element.style.setProperty('--edge', card.content.edge);
    render(h(this.#theme.Card, { content: card.content, arrangement: this.#size.arrangement }), card.element);
    this.#fit(card);
  }

  #fit(card: Card): void {
    card.rolling?.cancel();
    card.roll = fitCard(card.element, this.#theme.textHeight(this.#size.arrangement));
  }

  #update(card: Card, content: CardContent): void {
    if (JSON.stringify(card.content) === JSON.stringify(content)) return;
    const wasRolling = card.rolling?.playState === 'running';
    card.content = content;
    this.#renderInto(card);
    if (wasRolling) this.#startRoll(card);
  }

  #enter(card: Card): void {
    const moves = this.#params.motion
      ? this.#theme.enter(card.element, this.#motionStage(card))
      : [fade(card.element, 0, PLAIN_FADE_MS, 'linear', 0, 1)];
    this.#play('entering', moves, () => this.#startRoll(card));
  }

  #change(older: Card, newer: Card): void {
    this.#leaving = older;
    older.rolling?.cancel();
    older.element.classList.add('leaving');
    const moves = this.#params.motion
      ? this.#theme.change(older.element, newer.element, this.#motionStage(newer))
      : [fade(older.element, 0, PLAIN_FADE_MS, 'linear', 1, 0), fade(newer.element, 0, PLAIN_FADE_MS, 'linear', 0, 1)];
    this.#play('changing', moves, () => this.#startRoll(newer));
  }

  #leave(card: Card): void {
    this.#card = undefined;
    this.#leaving = card;
    card.rolling?.cancel();
    card.element.classList.add('leaving');
    const moves = this.#params.motion
      ? this.#theme.leave(card.element, this.#motionStage(card))
      : [fade(card.element, 0, PLAIN_FADE_MS, 'linear', 1, 0)];
    this.#play('leaving', moves, () => undefined);
  }

  #play(state: string, moves: Move[], after: () => void): void {
    document.documentElement.dataset.state = state;
    const playing = play(moves);
    this.#playing = playing;
    playing.finished.then(() => {
      if (this.#playing !== playing) return;
      this.#settle();
      after();
    });
  }

  /** Brings a motion to its end at once and takes away what it left: the old card, the blocks. */
  #settle(): void {
    const playing = this.#playing;
    this.#playing = undefined;
    if (this.#leaving !== undefined) {
      render(null, this.#leaving.element);
      this.#leaving.element.remove();
      this.#leaving = undefined;
    }
    for (const block of this.#blocks) block.remove();
    this.#blocks = [];
    playing?.finish();
    document.documentElement.dataset.state = this.#card === undefined ? 'idle' : 'shown';
  }

  #startRoll(card: Card): void {
    const { roll } = card;
    if (roll === undefined || card !== this.#card) return;
    const stops = rollStops(roll.steps, roll.stepPx);
    const sign = roll.axis === 'X' && getComputedStyle(roll.title).direction === 'rtl' ? 1 : -1;
    const first = stops[1]?.atMs ?? 0;
    const durationMs = rollDurationMs(stops);
    // The "…" stays through the first rest; then the whole text is there and moves.
    const uncover = setTimeout(() => roll.title.classList.add('rolling'), first);
    const rolling = roll.element.animate(rollKeyframes(stops, roll.axis, sign), { duration: durationMs });
    card.rolling = rolling;
    const back = () => {
      clearTimeout(uncover);
      roll.title.classList.remove('rolling');
    };
    rolling.finished.then(back, back);
  }

  #motionStage(card: Card): MotionStage {
    return {
      arrangement: this.#size.arrangement,
      mirror: this.#params.align === 'right' ? -1 : 1,
      addBlock: (className, colour) => {
        const block = document.createElement('div');
        block.className = `block ${className}`;
        block.style.setProperty('--edge', card.content.edge);
        block.style.background = colour;
        this.#place.append(block);
        this.#blocks.push(block);
        return block;
      },
    };
  }
}
