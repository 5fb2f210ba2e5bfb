// The DJ's own CSS file for overlays: read anew for each page, and said when it cannot be.

import { readFile } from 'node:fs/promises';
import { messageOf } from '#kernel/domain-error.ts';
import type { HealthReporter } from '#kernel/health.ts';

/** The file's text; empty where none is set or it cannot be read. */
export function userCss(path: () => string, report: HealthReporter): () => Promise<string> {
  return async () => {
    const file = path();
    if (file === '') return '';
    try {
      const css = await readFile(file, 'utf8');
      report({ status: 'ok', message: 'Your own CSS is in use.' });
      return css;
    } catch (error) {
      report({
        status: 'warn',
        message: 'Your own CSS file cannot be read; the overlays show without it.',
        remedy: `See to the path behind "css:" in the settings (${messageOf(error)}).`,
      });
      return '';
    }
  };
}
