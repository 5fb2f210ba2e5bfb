// The browser source "bpm": how fast it plays, as a whole number. Nothing is there while that is not known.

import '#view/overlay.css';
import { effect } from '@preact/signals';
import { THEMES } from '#themes/all.ts';
import { tempoLook } from '#themes/tempo.tsx';
import { overlaySource, preparePage } from '#view/overlay-page.ts';
import { parseParams } from '#view/params.ts';
import { Stage } from '#view/stage.ts';
import { tempoContent } from '#view/tempo-content.ts';

async function start(): Promise<void> {
  const params = parseParams(location.search);
  const theme = THEMES[params.theme];
  preparePage(theme.fonts);
  const stage = new Stage(document.body, 'bpm', tempoLook(theme), params);
  const source = await overlaySource(params);
  effect(() => stage.show(tempoContent(source.tempo.value, source.nowPlaying.value, params, source.host.value.demo)));
}

start();
