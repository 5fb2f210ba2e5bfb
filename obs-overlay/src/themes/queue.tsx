// A list of rows, taken requests or tracks of the set: one panel in five themes: a head, and rows that close up when one leaves.

import './queue.css';
import './queue-plate.css';
import './queue-strip.css';
import './queue-sleeve.css';
import './queue-bare.css';
import './queue-label.css';
import './setlist.css';
import { DemoTag, Name, Runs, Title } from '#view/card-parts.tsx';
import { tintOf } from '#view/colour.ts';
import { cut, ENTERING, FLIPPING, fade, LEAVING, type Move, move } from '#view/motion.ts';
import type { ThemeName } from '#view/params.ts';
import { type QueueContent, type QueueRow, queueBetween } from '#view/queue-content.ts';
import { type CardMotion, type CardProps, type Look, parts, type Theme } from './theme.ts';

/** Heights of a row in px. */
const ROW_PX: Record<ThemeName, number> = { plate: 64, strip: 60, sleeve: 60, bare: 60, label: 58 };
const CLOSE_UP_MS = 300;
/** Share of the cover's colour in Bare's numbers and names. */
const TINT = 0.3;
/** The same in the row that is on air. */
const STRONG = 0.7;

function queueCard(rowPx: number) {
  return function Queue({ content }: CardProps<QueueContent>) {
    const style = {
      '--tint': tintOf(content.edge, TINT),
      '--strong': tintOf(content.edge, STRONG),
      '--row': `${rowPx}px`,
      '--digits': mostDigits(content),
    };
    return (
      <div class="panel" style={style}>
        <div class="ground" />
        <div class="edge" />
        <div class="head">
          <span class="what" dir="auto">
            <Runs text={content.heading} />
          </span>
          <DemoTag content={content} />
          <span class="hint" dir="auto">
            <Runs text={content.hint} />
          </span>
        </div>
        <div class="list" style={{ height: `${content.slots * rowPx}px` }}>
          <div class="column" />
          {content.leaving.map((row) => (
            <Entry key={row.id} row={row} rowPx={rowPx} isLeaving />
          ))}
          {content.rows.map((row) => (
            <Entry key={row.id} row={row} rowPx={rowPx} />
          ))}
        </div>
      </div>
    );
  };
}

/** All numbers stand in one column, as wide as the longest of them needs. */
function mostDigits({ rows, leaving }: QueueContent): number {
  return Math.max(1, ...[...rows, ...leaving].map(({ number }) => String(number).length));
}

type EntryProps = { row: QueueRow; rowPx: number; isLeaving?: boolean };

function Entry({ row, rowPx, isLeaving = false }: EntryProps) {
  const { id, place, number, title, asker, time, isNow } = row;
  const shade = isNow ? 'now' : place % 2 === 0 ? 'odd' : 'even';
  return (
    <div class={`entry ${shade}${isLeaving ? ' going' : ''}`} data-request={id} style={{ top: `${place * rowPx}px` }}>
      <span class="number">{number}</span>
      <Title content={{ title }} />
      {asker !== undefined && <Name name={asker.name} others={asker.others} />}
      {time !== undefined && <span class="whose">{time}</span>}
    </div>
  );
}

type PanelMotion = Pick<CardMotion, 'enter' | 'leave'>;

/** How the panel comes and goes; Plate opens it as it opens its other cards. */
const PANEL_MOTION: Record<Exclude<ThemeName, 'plate'>, PanelMotion> = {
  strip: {
    enter: (card) => parts(card, 'panel').map((panel) => move(panel, 0, 400, ENTERING, [BELOW, AT_REST])),
    leave: (card) => parts(card, 'panel').map((panel) => move(panel, 0, 350, LEAVING, [AT_REST, BELOW])),
  },
  sleeve: {
    enter: (card) => [
      ...parts(card, 'panel').map((panel) => move(panel, 0, 320, ENTERING, [FOLDED, AT_REST])),
      ...lines(card).map((line, index) => fade(line, 200 + index * 50, 150, 'linear', 0, 1)),
    ],
    leave: (card) => [
      ...lines(card).map((line) => fade(line, 0, 120, 'linear', 1, 0)),
      ...parts(card, 'panel').map((panel) => move(panel, 100, 250, LEAVING, [AT_REST, FOLDED])),
    ],
  },
  bare: {
    enter: (card) => lines(card).map((line, index) => fade(line, index * 60, 300, ENTERING, 0, 1)),
    leave: (card) => lines(card).map((line) => fade(line, 0, 350, LEAVING, 1, 0)),
  },
  label: {
    enter: (card) => [
      ...parts(card, 'ground', 'column').map((block) => cut(block, 80, { opacity: 0 }, { opacity: 1 })),
      ...parts(card, 'entry').map((entry) => cut(entry, 160, { opacity: 0 }, { opacity: 1 })),
    ],
    leave: (card) => [
      ...parts(card, 'entry').map((entry) => cut(entry, 0, { opacity: 1 }, { opacity: 0 })),
      ...parts(card, 'ground', 'column').map((block) => cut(block, 80, { opacity: 1 }, { opacity: 0 })),
      cut(card, 160, { opacity: 1 }, { opacity: 0 }),
    ],
  },
};

