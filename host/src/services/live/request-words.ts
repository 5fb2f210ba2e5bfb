// Asking by words, for chats without menus: what the words mean, what comes of it, and one line to say in the chat. And the
// songs that may be asked for, for chats with menus.

import type { CommandArgs, CommandResult } from '@tracord/shared/commands.ts';
import type { Settings } from '@tracord/shared/settings.ts';
import type { OperatorTopics } from '@tracord/shared/topics.ts';
import type { TrackHit } from '#domain/collection.ts';
import { fold } from '#domain/fold.ts';
import type { CleanTitle } from '#domain/now-track.ts';
import { oneLine } from '#domain/one-line.ts';
import { refusedByRule } from '#domain/request-refusal.ts';
import { readWords, type WordsVerdict } from '#domain/request-words.ts';
import {
  addedReply,
  chatLine,
  doubtfulReply,
  emptyReply,
  notNowReply,
  suggestReply,
  tooManyReply,
  votedReply,
  wishReply,
} from '#domain/request-words-replies.ts';
import { waysToAsk } from '#domain/request-words-ways.ts';
import type { Logger } from '#kernel/logger.ts';
import type { TopicStore } from '#kernel/topic-store.ts';
import type { Catalogue } from '#services/library/catalogue.ts';
import type { Requests } from './requests.ts';

export type RequestWordsParts = {
  catalogue: Pick<Catalogue, 'search'>;
  requests: Pick<Requests, 'add' | 'wish'>;
  topics: TopicStore<OperatorTopics>;
  settings: () => Pick<Settings, 'requestTexts'>;
  titles: CleanTitle;
  /** Whether the library is marked by the masks of now; true where no mask needs it to be. */
  marksAreCurrent: () => boolean;
  log: Logger;
};

type Answer = { ok: true } & CommandResult<'request.text'>;
type Asked = CommandArgs<'request.text'>;

/** Of so many hits the songs are told apart: exact names stand in front of them. */
const HITS = 60;
/** So many songs the DJ is asked to choose from. */
const MOST_CANDIDATES = 5;
const NOTHING: WordsVerdict<TrackHit> = { songs: [], isCertain: false, plausible: 0, fits: false };

export class RequestWords {
  readonly #parts: RequestWordsParts;

  constructor(parts: RequestWordsParts) {
    this.#parts = parts;
  }

  /** Songs that may be asked for: one file each, best first, nothing masked, left out or gone. Fails closed. */
  async choices(words: string): Promise<WordsVerdict<TrackHit>> {
    const { catalogue, marksAreCurrent } = this.#parts;
    let near = NOTHING;
    for (const { words: q, needs } of waysToAsk(words)) {
      if (!marksAreCurrent()) return NOTHING;
      const { tracks } = await catalogue.search(q, { limit: HITS, maskedToo: false });
      const verdict = readWords(q, tracks, needs);
      if (verdict.fits || near.songs.length === 0) near = verdict;
      if (verdict.fits) break;
    }
    // The masks may have changed while the library was asked.
    return marksAreCurrent() ? near : NOTHING;
  }

  /** `commandKey`: the same ask again, also after a restart, has the same answer. */
  async ask(asked: Asked, commandKey?: string): Promise<Answer> {
    const words = oneLine(asked.words);
    const shut = this.#shut();
    if (shut !== undefined) return shut;
    const found = await this.#found(words);
    if (found === undefined) return { ...said('refused', notNowReply()), code: 'failed' };
    const { songs, isCertain, plausible } = found;
    const [first] = songs;
    if (first === undefined) return this.#unknown(words, asked);
    const meant = isCertain ? [first] : songs.slice(0, plausible);
    if (meant.length > MOST_CANDIDATES) return said('too-many', tooManyReply());
    if (!isCertain && meant.length === 1) return said('doubtful', suggestReply(this.#named(first)));
    return this.#add({ ...asked, words }, first, meant, commandKey);
  }

  /** Undefined where the library cannot be asked, or nothing it says can be trusted: no wish is made of that. */
  async #found(words: string): Promise<WordsVerdict<TrackHit> | undefined> {
    try {
      const found = await this.choices(words);
      return this.#parts.marksAreCurrent() ? found : undefined;
    } catch (error) {
      this.#parts.log.error('request.words.failed', { error });
      return undefined;
    }
  }

  async #add(asked: Asked, first: TrackHit, meant: TrackHit[], commandKey: string | undefined): Promise<Answer> {
    const isCertain = meant.length === 1;
    const confidence = Math.round(100 / meant.length) / 100;
    const candidates = meant.map(({ id }) => ({ id, confidence }));
    const answer = await this.#parts.requests.add({ ...asked, trackId: first.id, candidates }, commandKey);
    if (!answer.ok) {
      const { code, message, retryAt } = answer;
      return { ...said('refused', chatLine(message)), code, retryAt };
    }
    const { id, number, outcome, place } = answer;
    const song = isCertain ? this.#named(first) : undefined;
    if (outcome === 'voted') return { ...said('voted', votedReply(song, number)), id, number };
    if (song === undefined) {
      // Rules may have refused some of them.
      const left = this.#parts.topics.get('requests').byId[id]?.candidates?.length ?? meant.length;
      return { ...said('doubtful', doubtfulReply(left, number)), id, number };
    }
    return { ...said('added', addedReply(song, number, place)), id, number };
  }

  #shut(): Answer | undefined {
    const { topics, settings } = this.#parts;
    const { open, reason = '' } = topics.get('requests');
    if (open) return undefined;
    const { code, message } = refusedByRule(topics.get('live').on ? 'closed' : 'rehearsal', settings().requestTexts);
    const line = code === 'closed' ? `${message} ${reason}` : message;
    return { ...said('refused', chatLine(line)), code };
  }

  #unknown(words: string, { requester }: Asked): Answer {
    if (fold(words) === '') return { ...said('refused', emptyReply()), code: 'track-unknown' };
    if (this.#parts.requests.wish(words, requester)) return said('wish', wishReply());
    const { code, message } = refusedByRule('track-unknown', this.#parts.settings().requestTexts);
    return { ...said('refused', chatLine(message)), code };
  }

  #named({ artist, title, mix }: TrackHit): { display: { artist: string; title: string } } {
    return { display: this.#parts.titles({ artist, title, mix }) };
  }
}

function said(outcome: Answer['outcome'], reply: string): Answer {
  return { ok: true, reply, outcome };
}
