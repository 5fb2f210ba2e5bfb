// Sleeve: a large cover, its record a third out, a paper plate beneath. The sleeve turns round its middle.

import '@fontsource-variable/piazzolla/wght.css';
import './sleeve.css';
import { Cover, DemoTag, RequestedBy, SecondRow, Title } from '#view/card-parts.tsx';
import { ENTERING, FLIPPING, fade, LEAVING, type Move, move } from '#view/motion.ts';
import { type CardProps, type MotionStage, parts, type Theme } from './theme.ts';

/** Where the cover is large enough "requested by" is a band across its foot, else it stands beside the artist. */
function SleeveCard({ content, arrangement }: CardProps) {
  const isBand = content.showCover && arrangement === 'stack';
  return (
    <>
      {content.showCover && (
        <div class="picture">
          <Record />
          <Cover content={content}>
            {isBand && content.asker !== undefined && (
              <div class="asker">
                <RequestedBy asker={content.asker} />
              </div>
            )}
          </Cover>
          <DemoTag content={content} />
        </div>
      )}
      <div class="paper text">
        <Title content={content} />
        <SecondRow content={content} asker={isBand ? undefined : content.asker} />
        {!content.showCover && <DemoTag content={content} />}
      </div>
    </>
  );
}

function Record() {
  return (
    <svg class="record" viewBox="0 0 360 360" aria-hidden="true">
      <circle cx="180" cy="180" r="180" fill="#0C0C0E" />
      <circle cx="180" cy="180" r="158" fill="none" stroke="#2A2B30" stroke-width="6" />
      <circle class="ring" cx="180" cy="180" r="128" fill="none" stroke-width="8" />
    </svg>
  );
}

const words = (card: HTMLElement) => parts(card, 'title', 'row', 'demo');

/** The record slides out from behind the cover, or back in; inside it is not there at all. */
function slideRecord(card: HTMLElement, way: 'out' | 'in', at: number, ms: number, stage: MotionStage): Move[] {
  const [record] = card.getElementsByClassName('record');
  const [cover] = parts(card, 'cover');
  if (record === undefined || cover === undefined) return [];
  const inside = `translateX(${(-stage.mirror * cover.offsetWidth) / 3}px)`;
  return way === 'out'
    ? [
        move(record, at, ms, ENTERING, [
          { transform: inside, opacity: 0 },
          { transform: inside, opacity: 1, offset: 0.01 },
          { transform: 'none', opacity: 1 },
        ]),
      ]
    : [
        move(record, at, ms, LEAVING, [
          { transform: 'none', opacity: 1 },
          { transform: inside, opacity: 1, offset: 0.99 },
          { transform: inside, opacity: 0 },
        ]),
      ];
}

function turn(card: HTMLElement, at: number, ms: number, easing: string, from: number, to: number): Move[] {
  const frames = [{ transform: `scaleX(${from})` }, { transform: `scaleX(${to})` }];
  return parts(card, 'cover').map((cover) => move(cover, at, ms, easing, frames));
}

export const sleeve: Theme = {
  name: 'sleeve',
  fonts: ['800 56px "Piazzolla Variable"', '700 32px "Piazzolla Variable"'],
  Card: SleeveCard,
  textHeight: (arrangement) => (arrangement === 'line' ? 160 : 224),

  enter(card, stage) {
    const axis = stage.arrangement === 'line' ? 'X' : 'Y';
    return [
      ...turn(card, 0, 320, FLIPPING, 0.05, 1),
      ...parts(card, 'paper').map((paper) =>
        move(paper, 200, 240, ENTERING, [{ transform: `scale${axis}(0)` }, { transform: 'none' }]),
      ),
      ...words(card).map((line, index) => fade(line, 320 + index * 80, 160, 'linear', 0, 1)),
      ...slideRecord(card, 'out', 360, 240, stage),
    ];
  },

  change(older, newer, stage) {
    const [from] = parts(older, 'paper');
    const [to] = parts(newer, 'paper');
    const grow = from && to ? from.offsetHeight / to.offsetHeight : 1;
    const hidden = { opacity: 0 };
    return [
      ...slideRecord(older, 'in', 0, 150, stage),
      ...turn(older, 150, 150, LEAVING, 1, 0),
      ...words(older).map((line) => fade(line, 200, 100, 'linear', 1, 0)),
      move(older, 300, 1, 'steps(1, end)', [{ opacity: 1 }, hidden]),
      move(newer, 300, 1, 'steps(1, end)', [hidden, { opacity: 1 }]),
      ...turn(newer, 300, 160, FLIPPING, 0, 1),
      // The new plate begins with the old one's height, so that the paper grows and does not jump.
      ...(to && stage.arrangement === 'stack'
        ? [
            move(to, 300, 160, ENTERING, [
              { transform: `scaleY(${grow})`, transformOrigin: 'bottom' },
              { transform: 'none', transformOrigin: 'bottom' },
            ]),
          ]
        : []),
      ...words(newer).map((line, index) => fade(line, 380 + index * 80, 160, 'linear', 0, 1)),
      ...slideRecord(newer, 'out', 460, 140, stage),
    ];
  },

  leave(card, stage) {
    const axis = stage.arrangement === 'line' ? 'X' : 'Y';
    return [
      ...slideRecord(card, 'in', 0, 150, stage),
      ...words(card).map((line) => fade(line, 40, 100, 'linear', 1, 0)),
      ...parts(card, 'paper').map((paper) =>
        move(paper, 80, 170, LEAVING, [{ transform: 'none' }, { transform: `scale${axis}(0)` }]),
      ),
      fade(card, 230, 120, 'linear', 1, 0),
    ];
  },

  request(card, stage) {
    const below = [{ transform: 'translateY(100%)' }, { transform: 'none' }];
    const isBand = stage.arrangement === 'stack' && parts(card, 'cover').length > 0;
    return parts(card, 'asker').map((asker) =>
      isBand ? move(asker, 0, 300, ENTERING, below) : fade(asker, 0, 300, ENTERING, 0, 1),
    );
  },
};
