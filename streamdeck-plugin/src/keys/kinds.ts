// Every action of the plugin: its UUID (permanent, also in manifest.json) and the kind of key or dial it is.

import { fixDial, fixKey } from './fix.ts';
import type { DialKind, KeyKind } from './key-kind.ts';
import { chapterKey, copyKey, recordKey, sceneKey, sourceKey, streamKey } from './obs-keys.ts';
import { bridgeKey, suggestionKey } from './planner.ts';
import { plannerDial } from './planner-dial.ts';
import { queueDial } from './queue-dial.ts';
import { acceptKey, REQUEST_ACTION, requestKey, skipKey } from './requests.ts';
import { healthKey, liveKey, maskKey, nowKey, requestsKey, testKey, undoKey } from './show-keys.ts';

export const KEY_KINDS: Record<string, KeyKind> = {
  [REQUEST_ACTION]: requestKey,
  'com.tracord.dj.accept': acceptKey,
  'com.tracord.dj.skip': skipKey,
  'com.tracord.dj.undo': undoKey,
  'com.tracord.dj.requests': requestsKey,
  'com.tracord.dj.now': nowKey,
  'com.tracord.dj.fix': fixKey,
  'com.tracord.dj.mask': maskKey,
  'com.tracord.dj.live': liveKey,
  'com.tracord.dj.test': testKey,
  'com.tracord.dj.health': healthKey,
  'com.tracord.dj.scene': sceneKey,
  'com.tracord.dj.source': sourceKey,
  'com.tracord.dj.record': recordKey,
  'com.tracord.dj.stream': streamKey,
  'com.tracord.dj.chapter': chapterKey,
  'com.tracord.dj.copy': copyKey,
  'com.tracord.dj.suggestion': suggestionKey,
  'com.tracord.dj.bridge': bridgeKey,
};

export const DIAL_KINDS: Record<string, DialKind> = {
  'com.tracord.dj.fix': fixDial,
  'com.tracord.dj.queue': queueDial,
  'com.tracord.dj.planner': plannerDial,
};
