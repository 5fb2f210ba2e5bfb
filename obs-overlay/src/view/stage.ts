// The frame on the page and the cards in it: builds a card, fits it, moves it in, over and out, and leaves nothing behind.

import { h, render } from 'preact';
import type { Look, MotionStage, Within } from '#themes/theme.ts';
import type { Roll } from './card-fit.ts';
import { tintOf } from './colour.ts';
import { fade, type Move, type Playing, play } from './motion.ts';
import type { OverlayName, OverlayParams } from './params.ts';
import { rollDurationMs, rollKeyframes, rollStops } from './roll.ts';
import { type StageSize, stageSize } from './stage-size.ts';

const PLAIN_FADE_MS = 200;
const BACK_SHARE = 0.93;

/** Class names of the frame beside the theme's: what it carries, and whether that hangs from the top of a canvas. */
const FRAME_CLASSES: Record<OverlayName, string> = {
  'now-playing': 'now-playing',
  requests: 'requests hanging',
  'request-toast': 'notice hanging',
  'up-next': 'notice',
  setlist: 'requests setlist hanging',
  bpm: 'tempo hanging',
};

type Card<Content> = { element: HTMLElement; content: Content; roll?: Roll; rolling?: Animation };

/** `edge` is the colour of edges and bars, `#RRGGBB`. */
export class Stage<Content extends { edge: string }> {
  readonly #frame = document.createElement('div');
  readonly #place = document.createElement('div');
  readonly #overlay: OverlayName;
  readonly #look: Look<Content>;
  readonly #params: OverlayParams;
  #size: StageSize;
  #card: Card<Content> | undefined;
  #leaving: Card<Content> | undefined;
  #blocks: HTMLElement[] = [];
  #playing: Playing | undefined;
  /** The card shows what it showed on the way; once it stands still it shows what it holds. */
  #isBetween = false;

  constructor(root: HTMLElement, overlay: OverlayName, look: Look<Content>, params: OverlayParams) {
    this.#overlay = overlay;
    this.#look = look;
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
  show(content: Content | undefined): void {
    const card = this.#card;
    if (content !== undefined && card !== undefined && this.#look.isSame(card.content, content)) {
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
    // Beside each other or on top of each other, a card may be built otherwise.
    if (!this.#isBetween) this.#draw(card, card.content);
    this.#fit(card);
    if (wasRolling) this.#startRoll(card);
  }

  #applySize(): StageSize {
    const { theme, align, margin } = this.#params;
    const size = stageSize(theme, window.innerWidth, window.innerHeight, margin, this.#overlay);
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
    // Every other row of a list is a little lighter.
    if (this.#params.back !== undefined) style.setProperty('--back-soft', tintOf(this.#params.back, BACK_SHARE));
    // A chosen text colour holds for the second line and the mix too.
    if (this.#params.ink !== undefined) style.setProperty('--ink-soft', this.#params.ink);
    this.#frame.className = `frame ${theme} ${FRAME_CLASSES[this.#overlay]} ${size.arrangement} ${align}`;
    return size;
  }

  #build(content: Content): Card<Content> {
    const element = document.createElement('div');
    element.className = 'card';
    this.#place.append(element);
    const card: Card<Content> = { element, content };
    this.#draw(card, content);
    this.#fit(card);
    return card;
  }

  #draw(card: Card<Content>, content: Content): void {
    card.element.style.setProperty('--edge', content.edge);
    render(h(this.#look.Card, { content, arrangement: this.#size.arrangement }), card.element);
  }

  #fit(card: Card<Content>): void {
    card.rolling?.cancel();
    card.roll = this.#look.fit(card.element, this.#size.arrangement);
  }

  #update(card: Card<Content>, content: Content): void {
    const older = card.content;
    if (JSON.stringify(older) === JSON.stringify(content)) return;
    const within = this.#look.within(older, content);
    if (within !== undefined) {
      this.#changeWithin(card, content, within);
      return;
    }
    const wasRolling = card.rolling?.playState === 'running';
    card.content = content;
    this.#draw(card, content);
    this.#fit(card);
    if (wasRolling) this.#startRoll(card);
  }

  #changeWithin(card: Card<Content>, content: Content, { during, moves, appears }: Within<Content>): void {
    this.#settle();
    card.content = content;
    this.#draw(card, this.#params.motion ? during : content);
    // A title that rolls, or is about to, has its size and is not disturbed.
    if (card.roll === undefined) this.#fit(card);
    this.#isBetween = this.#params.motion;
    const steps = this.#params.motion
      ? moves(card.element, this.#motionStage(card))
      : appears(card.element).map((element) => fade(element, 0, PLAIN_FADE_MS, 'linear', 0, 1));
    this.#play('changing', steps, () => undefined);
  }

  #enter(card: Card<Content>): void {
    const moves = this.#params.motion
      ? this.#look.enter(card.element, this.#motionStage(card))
      : [fade(card.element, 0, PLAIN_FADE_MS, 'linear', 0, 1)];
    this.#play('entering', moves, () => this.#startRoll(card));
  }

  #change(older: Card<Content>, newer: Card<Content>): void {
    this.#leaving = older;
    older.rolling?.cancel();
    older.element.classList.add('leaving');
    const moves = this.#params.motion
      ? this.#look.change(older.element, newer.element, this.#motionStage(newer))
      : [fade(older.element, 0, PLAIN_FADE_MS, 'linear', 1, 0), fade(newer.element, 0, PLAIN_FADE_MS, 'linear', 0, 1)];
    this.#play('changing', moves, () => this.#startRoll(newer));
  }

  #leave(card: Card<Content>): void {
    this.#card = undefined;
    this.#leaving = card;
    card.rolling?.cancel();
    card.element.classList.add('leaving');
    const moves = this.#params.motion
      ? this.#look.leave(card.element, this.#motionStage(card))
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
    if (this.#isBetween && this.#card !== undefined) this.#draw(this.#card, this.#card.content);
    this.#isBetween = false;
    document.documentElement.dataset.state = this.#card === undefined ? 'idle' : 'shown';
  }

  #startRoll(card: Card<Content>): void {
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

  #motionStage(card: Card<Content>): MotionStage {
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
