// The settings of requests: their rules, and the texts people read when a rule says no.

import { z } from 'zod';
import type { RuleCode } from './request-commands.ts';

const names = z.array(z.string().min(1)).default([]);

export const requestSettings = z
  .strictObject({
    openWhenLive: z
      .boolean()
      .default(true)
      .describe('true: requests open when the show goes live. They close when it ends, either way.'),
    perPerson: z.int().min(1).max(100).default(2).describe('Requests that one person may have waiting or accepted.'),
    perHelper: z.int().min(1).max(100).default(4).describe('The same for staff and subscribers.'),
    inQueue: z.int().min(1).max(500).default(25).describe('Requests that may wait or be accepted at the same time.'),
    minutesBetween: z
      .number()
      .min(0)
      .max(1440)
      .default(10)
      .describe('Minutes between two requests of one person. 0: none.'),
    oncePerSet: z
      .boolean()
      .default(true)
      .describe('true: a song that was played in this set cannot be asked for again.'),
    notPlayedInSets: z
      .int()
      .min(0)
      .max(50)
      .default(0)
      .describe('Songs played in so many sets before this one cannot be asked for. 0: all can.'),
    artistTracksApart: z
      .int()
      .min(0)
      .max(50)
      .default(3)
      .describe(
        'An artist who was on air can be asked for again after so many tracks. What waits in the queue does not count. 0: at once.',
      ),
    expireMinutes: z
      .number()
      .min(0)
      .max(1440)
      .default(120)
      .describe('Minutes after which a request that waits is over. 0: never.'),
    discordAccountDays: z
      .number()
      .min(0)
      .max(3650)
      .default(7)
      .describe('Discord accounts younger than so many days cannot ask yet. 0: all can.'),
    longestMinutes: z
      .number()
      .min(0)
      .max(600)
      .default(0)
      .describe('Tracks longer than so many minutes cannot be asked for. 0: all can.'),
    blockedPeople: names.describe(
      'People who cannot ask, as "discord:<user id>". Blocked by a command, they are not listed here.',
    ),
    blockedArtists: names.describe('Artists that cannot be asked for; case does not matter.'),
    blockedTracks: names.describe('Tracks that cannot be asked for, as "Artist - Title"; case does not matter.'),
    blockedGenres: names.describe('Genres that cannot be asked for; case does not matter.'),
    blockedFolders: names.describe(
      'Files that cannot be asked for, as patterns over the whole path (see library.exclude).',
    ),
    keepWishes: z
      .boolean()
      .default(true)
      .describe('true: words that no song of yours fits are kept as a wish, for your shopping list.'),
    clipboard: z
      .boolean()
      .default(true)
      .describe('true: accepting a request copies "artist title", to be pasted into Traktor’s search field.'),
    showNames: z.boolean().default(true).describe('false: no name of a viewer appears on any overlay.'),
    hiddenNames: names.describe(
      'Words that keep a name off the overlays and out of what is posted, beside the built-in list. That list is thorough in English; of German, French, Spanish, Italian, Portuguese, Dutch, Polish, Russian and Turkish it has the worst words only.',
    ),
    allowedNames: names.describe('Words that the built-in list takes for bad ones and that are none.'),
    howToAsk: z.string().max(60).default('ask with /request').describe('The line on the overlay that says how to ask.'),
  })
  .prefault({})
  .describe('Requests: who may ask for what, and when.');

const text = (sentence: string, when: string) => z.string().min(1).max(300).default(sentence).describe(when);

/** {title}, {minutes}, {count} and {artist} stand for what they say, where the rule knows it. */
const TEXTS = {
  closed: text('Requests are closed right now.', 'Requests are closed.'),
  rehearsal: text('Requests open when the show starts.', 'The show is not live.'),
  'person-blocked': text('You cannot ask for songs here.', 'The person is blocked.'),
  'account-too-young': text(
    'Your account is too new to ask for songs yet. Try again in {days} days.',
    'The Discord account is too young.',
  ),
  'too-many-open': text(
    'You already have {count} requests waiting. Take one back, or wait until one is played.',
    'The person has as many requests as may be.',
  ),
  'too-soon': text('You can ask again in {minutes} min.', 'The last request of the person is not long enough ago.'),
  'queue-full': text('The queue is full right now. Try again in a few songs.', 'As many requests wait as may.'),
  'already-asked': text(
    'You already asked for this one: it is number {number}.',
    'The person asked for this song already.',
  ),
  'already-played': text('{title} was already played tonight.', 'The song was played in this set.'),
  'played-lately': text('{title} was played in one of the last sets.', 'The song was played in one of the last sets.'),
  'artist-too-close': text(
    '{artist} was on just now. Try again in a few songs.',
    'A track of the artist was on air too short a while ago.',
  ),
  'artist-blocked': text('{artist} cannot be asked for here.', 'The artist is blocked.'),
  'track-blocked': text('{title} cannot be asked for here.', 'The track is blocked.'),
  'genre-blocked': text('{title} does not fit tonight.', 'The genre is blocked.'),
  'folder-blocked': text('{title} does not fit tonight.', 'The folder is blocked.'),
  'too-long': text('{title} is too long for tonight.', 'The track is too long.'),
  'track-unknown': text('That song is not in the library.', 'There is no such track, or it is not for requests.'),
} satisfies Record<RuleCode, z.ZodType>;

export const requestTextSettings = z
  .strictObject(TEXTS)
  .prefault({})
  .describe(
    'What people read when a request cannot be taken. {title}, {artist}, {minutes}, {days}, {count} and {number} are filled in.',
  );
