// Fits a card that stands in the page: guests and facts that have no room go, the title finds its size and lines.

import { fitTitle, type TitleMeasure } from './title-fit.ts';

/** How the title has to be rolled, if it has to: `steps` of `stepPx`. */
export type Roll = { element: HTMLElement; title: HTMLElement; axis: 'X' | 'Y'; steps: number; stepPx: number };

/** `textHeight`: px that the text column may take. Leaves the title at rest; the answer says what is hidden below. */
export function fitCard(card: HTMLElement, textHeight: number | undefined): Roll | undefined {
  fitArtist(card);
  fitAsker(card);
  const title = card.querySelector<HTMLElement>('.title');
  const roll = title?.querySelector<HTMLElement>('.roll');
  if (!title || !roll) return undefined;
  title.classList.remove('small', 'clamped', 'rolling');
  title.style.width = '';
  title.style.height = '';
  return getComputedStyle(title).whiteSpace === 'nowrap'
    ? fitSingleLine(card, title, roll)
    : fitLines(card, title, roll, textHeight);
}

/** "requested by" is left out where the source has no room for it: above the card, or below its words. */
export function fitAsker(card: HTMLElement): void {
  card.classList.remove('no-asker');
  const asker = card.querySelector('.asker');
  const frame = card.closest('.frame');
  if (asker === null || frame === null) return;
  const top = Math.min(asker.getBoundingClientRect().top, card.getBoundingClientRect().top);
  card.classList.toggle('no-asker', top < frame.getBoundingClientRect().top - 1);
}

function fitLines(card: HTMLElement, title: HTMLElement, roll: HTMLElement, textHeight: number | undefined) {
  const column = card.querySelector<HTMLElement>('.text');
  const others = column ? [...column.children].filter((child) => child !== title) : [];
  const measure: TitleMeasure = (size, width) => {
    title.classList.toggle('small', size === 'small');
    title.style.width = width === undefined ? '' : `${width}px`;
    // Balancing must not break words to save lines; only a word wider than the whole card is broken.
    roll.style.overflowWrap = width === undefined ? '' : 'normal';
    const height = others.reduce((sum, child) => sum + outerHeight(child), outerHeight(title));
    return {
      lines: Math.round(roll.offsetHeight / lineHeight(title)),
      width: title.offsetWidth,
      sticksOut: roll.scrollWidth > title.clientWidth - sidePadding(title) + 1,
      tooTall: textHeight !== undefined && height > textHeight,
    };
  };
  const fit = fitTitle(measure);
  title.classList.toggle('small', fit.size === 'small');
  const sticksOut = fit.width !== undefined && measure(fit.size, fit.width).sticksOut;
  title.style.width = fit.width === undefined ? '' : `${fit.width + 1}px`;
  roll.style.overflowWrap = fit.width === undefined || sticksOut ? '' : 'normal';
  if (!fit.rolls) return undefined;
  const stepPx = lineHeight(title);
  title.style.width = `${title.offsetWidth}px`;
  title.classList.add('clamped');
  title.style.height = `${title.offsetHeight}px`;
  return { element: roll, title, axis: 'Y' as const, steps: fit.lines - 2, stepPx };
}

/** Strip: one line; the facts go first, then the letters shrink, then it is rolled sideways. */
function fitSingleLine(card: HTMLElement, title: HTMLElement, roll: HTMLElement): Roll | undefined {
  const overflow = () => roll.offsetWidth - (title.clientWidth - sidePadding(title));
  if (overflow() > 0) card.classList.add('no-facts');
  if (overflow() > 0) title.classList.add('small');
  const hidden = overflow();
  if (hidden <= 0) return undefined;
  title.classList.add('clamped');
  return { element: roll, title, axis: 'X', steps: 1, stepPx: hidden };
}

/** The artist's line: first the guests go, then label or facts, then CSS cuts with "…". */
function fitArtist(card: HTMLElement): void {
  const artist = card.querySelector<HTMLElement>('.artist');
  const cells = card.querySelector<HTMLElement>('.cells');
  card.classList.remove('no-label', 'no-facts');
  artist?.classList.remove('no-guests');
  const isCut = () => artist !== null && artist.scrollWidth > artist.clientWidth + 1;
  const isOverfull = () => cells !== null && cells.scrollWidth > cells.clientWidth + 1;
  if (isCut()) artist?.classList.add('no-guests');
  if (isCut() && artist?.closest('.row')) card.classList.add('no-label');
  if (isOverfull()) card.classList.add('no-facts');
  if (isCut() && artist?.closest('.cells')) {
    // Without the facts there may be room; where the tab is at its widest there is not, and they stay.
    const had = !card.classList.contains('no-facts');
    card.classList.add('no-facts');
    if (isCut() && had) card.classList.remove('no-facts');
  }
}

function lineHeight(element: Element): number {
  return Number.parseFloat(getComputedStyle(element).lineHeight);
}

function sidePadding(element: Element): number {
  const style = getComputedStyle(element);
  return Number.parseFloat(style.paddingLeft) + Number.parseFloat(style.paddingRight);
}

function outerHeight(element: Element): number {
  if (!(element instanceof HTMLElement)) return 0;
  const style = getComputedStyle(element);
  return element.offsetHeight + Number.parseFloat(style.marginTop) + Number.parseFloat(style.marginBottom);
}
