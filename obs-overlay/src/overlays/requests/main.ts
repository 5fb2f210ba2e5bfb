// The browser source "requests": how to ask, and the requests the DJ has taken, at most five.

import '#view/overlay.css';
import { effect } from '@preact/signals';
import { THEMES } from '#themes/all.ts';
import { queueLook } from '#themes/queue.tsx';
import { overlaySource, preparePage } from '#view/overlay-page.ts';
import { parseParams } from '#view/params.ts';
import { queueContent } from '#view/queue-content.ts';
import { Stage } from '#view/stage.ts';

async function start(): Promise<void> {
  const params = parseParams(location.search);
  const theme = THEMES[params.theme];
  preparePage(theme.fonts);
  const stage = new Stage(document.body, 'requests', queueLook(theme), params);
  const source = await overlaySource(params);
  effect(() =>
    stage.show(queueContent(source.requests.value, source.nowPlaying.value, params, source.host.value.demo)),
  );
}

start();
