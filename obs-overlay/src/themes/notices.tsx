// Cards of one line, "request-toast" and "up-next", in the words of each theme, so that they move as its other cards do.

import './notices.css';
import './notices-plate.css';
import './notices-strip.css';
import './notices-sleeve.css';
import './notices-bare.css';
import './notices-label.css';
import type { ComponentType } from 'preact';
import { Cover, DemoTag, NoticeTitle, NoticeWords } from '#view/card-parts.tsx';
import { tintOf } from '#view/colour.ts';
import { ENTERING, move, paced } from '#view/motion.ts';
import type { NoticeContent } from '#view/notice-content.ts';
import type { ThemeName } from '#view/params.ts';
import { type CardMotion, type CardProps, type Look, parts, type Theme } from './theme.ts';

/** Share of the cover's colour in Bare's second words. */
const TINT = 0.3;

type NoticeProps = Pick<CardProps<NoticeContent>, 'content'>;

/** The line above the title, and the title. `row`: the theme's class of such a line. */
function Words({ content, row }: NoticeProps & { row: string }) {
  return (
    <>
      <div class={`${row} line-above`}>
        <NoticeWords line={content.line} />
      </div>
      <NoticeTitle title={content.title} />
    </>
  );
}

/** What may stand behind them. */
function Tail({ content }: NoticeProps) {
  return (
    <>
      <More content={content} />
      <DemoTag content={content} />
    </>
  );
}

function PlateNotice({ content }: NoticeProps) {
  return (
    <>
      <div class="ground" />
      <div class="edge" />
      {content.showCover && <Cover content={content} />}
      <div class="text">
        <Words content={content} row="row" />
      </div>
      <Tail content={content} />
    </>
  );
}

function StripNotice({ content }: NoticeProps) {
  return (
    <div class="cells">
      {content.showCover && (
        <div class="cell picture">
          <Cover content={content} />
        </div>
      )}
      <div class="cell tab line-above">
        <NoticeWords line={content.line} />
      </div>
      <div class="cell name">
        <NoticeTitle title={content.title} />
      </div>
      {content.more > 0 && (
        <div class="cell">
          <More content={content} />
        </div>
      )}
      <DemoTag content={content} />
    </div>
  );
}

function SleeveNotice({ content }: NoticeProps) {
  return (
    <>
      {content.showCover && <Cover content={content} />}
      <div class="paper">
        <div class="text">
          <Words content={content} row="row" />
        </div>
        <Tail content={content} />
      </div>
    </>
  );
}

function BareNotice({ content }: NoticeProps) {
  return (
    <div class="text" style={{ '--tint': tintOf(content.edge, TINT) }}>
      <div class="lines">
        <Words content={content} row="head" />
      </div>
      <div class="head">
        <Tail content={content} />
      </div>
    </div>
  );
}

function LabelNotice({ content }: NoticeProps) {
  return (
    <>
      <div class="block">
        <div class="text">
          <Words content={content} row="" />
        </div>
        <div class="inverse" />
      </div>
      <Tail content={content} />
    </>
  );
}

/** "+3": so many more were taken meanwhile. */
function More({ content: { more } }: { content: NoticeContent }) {
  return more > 0 ? <div class="more">+{more}</div> : null;
}

const CARDS: Record<ThemeName, ComponentType<CardProps<NoticeContent>>> = {
  plate: PlateNotice,
  strip: StripNotice,
  sleeve: SleeveNotice,
  bare: BareNotice,
  label: LabelNotice,
};

const MORE_MS = 300;

/** `inMs` and `outMs`: how long the theme's own motion may take here. */
export function noticeLook(theme: Theme, inMs: number, outMs: number): Look<NoticeContent> {
  const motion: CardMotion = {
    enter: (card, stage) => paced(theme.enter(card, stage), inMs),
    change: theme.change,
    leave: (card, stage) => paced(theme.leave(card, stage), outMs),
  };
  return {
    ...motion,
    Card: CARDS[theme.name],
    isSame: (a, b) => a.id === b.id,
    fit: () => undefined,
    within: (older, newer) =>
      older.more > 0 || newer.more === 0
        ? undefined
        : {
            during: newer,
            moves: (card, { mirror }) =>
              parts(card, 'more').map((more) =>
                move(more, 0, MORE_MS, ENTERING, [
                  { clipPath: mirror === 1 ? 'inset(0 100% 0 0)' : 'inset(0 0 0 100%)' },
                  { clipPath: 'inset(0)' },
                ]),
              ),
            appears: (card) => parts(card, 'more'),
          },
  };
}
