// Builds the library desk: the collection it reads, or that of the demo set, and what is left out of it.

import type { Settings } from '@tracord/shared/settings.ts';
import type { OperatorTopics } from '@tracord/shared/topics.ts';
import { collectionWatch } from '#adapters/files/collection-watch.ts';
import type { HostEvents } from '#domain/events.ts';
import type { Clock } from '#kernel/clock.ts';
import type { EventBus } from '#kernel/event-bus.ts';
import type { HealthReporter } from '#kernel/health.ts';
import type { Logger } from '#kernel/logger.ts';
import type { TopicStore } from '#kernel/topic-store.ts';
import type { Catalogue } from '#services/library/catalogue.ts';
import { LibraryDesk } from '#services/library/library-desk.ts';
import type { DemoSet } from './demo-set.ts';

export type LibraryRoomParts = {
  catalogue: Catalogue;
  operator: TopicStore<OperatorTopics>;
  demoSet: DemoSet | undefined;
  settings: () => Settings;
  /** The newest collection on this computer. */
  find: () => Promise<string | undefined>;
  onProgress: (done: number, total: number) => void;
  events: EventBus<HostEvents>;
  report: HealthReporter;
  clock: Clock;
  log: Logger;
};

export function libraryDesk(parts: LibraryRoomParts): LibraryDesk {
  const { catalogue, operator, demoSet, settings, find, onProgress, events, report, clock, log } = parts;
  return new LibraryDesk({
    ...{ catalogue, find, onProgress, events, report, clock, log },
    topics: operator,
    wanted: () => demoSet?.collection ?? settings().library.collection,
    rules: () => {
      const { library: wanted, masks } = settings();
      return { exclude: wanted.exclude, excludeLoops: wanted.excludeLoops, masks };
    },
    watch: collectionWatch(clock, log.scope('collection')),
  });
}
