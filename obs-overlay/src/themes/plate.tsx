// Plate: cover left with an edge in its colour, on a dark plate. The edge grows, then the plate is wiped open.

import '@fontsource-variable/manrope/wght.css';
import './plate.css';
import { Cover, DemoTag, RequestedBy, SecondRow, Title } from '#view/card-parts.tsx';
import { ENTERING, LEAVING, move, passing, swap } from '#view/motion.ts';
import { type CardProps, type MotionStage, parts, type Theme } from './theme.ts';

const EDGE_PX = 14;
const LEAD_PX = 28;
/** The tab "requested by" behind the card it stands on. */
const TAB_BEHIND = { transform: 'translateY(100%)' };

function PlateCard({ content }: CardProps) {
  return (
    <>
      <div class="ground" />
      <div class="edge" />
      {content.showCover && <Cover content={content} />}
      <div class="text">
        <Title content={content} />
        <SecondRow content={content} />
      </div>
      <DemoTag content={content} />
      {content.asker !== undefined && (
        <div class="asker">
          <div class="tab">
            <RequestedBy asker={content.asker} />
          </div>
        </div>
      )}
    </>
  );
}

/** A clip that leaves `from`..`to` px, counted from the edge's side, of a card of `width`. */
function wipe(from: number, to: number, width: number, { mirror }: MotionStage): Keyframe {
  const near = `${from}px`;
  const far = `${width - to}px`;
  // What stands on top of the card is clipped at the sides only.
  return { clipPath: mirror === 1 ? `inset(-60px ${far} 0 ${near})` : `inset(-60px ${near} 0 ${far})` };
}

export const plate: Theme = {
  name: 'plate',
  fonts: ['800 56px "Manrope Variable"', '600 33px "Manrope Variable"'],
  Card: PlateCard,
  textHeight: (arrangement) => (arrangement === 'line' ? 168 : undefined),

  enter(card, stage) {
    const { mirror } = stage;
    const width = card.offsetWidth;
    const lead = stage.addBlock('plate-lead', 'var(--edge)');
    lead.style.height = `${card.offsetHeight}px`;
    const slide = [{ transform: `translateX(${-24 * mirror}px)` }, { transform: 'none' }];
    return [
      ...parts(card, 'edge').map((edge) =>
        move(edge, 0, 160, ENTERING, [{ transform: 'scaleY(0)' }, { transform: 'none' }]),
      ),
      move(card, 120, 480, ENTERING, [wipe(0, EDGE_PX, width, stage), wipe(0, width, width, stage)]),
      passing(lead, 120, 480, ENTERING, [
        { transform: `translateX(${-EDGE_PX * mirror}px)`, opacity: 1 },
        { transform: `translateX(${(width - LEAD_PX) * mirror}px)`, opacity: 1, offset: 0.99 },
        { transform: `translateX(${(width - LEAD_PX) * mirror}px)`, opacity: 0 },
      ]),
      ...parts(card, 'title').map((title) => move(title, 200, 400, ENTERING, slide)),
      ...parts(card, 'row').map((row) =>
        move(row, 280, 320, ENTERING, [
          { ...slide[0], opacity: 0 },
          { ...slide[1], opacity: 1 },
        ]),
      ),
    ];
  },

  change(older, newer, stage) {
    const from = older.offsetWidth;
    const to = newer.offsetWidth;
    const width = Math.max(from, to);
    const curtain = stage.addBlock('plate-curtain', 'var(--edge)');
    curtain.style.width = `${width}px`;
    curtain.style.height = `${Math.max(older.offsetHeight, newer.offsetHeight)}px`;
    return [
      move(curtain, 0, 600, 'linear', [
        { ...wipe(0, 0, width, stage), easing: ENTERING },
        { ...wipe(0, width, width, stage), offset: 280 / 600, easing: ENTERING },
        wipe(width, width, width, stage),
      ]),
      ...swap(older, newer, 280),
      ...parts(older, 'tab').map((tab) => move(tab, 0, 200, LEAVING, [{ transform: 'none' }, TAB_BEHIND])),
    ];
  },

  leave(card, stage) {
    const width = card.offsetWidth;
    return [
      move(card, 0, 260, LEAVING, [wipe(0, width, width, stage), wipe(0, EDGE_PX, width, stage)]),
      ...parts(card, 'edge').map((edge) =>
        move(edge, 260, 90, LEAVING, [{ transform: 'none' }, { transform: 'scaleY(0)' }]),
      ),
      ...parts(card, 'tab').map((tab) => move(tab, 0, 150, LEAVING, [{ transform: 'none' }, TAB_BEHIND])),
    ];
  },

  request(card) {
    return parts(card, 'tab').map((tab) => move(tab, 0, 300, ENTERING, [TAB_BEHIND, { transform: 'none' }]));
  },
};
