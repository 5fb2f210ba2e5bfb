// The kinds of sources that an OBS can make for us, chosen from what it says it has, and how a text made by us looks in each.
// Pure. Settings: obs-text.cpp, text-freetype2.c and obs-browser-source.cpp of https://github.com/obsproject

import { COVER_SOURCE, isTextSource } from './source-texts.ts';

const GDI_PLUS = 'text_gdiplus';
const FREETYPE = 'text_ft2_source';
const IMAGE = 'image_source';
const BROWSER = 'browser_source';

type Family = 'text' | 'image' | 'browser';

/** Which family of kinds shows `what`: "text:…", "image:cover", "overlay:…"; undefined for what there is not. */
export function familyOf(what: string): Family | undefined {
  if (isTextSource(what)) return 'text';
  if (what === COVER_SOURCE) return 'image';
  return what.startsWith('overlay:') ? 'browser' : undefined;
}

/** Whether an input of `kind` can show `what`. */
export function suits(kind: string, what: string): boolean {
  const family = familyOf(what);
  if (family === 'text') return kind.startsWith(GDI_PLUS) || kind.startsWith(FREETYPE);
  return family !== undefined && kind === (family === 'image' ? IMAGE : BROWSER);
}

/** Whether an input of `kind` may be one of ours, or a page of ours. */
export function isReadable(kind: string): boolean {
  return kind === IMAGE || kind === BROWSER || kind.startsWith(GDI_PLUS) || kind.startsWith(FREETYPE);
}

export function isBrowser(kind: string): boolean {
  return kind === BROWSER;
}

/** The kind to make for `what`: of texts GDI+ before FreeType, the newest version of it; undefined where this OBS has none. */
export function kindFor(what: string, kinds: readonly string[]): string | undefined {
  const family = familyOf(what);
  if (family !== 'text') return kinds.find((kind) => suits(kind, what));
  return newest(kinds, GDI_PLUS) ?? newest(kinds, FREETYPE);
}

function newest(kinds: readonly string[], prefix: string): string | undefined {
  const versions = kinds.filter((kind) => kind === prefix || kind.startsWith(`${prefix}_v`));
  return versions.sort((a, b) => versionOf(b) - versionOf(a))[0];
}

/** "text_gdiplus_v3" is 3; without a version it is the first. */
function versionOf(kind: string): number {
  return Number(/_v(\d+)$/.exec(kind)?.[1] ?? 1);
}

/** OBS_FONT_BOLD */
const BOLD = 1;

/** White with a black edge, readable on any picture. `platform` as OBS says it: "windows", "macos", else a Linux. */
export function textStyle(kind: string, sizePx: number, platform: string): Record<string, unknown> {
  const font = { face: faceFor(kind, platform), style: 'Bold', size: sizePx, flags: BOLD };
  if (kind.startsWith(GDI_PLUS)) {
    return {
      ...{
        font,
        read_from_file: false,
        color: 0xffffff,
        opacity: 100,
        align: 'left',
        valign: 'top',
        antialiasing: true,
      },
      ...{ outline: true, outline_size: Math.max(2, Math.round(sizePx / 16)), outline_color: 0, outline_opacity: 100 },
    };
  }
  const white = 0xffffffff;
  return { font, from_file: false, color1: white, color2: white, outline: true, drop_shadow: true, antialiasing: true };
}

/** GDI+ takes missing letters from other fonts. FreeType does not: one font has to have Latin, Cyrillic, Greek and CJK. */
function faceFor(kind: string, platform: string): string {
  if (kind.startsWith(GDI_PLUS)) return 'Segoe UI';
  if (platform.startsWith('win')) return 'Yu Gothic UI';
  return platform.startsWith('mac') || platform === 'osx' ? 'Arial Unicode MS' : 'Noto Sans CJK JP';
}

/** The setting that makes a text be read from a file instead; 'text' is not shown while it is on. */
export function fileSetting(kind: string): string {
  return kind.startsWith(GDI_PLUS) ? 'read_from_file' : 'from_file';
}
