// Brings a title onto two lines: full size, else 80 %, else cut off and rolled. Pure: how text breaks is asked of `measure`.

export type TitleSize = 'full' | 'small';

/** What the text takes at a size and width: its lines, whether a word sticks out, whether the card gets too tall. */
export type TitleMeasure = (
  size: TitleSize,
  width: number | undefined,
) => { lines: number; width: number; sticksOut: boolean; tooTall: boolean };

/** `width` in px is absent where the text keeps its natural width; `rolls` means more lines than are shown. */
export type TitleFit = { size: TitleSize; lines: number; width?: number; rolls: boolean };

const SHOWN_LINES = 2;

/** Tries full size, then 80 %. Two lines are balanced: the narrowest width that still holds them. */
export function fitTitle(measure: TitleMeasure): TitleFit {
  for (const size of ['full', 'small'] as const) {
    const natural = measure(size, undefined);
    if (natural.lines <= 1 && !natural.tooTall) return { size, lines: natural.lines, rolls: false };
    if (natural.lines <= SHOWN_LINES && (!natural.tooTall || size === 'small')) {
      return { size, lines: natural.lines, width: balancedWidth(measure, size, natural.width), rolls: false };
    }
  }
  return { size: 'small', lines: measure('small', undefined).lines, rolls: true };
}

function balancedWidth(measure: TitleMeasure, size: TitleSize, widest: number): number {
  // Half of the text needs at least half of the room; searching below that is wasted layout work.
  let tooNarrow = Math.floor(widest / 3);
  let enough = Math.ceil(widest);
  while (enough - tooNarrow > 2) {
    const tried = (enough + tooNarrow) >> 1;
    const at = measure(size, tried);
    if (at.lines <= SHOWN_LINES && !at.sticksOut) enough = tried;
    else tooNarrow = tried;
  }
  return enough;
}
