// Bare: no plate and no cover, outlined words alone, artist first, in a light tint of the cover. Fades.

import '@fontsource-variable/commissioner/wght.css';
import './bare.css';
import { DemoTag, RequestedBy, SecondRow, Title } from '#view/card-parts.tsx';
import { tintOf } from '#view/colour.ts';
import { ENTERING, fade, LEAVING, move } from '#view/motion.ts';
import { type CardProps, parts, type Theme } from './theme.ts';

const TINT = 0.3;

function BareCard({ content }: CardProps) {
  return (
    <div class="text" style={{ '--tint': tintOf(content.edge, TINT) }}>
      <div class="head">
        <SecondRow content={content} />
        <DemoTag content={content} />
      </div>
      <Title content={content} />
      {content.asker !== undefined && (
        <div class="asker">
          <RequestedBy asker={content.asker} />
        </div>
      )}
    </div>
  );
}

const lines = (card: HTMLElement) => parts(card, 'head', 'title', 'asker');

export const bare: Theme = {
  name: 'bare',
  fonts: ['800 60px "Commissioner Variable"'],
  Card: BareCard,
  textHeight: () => 180,

  enter(card) {
    return lines(card).map((line, index) => fade(line, index * 80, 520, ENTERING, 0, 1));
  },

  change(older, newer) {
    return [
      ...lines(older).map((line) => fade(line, 0, 250, 'linear', 1, 0)),
      ...lines(newer).map((line, index) => fade(line, 250 + index * 80, 270, ENTERING, 0, 1)),
    ];
  },

  leave(card) {
    return lines(card).map((line) => fade(line, 0, 350, LEAVING, 1, 0));
  },

  request(card) {
    const askers = parts(card, 'asker');
    const roomPx = askers[0]?.offsetHeight ?? 0;
    const lower = [{ transform: `translateY(${roomPx}px)` }, { transform: 'none' }];
    return [
      ...parts(card, 'head', 'title').map((line) => move(line, 0, 300, ENTERING, lower)),
      ...askers.map((asker) => fade(asker, 0, 300, ENTERING, 0, 1)),
    ];
  },
};
