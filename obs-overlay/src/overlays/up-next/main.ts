// The browser source "up-next": what the DJ has next, or the accepted request that comes next. Nothing is there while there is none.

import '#view/overlay.css';
import { effect } from '@preact/signals';
import { THEMES } from '#themes/all.ts';
import { noticeLook } from '#themes/notices.tsx';
import { loadCover } from '#view/cover-image.ts';
import { upNextContent } from '#view/notice-content.ts';
import { overlaySource, preparePage } from '#view/overlay-page.ts';
import { parseParams } from '#view/params.ts';
import { Stage } from '#view/stage.ts';

const IN_MS = 600;
const OUT_MS = 350;

async function start(): Promise<void> {
  const params = parseParams(location.search);
  const theme = THEMES[params.theme];
  preparePage(theme.fonts);
  const stage = new Stage(document.body, 'up-next', noticeLook(theme, IN_MS, OUT_MS), params);
  const source = await overlaySource(params);
  effect(() => {
    const content = upNextContent(source.requests.value, source.next.value, params, source.host.value.demo);
    if (content?.coverUrl !== undefined) loadCover(content.coverUrl);
    stage.show(content);
  });
}

start();
