// Strip: one full-width line at the foot, the artist on an inverted tab. Each cell is pushed out upwards by the next.

import '@fontsource-variable/sofia-sans-semi-condensed/wght.css';
import './strip.css';
import { Artist, Cover, DemoTag, Facts, Title } from '#view/card-parts.tsx';
import { ENTERING, LEAVING, move } from '#view/motion.ts';
import { type CardProps, parts, type Theme } from './theme.ts';

const STEP_MS = 80;

/** Cells are windows: what moves is inside them, so that a push never shows outside its cell. */
function StripCard({ content }: CardProps) {
  return (
    <>
      <div class="band" />
      <div class="cells">
        {content.showCover && (
          <div class="cell picture">
            <Cover content={content} />
          </div>
        )}
        {content.artist !== undefined && (
          <div class="cell tab">
            <Artist content={content} />
          </div>
        )}
        {content.title !== undefined && (
          <div class="cell name">
            <Title content={content} />
          </div>
        )}
        <div class="cell side">
          <Facts content={content} asker={content.asker} />
        </div>
        <DemoTag content={content} />
      </div>
    </>
  );
}

const cellsOf = (card: HTMLElement) => parts(card, 'cell');

export const strip: Theme = {
  name: 'strip',
  fonts: ['700 46px "Sofia Sans Semi Condensed Variable"'],
  Card: StripCard,
  textHeight: () => undefined,

  enter(card) {
    const below = [{ transform: `translateY(${card.offsetHeight}px)` }, { transform: 'none' }];
    return [
      ...parts(card, 'band', 'demo').map((band) => move(band, 0, 300, ENTERING, below)),
      ...cellsOf(card).map((cell, index) => move(cell, 120 + index * STEP_MS, 320, ENTERING, below)),
    ];
  },

  change(older, newer) {
    const height = newer.offsetHeight;
    return [
      ...cellsOf(older).map((cell, index) =>
        move(cell, index * STEP_MS, 360, ENTERING, [{ transform: 'none' }, { transform: `translateY(${-height}px)` }]),
      ),
      ...cellsOf(newer).map((cell, index) =>
        move(cell, index * STEP_MS, 360, ENTERING, [{ transform: `translateY(${height}px)` }, { transform: 'none' }]),
      ),
    ];
  },

  leave(card) {
    return [move(card, 0, 350, LEAVING, [{ transform: 'none' }, { transform: `translateY(${card.offsetHeight}px)` }])];
  },

  request(card) {
    return parts(card, 'asker').map((asker) =>
      move(asker, 0, 300, ENTERING, [{ transform: 'translateY(100%)' }, { transform: 'none' }]),
    );
  },
};
