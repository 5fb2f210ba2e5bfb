// Entry of the worker that reads a collection for the library's writer, a few batches ahead of it.

import { bootVolume } from '#adapters/traktor/boot-volume.ts';
import { openTraktorSource } from '#adapters/traktor/nml/traktor-source.ts';
import { SendWindow } from '#kernel/send-window.ts';
import { serveWorker } from '#kernel/worker-server.ts';
import { BATCHES_UNDER_WAY, type FeedBatch, type ParserInput, readBatches } from '#services/library/entry-feed.ts';

const opened = openTraktorSource({ bootVolume: bootVolume() });

serveWorker({
  open: async () => {
    await opened;
  },
  read: async ({ request, window: shared }: ParserInput, send: (batch: FeedBatch) => void) => {
    const source = await opened;
    const window = new SendWindow(BATCHES_UNDER_WAY, shared);
    return readBatches(source, request, (batch) => {
      window.wait();
      send(batch);
    });
  },
});
