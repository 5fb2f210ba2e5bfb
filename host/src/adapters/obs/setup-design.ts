// How the sources look that setup makes: their names, sizes and places. Drawn for a canvas of 1920 × 1080 and scaled to any other.
// Pure. Texts and the cover take the place of the overlay "now-playing": they are there instead of it.

import type { ObsState } from './link.ts';
import { kindFor, textStyle } from './text-kinds.ts';

type Canvas = ObsState['canvas'];

/** px at 1080p. `x` from the left edge, or from the right one where negative; `y` likewise from the head or the foot: of the near
 * edge of the source. */
type Place = { x: number; y: number; width: number; height: number };
/** `size`: of the letters, px at 1080p. */
type Design = { name: string; place: Place; size?: number };

const LEFT = 96;
const FOOT = -54;
const BESIDE_COVER = LEFT + 200 + 28;

const DESIGNS: Record<string, Design> = {
  'text:title': {
    name: 'TraCord title',
    place: { x: BESIDE_COVER, y: -150, width: 1500, height: 104 },
    size: 64,
  },
  'text:artist': { name: 'TraCord artist', place: { x: BESIDE_COVER, y: -66, width: 1500, height: 72 }, size: 44 },
  'text:line': {
    name: 'TraCord artist and title',
    place: { x: LEFT, y: -272, width: 1728, height: 72 },
    size: 44,
  },
  'text:next': { name: 'TraCord next request', place: { x: LEFT, y: -352, width: 1728, height: 58 }, size: 36 },
  'text:requests': { name: 'TraCord request count', place: { x: LEFT, y: -418, width: 600, height: 58 }, size: 36 },
  'image:cover': { name: 'TraCord cover', place: { x: LEFT, y: FOOT, width: 200, height: 200 } },
  'overlay:now-playing': { name: 'TraCord now playing', place: { x: LEFT, y: FOOT, width: 960, height: 232 } },
  'overlay:up-next': { name: 'TraCord up next', place: { x: LEFT, y: -302, width: 960, height: 112 } },
  'overlay:request-toast': { name: 'TraCord request toast', place: { x: LEFT, y: 54, width: 960, height: 112 } },
  'overlay:requests': { name: 'TraCord requests', place: { x: -LEFT, y: 54, width: 760, height: 404 } },
  'overlay:setlist': { name: 'TraCord setlist', place: { x: -LEFT, y: 474, width: 760, height: 404 } },
  'overlay:bpm': { name: 'TraCord tempo', place: { x: -LEFT, y: FOOT, width: 440, height: 112 } },
};

/** Everything that can be asked for. */
export const KNOWN_SOURCES = Object.keys(DESIGNS);

/** Its own name in OBS, unless that is taken. */
export function usualName(what: string): string {
  return DESIGNS[what]?.name ?? `TraCord ${what}`;
}

/** `name`, or "name 2", "name 3" … where others have it: names are unique among all sources and scenes. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  let free = name;
  for (let n = 2; taken.has(free); n += 1) free = `${name} ${n}`;
  return free;
}

/** The key in a source's own settings that says it is ours; OBS keeps it. Its value is what the source shows. */
export const MARK = 'tracord';

export function pageAddress(what: string, webPort: number): string {
  return `http://127.0.0.1:${webPort}/overlays/${what.slice('overlay:'.length)}`;
}

/** Kind and settings of a new source; undefined where this OBS has no kind for it. */
export function newSource(what: string, state: ObsState, webPort: number) {
  const design = DESIGNS[what];
  const kind = kindFor(what, state.inputKinds);
  if (design === undefined || kind === undefined) return undefined;
  const scale = scaleOf(state.canvas);
  const px = (at1080: number) => Math.max(1, Math.round(at1080 * scale));
  if (design.size !== undefined) {
    return {
      kind,
      settings: { [MARK]: what, text: '', ...textStyle(kind, px(design.size), state.platform) },
    };
  }
  if (!what.startsWith('overlay:')) return { kind, settings: { [MARK]: what } };
  const { width, height } = design.place;
  // The pages' own settings: nothing of OBS is theirs to drive (level 0), and they keep running while hidden.
  const page = { url: pageAddress(what, webPort), width: px(width), height: px(height), webpage_control_level: 0 };
  return {
    kind,
    settings: { [MARK]: what, ...page, shutdown: false, restart_when_active: false, reroute_audio: false },
  };
}

/** OBS's alignments: 1 left, 2 right, 4 top, 8 bottom; neither of a pair is the middle.
 * https://github.com/obsproject/obs-studio/blob/master/libobs/obs-defs.h */
const LEFT_TOP = 5;
const RIGHT_TOP = 6;

/** The transform of its item in a scene. A text keeps its size and is made smaller only where it would be too long; a page or a
 * cover fills its box. */
export function placeOf(what: string, canvas: Canvas): Record<string, unknown> {
  const { place, size } = DESIGNS[what] ?? { place: { x: LEFT, y: FOOT, width: 960, height: 232 } };
  const scale = scaleOf(canvas);
  const width = Math.min(
    Math.round(place.width * scale),
    canvas.width - Math.round((Math.abs(place.x) + LEFT) * scale),
  );
  const height = Math.round(place.height * scale);
  const x = Math.round(place.x * scale);
  const y = Math.round(place.y * scale);
  return {
    ...{ positionX: x < 0 ? canvas.width + x : x, positionY: y < 0 ? canvas.height + y - height : y },
    alignment: x < 0 ? RIGHT_TOP : LEFT_TOP,
    boundsType: size === undefined ? 'OBS_BOUNDS_SCALE_INNER' : 'OBS_BOUNDS_MAX_ONLY',
    ...{ boundsWidth: Math.max(1, width), boundsHeight: height, boundsAlignment: x < 0 ? 2 : 1 },
    ...{ rotation: 0, scaleX: 1, scaleY: 1, cropLeft: 0, cropRight: 0, cropTop: 0, cropBottom: 0 },
  };
}

/** So that nothing is cut off, in portrait too. */
function scaleOf({ width, height }: Canvas): number {
  return Math.min(width / 1920, height / 1080) || 1;
}
