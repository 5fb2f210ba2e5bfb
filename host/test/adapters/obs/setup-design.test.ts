import { describe, expect, it } from 'vitest';
import type { ObsState } from '#adapters/obs/link.ts';
import { isOurAddress } from '#adapters/obs/refresh.ts';
import { freeName, KNOWN_SOURCES, newSource, placeOf, usualName } from '#adapters/obs/setup-design.ts';
import { isLost } from '#adapters/obs/setup-place.ts';
import { kindFor, suits } from '#adapters/obs/text-kinds.ts';
import { OVERLAY_NAMES } from '../../../../obs-overlay/src/view/params.ts';
import { recommendedSize } from '../../../../obs-overlay/src/view/stage-size.ts';

const state = (inputKinds: string[], canvas = { width: 1920, height: 1080 }, platform = 'windows'): ObsState => ({
  ...{
    version: '30.2.0',
    websocket: '5.5.0',
    platform,
    requests: new Set<string>(),
    inputKinds,
    collection: 'Show',
    canvas,
  },
  ...{ scenes: [], inputs: [], studioMode: false, streaming: { active: false }, recording: { active: false } },
});

describe('the kind of a source', () => {
  const cases: [what: string, kinds: string[], kind: string | undefined][] = [
    ['text:title', ['text_ft2_source_v2', 'text_gdiplus', 'text_gdiplus_v3', 'text_gdiplus_v2'], 'text_gdiplus_v3'],
    ['text:title', ['text_gdiplus', 'text_ft2_source_v2'], 'text_gdiplus'],
    ['text:title', ['image_source', 'text_ft2_source', 'text_ft2_source_v2'], 'text_ft2_source_v2'],
    ['text:title', ['text_gdiplus_v10', 'text_gdiplus_v9'], 'text_gdiplus_v10'],
    ['text:title', ['text_other', 'browser_source'], undefined],
    ['image:cover', ['slideshow', 'image_source'], 'image_source'],
    ['overlay:requests', ['image_source'], undefined],
    ['overlay:requests', ['browser_source'], 'browser_source'],
  ];
  it.each(cases)('%s of %j is %s', (what, kinds, kind) => {
    expect(kindFor(what, kinds)).toBe(kind);
    if (kind !== undefined) expect(suits(kind, what)).toBe(true);
  });

  it('has settings that say whose it is, and letters in the size of the canvas', () => {
    expect(newSource('text:title', state(['text_gdiplus_v3']), 80)?.settings).toMatchObject({
      ...{ tracord: 'text:title', read_from_file: false, color: 0xffffff, outline: true },
      font: { face: 'Segoe UI', size: 64, flags: 1 },
    });
    const small = state(['text_ft2_source_v2'], { width: 1280, height: 720 }, 'debian');
    expect(newSource('text:title', small, 80)?.settings).toMatchObject({ from_file: false, font: { size: 43 } });
    expect(newSource('overlay:now-playing', state(['browser_source']), 4711)).toEqual({
      kind: 'browser_source',
      settings: {
        ...{
          tracord: 'overlay:now-playing',
          url: 'http://127.0.0.1:4711/overlays/now-playing',
          width: 960,
          height: 232,
        },
        ...{ webpage_control_level: 0, shutdown: false, restart_when_active: false, reroute_audio: false },
      },
    });
  });
});

