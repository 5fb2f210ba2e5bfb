// The browser source "now-playing": what is on air, in one of five themes. Changes the page only, never loads it again.

import '#view/overlay.css';
import { effect } from '@preact/signals';
import { THEMES } from '#themes/all.ts';
import { nowPlayingLook } from '#themes/now-playing-look.ts';
import { type CardContent, cardContent, isSameTrack } from '#view/card-content.ts';
import { loadCover } from '#view/cover-image.ts';
import { type OverlaySource, overlaySource, preparePage } from '#view/overlay-page.ts';
import { type OverlayParams, parseParams } from '#view/params.ts';
import { Presence } from '#view/presence.ts';
import { type Asker, AskerDelay, askerOnAir } from '#view/requested-by.ts';
import { Stage } from '#view/stage.ts';

function showOn(stage: Stage<CardContent>, params: OverlayParams, source: OverlaySource): void {
  let content: CardContent | undefined;
  let asker: Asker | undefined;
  const shown = () => (content !== undefined && asker !== undefined && delay.isDue ? { ...content, asker } : content);
  const delay = new AskerDelay(() => {
    if (!stage.isEmpty) stage.show(shown());
  });
  const presence = new Presence({
    ...params,
    onVisible: (visible) => {
      if (!visible) delay.end();
      else if (stage.isEmpty) delay.begin();
      stage.show(visible ? shown() : undefined);
    },
    readingMs: () => stage.rollMs,
  });
  effect(() => {
    const now = source.nowPlaying.value;
    const next = cardContent(now, params, source.host.value.demo);
    if (next?.coverUrl !== undefined) loadCover(next.coverUrl);
    const previous = content;
    content = next;
    asker = params.requester ? askerOnAir(now, source.requests.value) : undefined;
    if (next === undefined) {
      delay.end();
      presence.end();
      stage.show(undefined);
    } else if (previous === undefined || !isSameTrack(previous, next)) {
      delay.begin();
      presence.begin();
      const title = next.title;
      requestAnimationFrame(() => performance.mark('title-frame', { detail: title }));
    } else if (!stage.isEmpty) {
      stage.show(shown());
    }
  });
}

async function start(): Promise<void> {
  const params = parseParams(location.search);
  const theme = THEMES[params.theme];
  preparePage(theme.fonts);
  const stage = new Stage(document.body, 'now-playing', nowPlayingLook(theme), params);
  showOn(stage, params, await overlaySource(params));
}

start();
