// The browser source "setlist": the last tracks of the set that is on, with the time each began. Nothing is there outside a set.

import '#view/overlay.css';
import { effect, signal } from '@preact/signals';
import { THEMES } from '#themes/all.ts';
import { queueLook } from '#themes/queue.tsx';
import { overlaySource, preparePage } from '#view/overlay-page.ts';
import { parseParams } from '#view/params.ts';
import { clockText, setlistContent } from '#view/setlist-content.ts';
import { Stage } from '#view/stage.ts';

/** The head tells the time: it is late by this much at most. */
const LOOKS_EVERY_MS = 1_000;

async function start(): Promise<void> {
  const params = parseParams(location.search);
  const theme = THEMES[params.theme];
  preparePage(theme.fonts);
  const stage = new Stage(document.body, 'setlist', queueLook(theme), params);
  const source = await overlaySource(params);
  const time = signal(clockText(source.hostNow()));
  setInterval(() => {
    time.value = clockText(source.hostNow());
  }, LOOKS_EVERY_MS);
  effect(() =>
    stage.show(setlistContent(source.set.value, source.nowPlaying.value, time.value, params, source.host.value.demo)),
  );
}

start();
