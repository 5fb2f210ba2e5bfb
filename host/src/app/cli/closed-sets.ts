// The sets of a host that does not run, read from its data folder: a tracklist as the running host would write it.

import { Covers } from '#adapters/artwork/cover-cache.ts';
import { titleRules } from '#app/title-rules.ts';
import type { Refusal } from '#domain/request-refusal.ts';
import { systemClock } from '#kernel/clock.ts';
import { DomainError } from '#kernel/domain-error.ts';
import { silentLogger } from '#kernel/logger.ts';
import { type Exported, type ExportInput, SetExports } from '#services/live/set-exports.ts';
import { SetLibrary } from '#services/live/set-library.ts';
import { SetTracklists } from '#services/live/set-tracklists.ts';
import { SetViews } from '#services/live/set-views.ts';
import { OutputStore } from '#storage/show/outputs.ts';
import { setStores } from '#storage/show/set-stores.ts';
import { type ClosedHost, withClosedHost } from './closed-host.ts';
import type { CliPlace } from './place.ts';

/** The step of the show's store that made sets. */
const SINCE = 4;

/** Refused with what the host refuses. Throws DomainError as `withClosedHost` does. */
export function exportClosed(place: CliPlace, input: ExportInput): Promise<Exported | Refusal> {
  const nothingYet = new DomainError(
    'no-set',
    `There are no sets yet in ${place.data}. They come with the first show.`,
  );
  return withClosedHost(place, { command: 'setlist', since: SINCE, nothingYet }, (host) =>
    exportsOf(place, host).export(input),
  );
}

function exportsOf(place: CliPlace, { settings, show, library }: ClosedHost): SetExports {
  const stores = setStores(show);
  const outputs = new OutputStore(show);
  const covers = new Covers({ cacheFolder: place.cache, log: silentLogger });
  const titles = titleRules(settings, silentLogger);
  const rules = () => ({ ...titles, marksAreCurrent: library.isMarked });
  const { tracks } = library;
  const views = new SetViews({
    ...{ stores, rules, now: systemClock.now },
    lagMs: () => settings.sets.broadcastLagSeconds * 1000,
    clocks: (fromMs, toMs) => outputs.between(fromMs, toMs),
  });
  const { setlists } = stores;
  const tracklists = new SetTracklists({
    // As DjSets finds them.
    find: (id) => {
      if (id === 'current') return setlists.newest();
      return id === 'last' ? setlists.all(2).find(({ endedAt }) => endedAt !== undefined) : setlists.get(id);
    },
    views,
    library: new SetLibrary({ tracks, rules, settings: () => settings, log: silentLogger }),
    // What was held back for some seconds has been said since.
    knowsOf: () => true,
    cover: (path) => covers.forFile(path),
  });
  return new SetExports({
    tracklist: (id, options) => tracklists.tracklist(id, options),
    cover: (id, sizePx) => covers.image(id, sizePx),
    traktorKeys: library.traktorKeys,
    line: () => settings.sets.line,
    copy: async () => false,
    log: silentLogger,
  });
}