const BELOW = { transform: 'translateY(100%)' };
const FOLDED = { transform: 'scaleY(0)' };
const AT_REST = { transform: 'none' };
const lines = (card: HTMLElement) => parts(card, 'head', 'entry');

export function queueLook(theme: Theme): Look<QueueContent> {
  const rowPx = ROW_PX[theme.name];
  const { enter, leave } = theme.name === 'plate' ? theme : PANEL_MOTION[theme.name];
  return {
    Card: queueCard(rowPx),
    enter,
    leave,
    // It is one list for good: what changes in it changes inside the card.
    change: () => [],
    isSame: () => true,
    fit: (card) => {
      fitHint(card);
      return undefined;
    },
    within: (older, newer) => {
      const during = queueBetween(older, newer);
      return during === undefined
        ? undefined
        : {
            during,
            moves: (card) => [
              ...rowMoves(card, older, during, rowPx),
              ...(theme.name === 'bare' ? [] : footMoves(card, older, during, rowPx)),
            ],
            appears: (card) => [...entriesOf(card)].flatMap(([id, entry]) => (isIn(older, id) ? [] : [entry])),
          };
    },
  };
}

const isIn = (content: QueueContent, id: string) => content.rows.some((row) => row.id === id);

function entriesOf(card: HTMLElement): Map<string, HTMLElement> {
  return new Map(parts(card, 'entry').map((entry) => [entry.dataset.request ?? '', entry]));
}

/** What leaves fades, what stays closes up, what is new comes in behind. */
function rowMoves(card: HTMLElement, older: QueueContent, during: QueueContent, rowPx: number): Move[] {
  const entries = entriesOf(card);
  const before = new Map(older.rows.map((row) => [row.id, row.place]));
  const moves: Move[] = [];
  for (const { id, place } of during.rows) {
    const entry = entries.get(id);
    const was = before.get(id);
    if (entry === undefined || was === place) continue;
    const from = { transform: `translateY(${((was ?? place) - place) * rowPx}px)` };
    if (was === undefined) moves.push(fade(entry, CLOSE_UP_MS / 2, CLOSE_UP_MS / 2, 'linear', 0, 1));
    else moves.push(move(entry, 0, CLOSE_UP_MS, FLIPPING, [from, AT_REST]));
  }
  for (const { id } of during.leaving) {
    const entry = entries.get(id);
    if (entry !== undefined) moves.push(fade(entry, 0, CLOSE_UP_MS / 2, 'linear', 1, 0));
  }
  return moves;
}

/** The panel is clipped from the length it had to the one it will have. */
function footMoves(card: HTMLElement, older: QueueContent, during: QueueContent, rowPx: number): Move[] {
  const radius = parts(card, 'ground').map((ground) => getComputedStyle(ground).borderRadius)[0] ?? '0';
  const clip = (rows: number) => ({ clipPath: `inset(0 0 ${(during.slots - rows) * rowPx}px 0 round ${radius})` });
  if (older.rows.length === during.rows.length) return [];
  return [move(card, 0, CLOSE_UP_MS, FLIPPING, [clip(older.rows.length), clip(during.rows.length)])];
}

/** A long way of asking is more to viewers than the word "Requests". */
function fitHint(card: HTMLElement): void {
  const hint = card.querySelector('.hint');
  card.classList.remove('hint-alone');
  if (hint !== null && hint.scrollWidth > hint.clientWidth) card.classList.add('hint-alone');
}
