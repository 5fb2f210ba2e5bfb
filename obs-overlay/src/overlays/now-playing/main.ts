// The browser source "now-playing": what is on air, in one of five themes. Changes the page only, never loads it again.

import '#view/overlay.css';
import { effect, type ReadonlySignal } from '@preact/signals';
import type { PublicTopics } from '@tracord/shared/topics.ts';
import { THEMES } from '#themes/all.ts';
import { type CardContent, cardContent, isSameTrack } from '#view/card-content.ts';
import { loadCover } from '#view/cover-image.ts';
import { followHost } from '#view/live-data.ts';
import { type OverlayParams, parseParams } from '#view/params.ts';
import { Presence } from '#view/presence.ts';
import { Stage } from '#view/stage.ts';

type Source = { nowPlaying: ReadonlySignal<PublicTopics['nowPlaying']>; host: ReadonlySignal<PublicTopics['host']> };

function addOwnStyles(): void {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = '/user.css';
  document.head.append(link);
}

function readyFonts(fonts: string[]): void {
  // Letters of the scripts our fonts carry, so that each of their files is there before the first title.
  for (const font of fonts) document.fonts.load(font, 'aé—ěяѐω').catch((error) => console.warn('font', font, error));
}

function showOn(stage: Stage, params: OverlayParams, source: Source): void {
  let content: CardContent | undefined;
  const presence = new Presence({
    ...params,
    onVisible: (visible) => stage.show(visible ? content : undefined),
    readingMs: () => stage.rollMs,
  });
  effect(() => {
    const next = cardContent(source.nowPlaying.value, params, source.host.value.demo);
    if (next?.coverUrl !== undefined) loadCover(next.coverUrl);
    const previous = content;
    content = next;
    if (next === undefined) {
      presence.end();
      stage.show(undefined);
    } else if (previous === undefined || !isSameTrack(previous, next)) {
      presence.begin();
      const title = next.title;
      requestAnimationFrame(() => performance.mark('title-frame', { detail: title }));
    } else if (!stage.isEmpty) {
      stage.show(next);
    }
  });
}

async function start(): Promise<void> {
  const params = parseParams(location.search);
  const theme = THEMES[params.theme];
  addOwnStyles();
  readyFonts(theme.fonts);
  const stage = new Stage(document.body, theme, params);
  if (params.sample === undefined) {
    showOn(stage, params, followHost(location.origin));
    return;
  }
  const { sampleData } = await import('#view/samples.ts');
  showOn(stage, params, sampleData(params.sample, params.demo));
}

start();
