// Keys of the show: undo, requests open or closed, what plays, hiding it, live, the test song, health.

import { HOLD_MS } from '#press-guard.ts';
import type { Deed, KeyKind } from './key-kind.ts';
import { lostPart } from './obs-keys.ts';

const TEST_HOLD_MS = 1_000;

const command = (name: string, args: Record<string, unknown> = {}): Deed => ({ do: 'command', name, args });

export const undoKey: KeyKind = {
  show({ state }) {
    const { undo } = state.topics.requests;
    if (undo === undefined || undo.until <= state.nowMs) return { facts: { kind: 'undo' } };
    const { changeId } = undo;
    const short = command('request.undo', { changeId });
    return { facts: { kind: 'undo', undo }, subject: changeId, short, endsAtMs: undo.until };
  },
};

export const requestsKey: KeyKind = {
  show({ state }) {
    const { open, waiting, reason } = state.topics.requests;
    return {
      facts: { kind: 'requests', open, waiting, reason },
      subject: open ? 'open' : 'closed',
      short: command(open ? 'requests.close' : 'requests.open'),
      hold: { deed: { do: 'sort' }, glyph: 'sort', word: 'Sort' },
      holdMs: HOLD_MS,
    };
  },
};

export const nowKey: KeyKind = {
  show({ state, cover }) {
    const { nowPlaying } = state.topics;
    return { facts: { kind: 'now', nowPlaying, cover }, subject: nowPlaying.playId, short: { do: 'scroll' } };
  },
};

export const maskKey: KeyKind = {
  show({ state }, _local, settings) {
    const { nowPlaying } = state.topics;
    const target = settings.target === 'next' ? 'next' : 'now';
    const on = nowPlaying.track?.masked === true;
    const armed = nowPlaying.hideNext === true;
    const isPlaying = nowPlaying.track !== undefined;
    const facts = { kind: 'mask', target, on, armed, isPlaying } as const;
    const { playId } = nowPlaying;
    if (target === 'next') {
      const short = command('nowPlaying.hide', { on: !armed, next: true, playId });
      return { facts, subject: `after ${playId ?? 'nothing'}`, stamp: String(armed), short };
    }
    if (!isPlaying) return { facts, short: { do: 'refuse', word: 'No track' } };
    // A press means the song that is to be seen, and that one plays nowhere.
    if (nowPlaying.test) return { facts, subject: playId, stamp: 'test', short: { do: 'refuse', word: 'Test' } };
    return { facts, subject: playId, stamp: String(on), short: command('nowPlaying.hide', { on: !on, playId }) };
  },
};

export const liveKey: KeyKind = {
  show({ state }) {
    const { live } = state.topics;
    const facts = { kind: 'live', live } as const;
    if (!live.on) return { facts, subject: 'rehearsal', short: command('live.set', { on: true }) };
    const hold = { deed: command('live.set', { on: false }), glyph: 'live', word: 'End' } as const;
    return { facts, subject: 'live', short: { do: 'refuse', word: 'Hold it' }, hold, holdMs: HOLD_MS };
  },
};

export const testKey: KeyKind = {
  show({ state }) {
    const { live } = state.topics;
    const facts = { kind: 'test', live } as const;
    if (!live.on) return { facts, subject: 'rehearsal', short: command('nowPlaying.test') };
    const hold = { deed: command('nowPlaying.test', { anyway: true }), glyph: 'play', word: 'Test' } as const;
    return { facts, subject: 'live', short: { do: 'refuse', word: 'Live' }, hold, holdMs: TEST_HOLD_MS };
  },
};

/** An alarm stands before all else until it is pressed. */
export const healthKey: KeyKind = {
  show({ state }) {
    const { health, notices, obs } = state.topics;
    const alarm = notices.order
      .map((id) => notices.byId[id])
      .find((notice) => notice?.level === 'alarm' && notice.acknowledgedAt === undefined);
    const obsRefuses = obs.status === 'refused';
    const facts = { kind: 'health', health, alarm, lost: lostPart(obs), obsRefuses } as const;
    if (alarm === undefined) return { facts, short: { do: 'scroll' } };
    return { facts, subject: alarm.id, short: command('notice.acknowledge', { id: alarm.id }) };
  },
};
