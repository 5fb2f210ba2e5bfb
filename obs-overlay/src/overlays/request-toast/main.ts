// The browser source "request-toast": who asked for what, for some seconds after the DJ took it. Each request is said once.

import '#view/overlay.css';
import { effect } from '@preact/signals';
import { THEMES } from '#themes/all.ts';
import { noticeLook } from '#themes/notices.tsx';
import { loadCover } from '#view/cover-image.ts';
import { type NoticeContent, toastContent } from '#view/notice-content.ts';
import { type OverlaySource, overlaySource, preparePage } from '#view/overlay-page.ts';
import { type OverlayParams, parseParams } from '#view/params.ts';
import { Stage } from '#view/stage.ts';
import { TOAST_IN_MS, ToastLine } from '#view/toast-line.ts';

const OUT_MS = 250;

function showOn(stage: Stage<NoticeContent>, params: OverlayParams, source: OverlaySource): void {
  let shown: NoticeContent | undefined;
  const line = new ToastLine((toast) => {
    const request = toast && source.requests.peek()?.byId[toast.id];
    if (toast !== undefined && request !== undefined) {
      shown = toastContent(toast.id, request, toast.more, params, source.host.peek().demo);
      if (shown.coverUrl !== undefined) loadCover(shown.coverUrl);
      stage.show(shown);
      return;
    }
    // A request that is taken back takes its name along at once, before the card has gone.
    const isTakenBack = shown !== undefined && source.requests.peek()?.byId[shown.id] === undefined;
    if (shown !== undefined && isTakenBack) stage.show({ ...shown, line: { after: 'asked for' } });
    shown = undefined;
    stage.show(undefined);
  }, source.hostNow);
  effect(() => {
    const requests = source.requests.value;
    if (requests !== undefined) line.take(requests);
  });
}

async function start(): Promise<void> {
  const params = parseParams(location.search);
  const theme = THEMES[params.theme];
  preparePage(theme.fonts);
  const stage = new Stage(document.body, 'request-toast', noticeLook(theme, TOAST_IN_MS, OUT_MS), params);
  showOn(stage, params, await overlaySource(params));
}

start();
