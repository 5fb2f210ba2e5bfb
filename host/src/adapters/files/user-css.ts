// The DJ's own CSS file for overlays: read anew for each page, and said when it cannot be.

import { readFile, stat } from 'node:fs/promises';
import { DomainError, messageOf } from '#kernel/domain-error.ts';
import type { HealthReporter } from '#kernel/health.ts';

const LARGEST_BYTES = 1024 * 1024;

/** The file's text; empty where none is set or it cannot be read. Each call says how it stands: call it also when the setting
 * changes, so that an old warning does not stay until a page is loaded. */
export function userCss(path: () => string, report: HealthReporter): () => Promise<string> {
  return async () => {
    const file = path();
    if (file === '') {
      report({ status: 'off', message: 'The overlays use no CSS of your own.' });
      return '';
    }
    try {
      const css = await readStyles(file);
      report({ status: 'ok', message: 'Your own CSS is in use.' });
      return css;
    } catch (error) {
      report({
        status: 'warn',
        message: 'Your own CSS file cannot be read; the overlays show without it.',
        remedy: `See to the path behind "css:" in the settings (${messageOf(error)}), then refresh the browser source in OBS.`,
      });
      return '';
    }
  };
}

/** Only of a file: from a pipe or a device a read may never come back. */
async function readStyles(file: string): Promise<string> {
  const found = await stat(file);
  if (!found.isFile()) throw new DomainError('no-file', `${file} is no file`);
  if (found.size > LARGEST_BYTES) throw new DomainError('too-large', `${file} is larger than 1 MB`);
  return readFile(file, 'utf8');
}
