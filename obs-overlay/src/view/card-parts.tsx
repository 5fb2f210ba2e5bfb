// The parts every theme's card is built of: title, artist, facts, cover, the neutral record and the DEMO tag.

import { Fragment } from 'preact';
import type { CardContent } from './card-content.ts';
import { coverState } from './cover-image.ts';
import { scriptOf, splitFeaturing, splitMix, textRuns } from './text-parts.ts';

/** `fit-title.ts` moves between `full` and `small`, and rolls `.roll` inside the title. */
export function Title({ content }: { content: CardContent }) {
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

/** Label, key and tempo; nothing at all where none is known or wanted. */
export function Facts({ content }: { content: CardContent }) {
  const { label, key, bpm } = content;
  if (label === undefined && key === undefined && bpm === undefined) return null;
  return (
    <div class="facts">
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
export function SecondRow({ content }: { content: CardContent }) {
  const { artist, label, key, bpm } = content;
  if ([artist, label, key, bpm].every((item) => item === undefined)) return null;
  return (
    <div class="row">
      <Artist content={content} />
      <Facts content={content} />
    </div>
  );
}

export function Cover({ content }: { content: CardContent }) {
  const state = content.coverUrl === undefined ? 'missing' : coverState(content.coverUrl).value;
  return (
    <div class="cover" style={{ background: content.dark }}>
      {state === 'ready' && <img src={content.coverUrl} alt="" />}
      {state === 'missing' && <NeutralRecord />}
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
export function DemoTag({ content }: { content: CardContent }) {
  return content.demo ? (
    <div class="demo">
      <span>DEMO</span>
    </div>
  ) : null;
}

function Runs({ text }: { text: string }) {
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
