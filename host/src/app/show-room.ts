// Builds what says what is on air, in the operator's view and the audience's: the on-air machine, now playing, the live show.

import type { Settings } from '@tracord/shared/settings.ts';
import type { OperatorTopics, PublicTopics } from '@tracord/shared/topics.ts';
import type { Clock } from '#kernel/clock.ts';
import type { HealthReporter } from '#kernel/health.ts';
import type { Logger } from '#kernel/logger.ts';
import type { TopicStore } from '#kernel/topic-store.ts';
import type { Catalogue } from '#services/library/catalogue.ts';
import { Audience } from '#services/live/audience.ts';
import { Identification } from '#services/live/identification.ts';
import { LiveShow } from '#services/live/live-show.ts';
import { NowPlaying, type NowPlayingParts } from '#services/live/now-playing.ts';
import type { NowPlayingRules } from '#services/live/now-playing-view.ts';
import { OnAirDesk } from '#services/live/on-air-desk.ts';
import { PlayBook } from '#services/live/play-book.ts';
import { PlayHistory } from '#services/live/play-history.ts';
import { TestSong } from '#services/live/test-song.ts';
import type { RememberedMatches } from '#storage/show/choices.ts';
import type { Plays } from '#storage/show/plays.ts';
import type { ShowState } from '#storage/show/show-state.ts';
import { titleRules } from './title-rules.ts';

export type ShowRoomParts = {
  plays: Plays;
  state: ShowState;
  remembered: RememberedMatches;
  operator: TopicStore<OperatorTopics>;
  audience: TopicStore<PublicTopics>;
  catalogue: Catalogue;
  settings: () => Settings;
  cover: NowPlayingParts['cover'];
  /** Who plays now; undefined: nobody in particular. */
  performer: () => string | undefined;
  report: HealthReporter;
  clock: Clock;
  log: Logger;
};

export type ShowRoom = {
  live: LiveShow;
  nowPlaying: NowPlaying;
  onAir: OnAirDesk;
  testSong: TestSong;
  audience: Audience;
  history: PlayHistory;
  identification: Identification;
  rules: () => NowPlayingRules;
  /** Writes to the show's store, now or as soon as it can be. */
  write: (write: () => void) => void;
  /** Titles or masks are set otherwise now: `rules` says so from here on. */
  settingsChanged(): void;
};

export function showRoom(parts: ShowRoomParts): ShowRoom {
  const { plays, state, operator, catalogue, settings, clock, log } = parts;
  const book = new PlayBook(plays, parts.report, log);
  const write = (work: () => void) => book.write(work);
  let titles = titleRules(settings(), log);
  const rules = () => ({
    ...titles,
    // A library that was never imported is marked by nothing.
    marksAreCurrent: catalogue.isMarkedBy(settings().masks) && operator.get('library').collection !== undefined,
  });
  const identification = new Identification(catalogue, parts.remembered, log);
  const nowPlaying = new NowPlaying({
    ...{ topics: operator, plays, book, state, rules, clock, log, identification },
    ...{ cover: parts.cover, performer: parts.performer },
    onLength: (heard, durationMs) => onAir.take({ kind: 'length', heard, durationMs }),
  });
  const onAir = new OnAirDesk({
    ...{ topics: operator, state, write, clock, log },
    policy: () => settings().onAir.policy,
    onChange: (change) => nowPlaying.take(change),
  });
  const delayMs = () => settings().nowPlaying.announceDelaySeconds * 1000;
  const audience = new Audience(operator, parts.audience, clock, delayMs, {
    read: () => state.get('announcedUntil'),
    write: (until) => write(() => state.set('announcedUntil', until)),
  });
  const tracks = (ids: string[]) => catalogue.tracks(ids);
  return {
    live: new LiveShow(operator, state, write, clock, log),
    ...{ nowPlaying, onAir, audience, identification, rules, write },
    testSong: new TestSong(operator, nowPlaying, clock),
    history: new PlayHistory(plays, tracks, rules, (playedAt) => audience.knowsOf(playedAt)),
    settingsChanged: () => {
      titles = titleRules(settings(), log);
    },
  };
}
