// Everything else a DJ may choose: when it shows, where it stands, what is in it, its colours.

import type { ComponentChildren } from 'preact';
import { contrast } from '#view/colour.ts';
import { choose, hasSide, overlay, params, THEME_INFO } from './choices.ts';
import { Glyph } from './glyphs.tsx';

export function Options() {
  const { theme, show, forSeconds, everyMinutes, align, loaded, motion } = params.value;
  const isNowPlaying = overlay.value === 'now-playing';
  const hasCover = THEME_INFO.find(({ name }) => name === theme)?.hasCover ?? true;
  return (
    <section class="panel options" aria-labelledby="options-head">
      <header>
        <h2 id="options-head">Options</h2>
      </header>
      <div class="rows">
        {isNowPlaying && (
          <Row name="Show">
            <Segments
              label="Show"
              value={show}
              choices={[
                ['always', 'Always'],
                ['change', 'At a change'],
              ]}
              onChoose={(value) => choose({ show: value })}
            />
          </Row>
        )}
        {isNowPlaying && show === 'change' && (
          <Row name="">
            <Amount
              label="for"
              unit="s"
              value={forSeconds}
              least={3}
              most={600}
              set={(value) => choose({ forSeconds: value })}
            />
            <Amount
              label="again every"
              unit="min"
              value={everyMinutes}
              least={0}
              most={120}
              set={(value) => choose({ everyMinutes: value })}
            />
          </Row>
        )}
        {overlay.value === 'up-next' && (
          <Row name="Show">
            <Segments
              label="Show"
              value={loaded ? 'loaded' : 'taken'}
              choices={[
                ['taken', 'Once you took it'],
                ['loaded', 'Once it is on a deck'],
              ]}
              onChoose={(value) => choose({ loaded: value === 'loaded' })}
            />
          </Row>
        )}
        {hasSide.value && (
          <Row name="Side">
            <Segments
              label="Side"
              value={align}
              choices={[
                ['left', 'Left'],
                ['right', 'Right'],
              ]}
              onChoose={(value) => choose({ align: value })}
            />
          </Row>
        )}
        {(isNowPlaying || (hasCover && ['request-toast', 'up-next'].includes(overlay.value))) && (
          <Row name="Items">{isNowPlaying ? <Items hasCover={hasCover} /> : <CoverChip />}</Row>
        )}
        <Row name="Motion">
          <Segments
            label="Motion"
            value={motion ? 'on' : 'off'}
            choices={[
              ['on', 'As designed'],
              ['off', 'Plain fade'],
            ]}
            onChoose={(value) => choose({ motion: value === 'on' })}
          />
        </Row>
        <Row name="Colours">
          <Colours />
        </Row>
      </div>
    </section>
  );
}

function Row({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div class="option">
      <span class="name">{name}</span>
      <div class="field">{children}</div>
    </div>
  );
}

type SegmentsProps<T extends string> = {
  label: string;
  value: T;
  choices: [T, string][];
  onChoose: (value: T) => void;
};

function Segments<T extends string>({ label, value, choices, onChoose }: SegmentsProps<T>) {
  return (
    <div class="segments" role="radiogroup" aria-label={label}>
      {choices.map(([choice, words]) => (
        <label key={choice}>
          <input type="radio" name={label} checked={choice === value} onChange={() => onChoose(choice)} />
          <span>{words}</span>
        </label>
      ))}
    </div>
  );
}

type AmountProps = {
  label: string;
  unit: string;
  value: number;
  least: number;
  most: number;
  set: (value: number) => void;
};

function Amount({ label, unit, value, least, most, set }: AmountProps) {
  return (
    <label class="amount">
      {label}
      <input
        type="number"
        min={least}
        max={most}
        value={value}
        onChange={(event) => {
          const wanted = event.currentTarget.valueAsNumber;
          if (Number.isFinite(wanted)) set(Math.min(most, Math.max(least, Math.round(wanted))));
        }}
      />
      {unit}
    </label>
  );
}

function CoverChip() {
  return <Chip words="Cover" on={params.value.cover} set={(on) => choose({ cover: on })} />;
}

function Items({ hasCover }: { hasCover: boolean }) {
  const { theme, artist, title, key, bpm, requester } = params.value;
  const label = params.value.label ?? theme === 'strip';
  return (
    <div class="chips">
      {hasCover && <CoverChip />}
      <Chip words="Artist" on={artist} set={(on) => choose({ artist: on })} />
      <Chip words="Title" on={title} set={(on) => choose({ title: on })} />
      <Chip words="Label" on={label} set={(on) => choose({ label: on === (theme === 'strip') ? undefined : on })} />
      <Chip words="Key" on={key} set={(on) => choose({ key: on })} />
      <Chip words="Tempo" on={bpm} set={(on) => choose({ bpm: on })} />
      <Chip words="Requested by" on={requester} set={(on) => choose({ requester: on })} />
    </div>
  );
}

function Chip({ words, on, set }: { words: string; on: boolean; set: (on: boolean) => void }) {
  return (
    <label class="chip">
      <input type="checkbox" checked={on} onChange={(event) => set(event.currentTarget.checked)} />
      <span>
        <Glyph name="tick" />
        {words}
      </span>
    </label>
  );
}

/** What the theme uses when nothing is chosen. */
const OWN_COLOURS = {
  plate: { back: '#0E0F12', ink: '#FFFFFF' },
  strip: { back: '#0B0C0E', ink: '#FFFFFF' },
  sleeve: { back: '#F1ECE0', ink: '#17130E' },
  bare: { back: '#000000', ink: '#FFFFFF' },
  label: { back: '#FF7A3D', ink: '#150B05' },
};

/** Large text needs 3:1; on moving pictures, scaled down, 4.5:1 is the least that is read with ease. */
const READABLE = 4.5;

function Colours() {
  const { theme, accent, back, ink } = params.value;
  const own = OWN_COLOURS[theme];
  const ratio = contrast(back ?? own.back, ink ?? own.ink);
  return (
    <div class="colours">
      {theme !== 'label' && (
        <Colour
          words="Accent"
          value={accent}
          own="#3FD08C"
          usual="from the cover"
          set={(accent) => choose({ accent })}
        />
      )}
      {theme !== 'bare' && (
        <Colour words="Ground" value={back} own={own.back} usual="from the theme" set={(back) => choose({ back })} />
      )}
      <Colour words="Text" value={ink} own={own.ink} usual="from the theme" set={(ink) => choose({ ink })} />
      {ratio < READABLE && (
        <p class="warning" role="status">
          Text on ground is {ratio.toFixed(1)} : 1. Below {READABLE} : 1 viewers on a phone will not read it.
        </p>
      )}
    </div>
  );
}

type ColourProps = {
  words: string;
  value: string | undefined;
  own: string;
  usual: string;
  set: (value: string | undefined) => void;
};

function Colour({ words, value, own, usual, set }: ColourProps) {
  return (
    <div class="colour">
      <label>
        <input
          type="color"
          value={(value ?? own).toLowerCase()}
          onInput={(event) => set(event.currentTarget.value.toUpperCase())}
        />
        <span>{words}</span>
      </label>
      {value === undefined ? (
        <span class="usual">{usual}</span>
      ) : (
        <button type="button" class="plain" onClick={() => set(undefined)}>
          {value} <u>reset</u>
        </button>
      )}
    </div>
  );
}
