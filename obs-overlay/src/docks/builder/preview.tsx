// The overlay itself, with sample data, in its place on a stream's picture of 1920 × 1080, over moving visuals.

import { computed, effect, signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { formatParams, type OverlayName, paramsFor } from '#view/params.ts';
import { VISUAL_NAMES, type VisualName, visualPixels } from '#view/visuals.ts';
import { hasSide, isAtTop, overlay, params, sourceSize } from './choices.ts';
import { Glyph } from './glyphs.tsx';

const CANVAS = { width: 1920, height: 1080 };
const MARGIN = { x: 96, y: 54 };
/** Coarse on purpose: the visuals are there to be looked past, and the DJ's computer has other work. */
const VISUAL = { width: 480, height: 270, framesPerSecond: 15 };

const NOW_PLAYING_SAMPLES: [string, string][] = [
  ['short', 'A track'],
  ['requested', 'Requested'],
  ['long', 'Long names'],
  ['japanese', 'Japanese'],
  ['cyrillic', 'Cyrillic'],
  ['arabic', 'Arabic'],
  ['nocover', 'No cover'],
  ['masked', 'Masked'],
  ['cycle', 'One after the other'],
];

const SAMPLES: Record<OverlayName, [string, string][]> = {
  'now-playing': NOW_PLAYING_SAMPLES,
  requests: [
    ['five', 'Five'],
    ['four', 'The first is played'],
    ['one', 'One'],
    ['none', 'None'],
    ['closed', 'Closed'],
    ['hard', 'Long names'],
    ['nonames', 'Names off'],
  ],
  'request-toast': [
    ['toast', 'One'],
    ['toasts', 'Four at once'],
    ['toastlong', 'Long names'],
    ['toastplain', 'No cover'],
    ['toastnoname', 'Names off'],
  ],
  'up-next': [
    ['next', 'A request'],
    ['nextlong', 'Long names'],
    ['nextplain', 'No cover'],
    ['none', 'None'],
  ],
  setlist: [
    ['set', 'Five'],
    ['setone', 'The first track'],
    ['sethard', 'Long names'],
    ['idle', 'None'],
  ],
  bpm: [
    ['short', 'A track'],
    ['nocover', 'Not known'],
  ],
};

const BACKDROPS = [...VISUAL_NAMES, 'black', 'white'] as const;
type Backdrop = (typeof BACKDROPS)[number];
const BACKDROP_WORDS: Record<Backdrop, string> = {
  tunnel: 'Tunnel',
  dots: 'Dots',
  waves: 'Waves',
  slabs: 'Slabs',
  black: 'Black',
  white: 'White',
};

/** The sample that is shown of each overlay; undefined: its first. */
const chosen = signal<Partial<Record<OverlayName, string>>>({});
const samples = computed(() => SAMPLES[overlay.value]);
const sample = computed(() => chosen.value[overlay.value] ?? samples.value[0]?.[0] ?? 'short');
const backdrop = signal<Backdrop>('tunnel');

export function Preview({ demo }: { demo: boolean }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const show = (name: string) => frame.current?.contentWindow?.postMessage({ sample: name }, location.origin);
  const replay = () => {
    show('idle');
    setTimeout(() => show(sample.value), 700);
  };
  return (
    <section class="panel preview" aria-labelledby="preview-head">
      <header>
        <h2 id="preview-head">Preview</h2>
        <span class="count">sample data, 1920 × 1080</span>
        <span class="actions">
          <button type="button" onClick={replay}>
            <Glyph name="replay" />
            Play again
          </button>
        </span>
      </header>
      <Screen frame={frame} demo={demo} />
      <div class="bars">
        <Pills
          label="Sample"
          choices={samples.value}
          value={sample.value}
          choose={(name) => {
            chosen.value = { ...chosen.value, [overlay.value]: name };
            show(name);
          }}
        />
        <Pills
          label="Behind it"
          choices={BACKDROPS.map((name): [Backdrop, string] => [name, BACKDROP_WORDS[name]])}
          value={backdrop.value}
          choose={(name) => {
            backdrop.value = name;
          }}
        />
      </div>
    </section>
  );
}

function Screen({ frame, demo }: { frame: preact.RefObject<HTMLIFrameElement | null>; demo: boolean }) {
  const screen = useRef<HTMLDivElement>(null);
  const { align } = params.value;
  const { width, height } = sourceSize.value;
  // The sample is part of the first address only: later ones are sent as messages, so that the change is seen.
  const options = paramsFor(overlay.value, { ...params.value, sample: sample.peek(), demo });
  const address = `/overlays/${overlay.value}?${formatParams(options)}`;

  useEffect(() => {
    const element = screen.current;
    if (element === null) return;
    const watcher = new ResizeObserver(() => {
      element.style.setProperty('--scale', String(element.clientWidth / CANVAS.width));
    });
    watcher.observe(element);
    return () => watcher.disconnect();
  }, []);

  const side = hasSide.value ? MARGIN.x : 0;
  const left = align === 'right' && hasSide.value ? CANVAS.width - width - side : side;
  const bottom = isAtTop.value ? CANVAS.height - height - MARGIN.y : MARGIN.y;
  return (
    <div class="screen" ref={screen}>
      <Backdrop />
      <div class="stage">
        <iframe
          ref={frame}
          title="The overlay with sample data"
          tabIndex={-1}
          src={address}
          style={{ width: `${width}px`, height: `${height}px`, left: `${left}px`, bottom: `${bottom}px` }}
        />
      </div>
    </div>
  );
}

function Backdrop() {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setInterval> | undefined;
    const isStill = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    const startedAt = performance.now();
    const draw = (name: VisualName) => {
      if (document.hidden) return;
      const pixels = visualPixels(name, VISUAL.width, VISUAL.height, (performance.now() - startedAt) / 1_000);
      canvas.current?.getContext('2d')?.putImageData(new ImageData(pixels, VISUAL.width, VISUAL.height), 0, 0);
    };
    const stop = effect(() => {
      clearInterval(timer);
      const name = backdrop.value;
      if (name === 'black' || name === 'white') return;
      draw(name);
      if (!isStill) timer = setInterval(() => draw(name), 1_000 / VISUAL.framesPerSecond);
    });
    return () => {
      stop();
      clearInterval(timer);
    };
  }, []);
  const isFlat = backdrop.value === 'black' || backdrop.value === 'white';
  return (
    <>
      <canvas ref={canvas} width={VISUAL.width} height={VISUAL.height} hidden={isFlat} />
      {isFlat && <div class="flat" style={{ background: backdrop.value }} />}
    </>
  );
}

type PillsProps<T extends string> = { label: string; choices: [T, string][]; value: T; choose: (value: T) => void };

function Pills<T extends string>({ label, choices, value, choose }: PillsProps<T>) {
  return (
    <div class="pills" role="radiogroup" aria-label={label}>
      <span class="name">{label}</span>
      {choices.map(([choice, words]) => (
        <label key={choice}>
          <input type="radio" name={label} checked={choice === value} onChange={() => choose(choice)} />
          <span>{words}</span>
        </label>
      ))}
    </div>
  );
}
