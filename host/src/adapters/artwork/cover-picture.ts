// Decodes and scales pictures that came from strangers: what is broken, too large or slow is a value, not a crash.
// sharp is loaded with the first picture and kept on a short leash, for the sake of an idle host's memory.

import type { SharpOptions } from 'sharp';
import { messageOf } from '#kernel/domain-error.ts';
import { type CoverColors, colorsOf } from './cover-colors.ts';
import { pictureKind } from './cover-reader.ts';

/** The longest side of what is kept, in pixels. */
export const LARGEST = 1000;

/** About 6,300 × 6,300; a larger picture is a mistake or an attack. */
const MOST_PIXELS = 40_000_000;
const MOST_SECONDS = 10;
/** Behind transparent pixels: the overlays' plate. */
const BACKGROUND = '#0E0F12';

export type MadePicture =
  | { ok: true; jpeg: Buffer; width: number; height: number; colors: CoverColors }
  | { ok: false; message: string };

/** Decodes once, and makes the largest picture and its colours of it. */
export async function makePicture(bytes: Uint8Array): Promise<MadePicture> {
  if (pictureKind(bytes) === undefined) return { ok: false, message: 'it is no JPEG, PNG, GIF or WebP' };
  try {
    const sharp = await loadSharp();
    const { data, info } = await sharp(bytes, { ...GUARDED, autoOrient: true })
      .timeout({ seconds: MOST_SECONDS })
      .resize(LARGEST, LARGEST, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: BACKGROUND })
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true });
    const { width, height, channels } = info;
    const raw = { width, height, channels };
    const small = await sharp(data, { raw }).resize(64, 64, { fit: 'fill' }).toColourspace('srgb').raw().toBuffer();
    const jpeg = await sharp(data, { raw }).jpeg({ quality: 90, chromaSubsampling: '4:4:4' }).toBuffer();
    return { ok: true, jpeg, width, height, colors: colorsOf(small) };
  } catch (error) {
    return { ok: false, message: messageOf(error) };
  }
}

/** A picture of our own, made smaller. Throws when it is broken. */
export async function scaled(jpeg: Uint8Array, sizePx: number): Promise<Buffer> {
  const sharp = await loadSharp();
  return sharp(jpeg, GUARDED)
    .resize(sizePx, sizePx, { fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 88, chromaSubsampling: '4:4:4' })
    .toBuffer();
}

/** One of our own drawings as PNG. */
export async function rasterised(svg: Uint8Array, sizePx: number): Promise<Buffer> {
  const sharp = await loadSharp();
  return sharp(svg, { density: (72 * sizePx) / 100 })
    .resize(sizePx, sizePx)
    .png()
    .toBuffer();
}

const GUARDED: SharpOptions = { limitInputPixels: MOST_PIXELS, failOn: 'truncated', pages: 1 };

async function loadSharp() {
  const { default: sharp } = await import('sharp');
  sharp.concurrency(1);
  sharp.cache(false);
  return sharp;
}
