// All themes by name.

import type { ThemeName } from '#view/params.ts';
import { bare } from './bare.tsx';
import { label } from './label.tsx';
import { plate } from './plate.tsx';
import { sleeve } from './sleeve.tsx';
import { strip } from './strip.tsx';
import type { Theme } from './theme.ts';

export const THEMES: Record<ThemeName, Theme> = { plate, strip, sleeve, bare, label };