describe('the place of a source', () => {
  const canvases = [
    { width: 1920, height: 1080 },
    { width: 1280, height: 720 },
    { width: 3840, height: 2160 },
    { width: 1080, height: 1920 },
    { width: 1024, height: 768 },
  ];
  const pages = KNOWN_SOURCES.filter((what) => what.startsWith('overlay:'));
  const others = KNOWN_SOURCES.filter((what) => !what.startsWith('overlay:'));
  const wide = canvases.slice(0, 3);
  it.each([
    ...canvases.map((canvas) => ({ canvas, list: others })),
    ...wide.map((canvas) => ({ canvas, list: pages })),
  ])('is whole within $canvas.width × $canvas.height, and none of $list.length lies on another', ({ canvas, list }) => {
    const boxes = list.map((what) => boxOf(what, canvas));
    for (const box of boxes) {
      expect(box.left).toBeGreaterThanOrEqual(0);
      expect(box.top).toBeGreaterThanOrEqual(0);
      expect(box.right).toBeLessThanOrEqual(canvas.width);
      expect(box.bottom).toBeLessThanOrEqual(canvas.height);
    }
    for (const [index, a] of boxes.entries()) {
      for (const b of boxes.slice(index + 1)) {
        const apart = a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
        expect(apart, `${a.what} and ${b.what}`).toBe(true);
      }
    }
  });

  it.each(OVERLAY_NAMES)('has the size that the overlay %s is drawn for', (name) => {
    const { boundsWidth: width, boundsHeight: height } = placeOf(`overlay:${name}`, { width: 1920, height: 1080 });
    expect({ width, height }).toEqual(recommendedSize('plate', name, true));
  });

  it('is not lost, of any of them', () => {
    for (const what of KNOWN_SOURCES) {
      const [canvas = { width: 1, height: 1 }] = canvases;
      expect(isLost({ width: 100, height: 50, ...placeOf(what, canvas) }, true, canvas)).toBe(false);
    }
  });
});

function boxOf(what: string, canvas: ObsState['canvas']) {
  const { positionX, positionY, boundsWidth, boundsHeight, alignment } = placeOf(what, canvas);
  const left = alignment === 6 ? Number(positionX) - Number(boundsWidth) : Number(positionX);
  const top = Number(positionY);
  return { what, left, top, right: left + Number(boundsWidth), bottom: top + Number(boundsHeight) };
}

describe('an item that nobody can see', () => {
  const canvas = { width: 1920, height: 1080 };
  const free = {
    boundsType: 'OBS_BOUNDS_NONE',
    scaleX: 1,
    scaleY: 1,
    alignment: 5,
    width: 100,
    height: 100,
    rotation: 0,
  };
  const cases: [name: string, transform: Record<string, unknown>, enabled: boolean, lost: boolean][] = [
    ['moved by the DJ', { ...free, positionX: 1_900, positionY: 5 }, true, false],
    ['hidden by the DJ', { ...free, positionX: 10, positionY: 5 }, false, false],
    ['made and put nowhere', { ...free, positionX: 0, positionY: 0 }, false, true],
    ['in the corner, and shown', { ...free, positionX: 0, positionY: 0 }, true, false],
    ['right of the canvas', { ...free, positionX: 1_920, positionY: 0 }, true, true],
    ['left of it', { ...free, positionX: -100, positionY: 0 }, true, true],
    ['left of it, about its middle', { ...free, alignment: 0, positionX: -40, positionY: 50 }, true, false],
    ['above it', { ...free, alignment: 9, positionX: 10, positionY: -1 }, true, true],
    ['turned', { ...free, positionX: 2_000, positionY: 0, rotation: 180 }, true, false],
    ['without a size', { ...free, positionX: 10, positionY: 0, scaleX: 0 }, true, true],
    [
      'in a box without a size',
      { ...free, positionX: 10, positionY: 9, boundsType: 'OBS_BOUNDS_STRETCH', boundsWidth: 0, boundsHeight: 9 },
      true,
      true,
    ],
    [
      'an empty text of the DJ, half outside',
      { ...free, positionX: -10, positionY: 9, width: 0, height: 0 },
      true,
      false,
    ],
  ];
  it.each(cases)('%s', (_name, transform, enabled, lost) => {
    expect(isLost(transform, enabled, canvas)).toBe(lost);
  });
});

it('takes a free name', () => {
  expect(usualName('text:title')).toBe('TraCord title');
  expect(freeName('T', new Set())).toBe('T');
  expect(freeName('T', new Set(['T', 'T 2']))).toBe('T 3');
  expect(new Set(KNOWN_SOURCES.map(usualName)).size).toBe(KNOWN_SOURCES.length);
});

it.each([
  ['http://127.0.0.1:4711/overlays/now-playing?theme=bare', true],
  ['http://localhost:4711/x', true],
  ['http://[::1]:4711/', true],
  ['http://127.0.0.1:4712/', false],
  ['http://127.0.0.1/', false],
  ['https://127.0.0.1:4711/', false],
  ['http://example.com:4711/', false],
  ['http://127.0.0.1:4711@example.com/', false],
  ['nonsense', false],
  [undefined, false],
])('knows our address: %s', (address, ours) => {
  expect(isOurAddress(address, 4711)).toBe(ours);
});
