// Label: two flat colours, condensed capitals, the catalogue number in a box like a record's label. Hard cuts.

import '@fontsource-variable/jetbrains-mono/wght.css';
import '@fontsource-variable/sofia-sans-extra-condensed/wght.css';
import './label.css';
import { DemoTag, RequestedBy, SecondRow, Title } from '#view/card-parts.tsx';
import { type CatalogueParts, digitsSize } from '#view/catalogue.ts';
import { cut, type Move, move } from '#view/motion.ts';
import { type CardProps, parts, type Theme } from './theme.ts';

/** Two frames of a 30 fps stream. */
const INVERTED_MS = 67;
const CUT_MS = 80;
const TAB_STEPS = 4;

function LabelCard({ content }: CardProps) {
  return (
    <>
      {content.catalogue !== undefined && (
        <div class="box">
          <Catalogue parts={content.catalogue} />
          <div class="inverse" aria-hidden="true">
            <Catalogue parts={content.catalogue} />
          </div>
        </div>
      )}
      <div class="block">
        <div class="text">
          <Title content={content} />
          <SecondRow content={content} />
        </div>
        <DemoTag content={content} />
        <div class="inverse" />
      </div>
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

function Catalogue({ parts: { letters, digits } }: { parts: CatalogueParts }) {
  return (
    <>
      <span class="letters">{letters}</span>
      <b class="digits" style={{ fontSize: `${digitsSize(digits)}px` }}>
        {digits}
      </b>
    </>
  );
}

function cutAll(elements: HTMLElement[], at: number, from: number, to: number): Move[] {
  return elements.map((element) => cut(element, at, { opacity: from }, { opacity: to }));
}

export const label: Theme = {
  name: 'label',
  fonts: ['900 76px "Sofia Sans Extra Condensed Variable"', '800 76px "JetBrains Mono Variable"'],
  Card: LabelCard,
  textHeight: (arrangement) => (arrangement === 'line' ? 172 : undefined),

  enter(card) {
    // The first one is there with the first frame.
    return [...cutAll(parts(card, 'block'), CUT_MS, 0, 1), ...cutAll(parts(card, 'text', 'demo'), 2 * CUT_MS, 0, 1)];
  },

  change(older, newer) {
    return [
      ...cutAll([older], 0, 0, 0),
      ...parts(newer, 'inverse').map((inverse) =>
        move(inverse, 0, INVERTED_MS, 'steps(1, end)', [{ opacity: 1 }, { opacity: 0 }]),
      ),
    ];
  },

  leave(card) {
    return [
      ...cutAll(parts(card, 'text', 'demo', 'tab'), 0, 1, 0),
      ...cutAll(parts(card, 'block'), CUT_MS, 1, 0),
      ...cutAll([card], 2 * CUT_MS, 1, 0),
    ];
  },

  request(card) {
    return parts(card, 'tab').map((tab) =>
      move(tab, 0, 300, `steps(${TAB_STEPS})`, [{ transform: 'translateY(100%)' }, { transform: 'none' }]),
    );
  },
};
