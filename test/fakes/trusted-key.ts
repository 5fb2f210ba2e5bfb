// When a press on a key of the made-up app counts: the plugin does not hear one on what has only just come.

import type { StreamDeckApp } from './stream-deck-app.ts';

/** The plugin's 400 ms and a little for the way of a picture. */
const TRUSTED_AFTER_MS = 500;

/** Resolves once the key has shown what it shows for long enough, whatever its bar does. */
export function trusted(app: StreamDeckApp, key: string): Promise<void> {
  return app.until(() => {
    const looks = app.pictures(key).map(({ svg, at }) => ({ look: svg.replace(/<g data-bar=.*?<\/g>/s, ''), at }));
    const now = looks.at(-1)?.look;
    const since = looks[looks.findLastIndex(({ look }) => look !== now) + 1]?.at;
    if (since === undefined) throw new Error('the key shows nothing');
    if (Date.now() - since < TRUSTED_AFTER_MS) throw new Error(`the key shows this since ${Date.now() - since} ms`);
  });
}
