// The parts every theme's card is built of: title, artist, facts, cover, the neutral record and the DEMO tag.

import { type ComponentChildren, Fragment } from 'preact';
import type { CardContent } from './card-content.ts';
import { coverState } from './cover-image.ts';
import type { NoticeLine } from './notice-content.ts';
import type { Asker } from './requested-by.ts';
import { scriptOf, shorten, splitFeaturing, splitMix, textRuns } from './text-parts.ts';

/** Characters as people count them; what is wider than its place is cut there as well. */
const LONGEST_NAME = 40;

/** `fit-title.ts` moves between `full` and `small`, and rolls `.roll` inside the title. */
export function Title({ content }: { content: Pick<CardContent, 'title'> }) {
  if (content.title === undefined) return null;
  const { name, mix } = splitMix(content.title);
  return (
    <div class={`title ${scriptOf(content.title)}`} dir="auto">
      <span class="roll">
        <Runs text={name} />
        {mix !== undefined && (
          <>
            {' '}
            <i class="mix">
              <Runs text={mix} />
            </i>
          </>
        )}
      </span>
    </div>
  );
}

/** One line; the guests are dropped before the rest is cut. */
export function Artist({ content }: { content: CardContent }) {
  if (content.artist === undefined) return null;
  const { main, guests } = splitFeaturing(content.artist);
  return (
    <div class={`artist ${scriptOf(content.artist)}`} dir="auto">
      <Runs text={main} />
      {guests !== undefined && (
        <span class="guests">
          <Runs text={guests} />
        </span>
      )}
    </div>
  );
}

/**
 * Label, key and tempo; nothing at all where none is known or wanted. `asker`: who asked for the track stands here, in
 * place of the label.
 */
export function Facts({ content, asker }: { content: CardContent; asker?: Asker | undefined }) {
  const { key, bpm } = content;
  const label = asker === undefined ? content.label : undefined;
  if (label === undefined && key === undefined && bpm === undefined && asker === undefined) return null;
  return (
    <div class="facts">
      {asker !== undefined && (
        <span class="fact asker">
          <b class="bar" />
          <RequestedBy asker={asker} />
        </span>
      )}
      {label !== undefined && (
        <span class={`fact label-name ${scriptOf(label)}`}>
          <b class="bar" />
          <bdi>
            <Runs text={label} />
          </bdi>
        </span>
      )}
      {key !== undefined && <span class="fact key">{key}</span>}
      {bpm !== undefined && <span class="fact bpm">{bpm}</span>}
    </div>
  );
}

/** Artist and facts beside each other; nothing where there is neither. */
export function SecondRow({ content, asker }: { content: CardContent; asker?: Asker | undefined }) {
  const { artist, label, key, bpm } = content;
  if ([artist, label, key, bpm, asker].every((item) => item === undefined)) return null;
  return (
    <div class="row">
      <Artist content={content} />
      <Facts content={content} asker={asker} />
    </div>
  );
}

/** "requested by NAME", or by "NAME +8" where more people asked for it. */
export function RequestedBy({ asker: { name, others } }: { asker: Asker }) {
  return (
    <span class="by">
      <span class="says">requested by</span> <Name name={name} others={others} />
    </span>
  );
}

/** A viewer's name: shown as it is, never as anything else, and in a direction of its own. */
export function Name({ name, others = 0 }: { name: string; others?: number }) {
  return (
    <span class="whose">
      <bdi class={`who ${scriptOf(name)}`}>
        <Runs text={shorten(name, LONGEST_NAME)} />
      </bdi>
      {others > 0 && <span class="others">+{others}</span>}
    </span>
  );
}

/** The line above the title of a toast; a long name gives way to the words beside it. */
export function NoticeWords({ line: { before, name, after } }: { line: NoticeLine }) {
  return (
    <span class="by">
      {before !== undefined && <span class="says">{before}</span>}
      {name !== undefined && <Name name={name} />}
      {after !== undefined && <span class="says">{after}</span>}
    </span>
  );
}

/** A title of one line, cut with "…". */
export function NoticeTitle({ title }: { title: string }) {
  return (
    <div class={`title one-line ${scriptOf(title)}`} dir="auto">
      <Runs text={title} />
    </div>
  );
}

type CoverContent = Pick<CardContent, 'coverUrl' | 'dark'>;

export function Cover({ content, children }: { content: CoverContent; children?: ComponentChildren }) {
  const state = content.coverUrl === undefined ? 'missing' : coverState(content.coverUrl).value;
  return (
    <div class="cover" style={{ background: content.dark }}>
      {state === 'ready' && <img src={content.coverUrl} alt="" />}
      {state === 'missing' && <NeutralRecord />}
      {children}
    </div>
  );
}

export function NeutralRecord() {
  return (
    <svg viewBox="0 0 100 100" aria-hidden="true">
      <rect width="100" height="100" fill="#1C1F25" />
      <circle cx="50" cy="50" r="38" fill="#0B0C0E" />
      <circle cx="50" cy="50" r="31" fill="none" stroke="#2B2F37" stroke-width="3" />
      <circle cx="50" cy="50" r="24" fill="none" stroke="#2B2F37" stroke-width="3" />
      <circle cx="50" cy="50" r="15" fill="#C8CCD3" />
      <circle cx="50" cy="50" r="3.4" fill="#0B0C0E" />
    </svg>
  );
}

/** Says that the host plays its demo set; no option of the address removes it. */
export function DemoTag({ content }: { content: Pick<CardContent, 'demo'> }) {
  return content.demo ? (
    <div class="demo">
      <span>DEMO</span>
    </div>
  ) : null;
}

/** Words with what they need to be drawn rightly; always text, never markup. */
export function Runs({ text }: { text: string }) {
  return (
    <>
      {textRuns(text).map((run, index) => (
        <span key={index} lang={run.lang}>
          {run.words.map((word, at) => (
            <Fragment key={at}>
              {at > 0 && <wbr />}
              {word}
            </Fragment>
          ))}
        </span>
      ))}
    </>
  );
}
