// The schemas that several topics are made of.

import { z } from 'zod';
import type { ArtworkView, KeyView } from './topics.ts';

/** One schema for each member, and none besides. */
export type Shape<T> = { [K in keyof T]-?: z.ZodType<T[K]> };

export const keyView = z.object({
  camelot: z.string().describe('8A'),
  openKey: z.string().describe('1m'),
  name: z.string().describe('Am'),
} satisfies Shape<KeyView>);

const color = z.string().regex(/^#[0-9A-Fa-f]{6}$/);

export const artwork = z
  .object({
    id: z.string(),
    colors: z.object({ main: color, dark: color } satisfies Shape<ArtworkView['colors']>),
  } satisfies Shape<ArtworkView>)
  .describe('a cover: /artwork/<id>?size=<px>');
