// Says in a DJ's words how the deck feed does, and what to do about it. Pure: no value in it ticks.

import type { BridgeHealth } from '@tracord/shared/topics.ts';

export type DeckFeedState = {
  /** The port that is wanted, or listened on. */
  port: number;
  trouble?: { kind: 'cannot listen'; code: string } | { kind: 'not this computer'; host: string };
  /** The client has spoken since the host was started. */
  wasHeard: boolean;
  /** It said that a deck plays, and then nothing for 5 s. */
  isSilent: boolean;
  /** Decks that play a track loaded before anybody listened. */
  unnamed: string[];
  refusedFromBrowser: number;
  unreadable: number;
  /** Connections that were of no use and were let go for others. */
  dropped: number;
};

const CLIENT = 'traktor-api-client (github.com/ErikMinekus/traktor-api-client)';

export function describeDeckFeed(state: DeckFeedState): BridgeHealth {
  const count: Record<string, number> = {};
  for (const name of ['refusedFromBrowser', 'unreadable', 'dropped'] as const) {
    if (state[name] > 0) count[name] = state[name];
  }
  const health = describe(state);
  return Object.keys(count).length > 0 ? { ...health, count } : health;
}

function describe(state: DeckFeedState): BridgeHealth {
  if (state.trouble !== undefined) return describeTrouble(state.port, state.trouble);
  if (!state.wasHeard) {
    const others = state.dropped > 0 ? '. Another program keeps opening connections here and says nothing' : '';
    return {
      status: 'waiting',
      message: `Waiting for Traktor's decks: the deck client has not spoken yet${others}`,
      remedy: `Copy the D2 folder of ${CLIENT} over Traktor's Resources/qml/CSI/D2, restart Traktor, and add a Traktor D2 under Preferences > Controller Manager if there is none. A Traktor update removes it.`,
    };
  }
  if (state.isSilent) {
    return {
      status: 'warn',
      message: "Traktor's decks fell silent while one was playing; the broadcast decides what is on air",
      remedy: 'If Traktor still runs, restart it; after a Traktor update the deck client has to be copied in again.',
    };
  }
  if (state.unnamed.length > 0) {
    const decks = state.unnamed.join(', ');
    return {
      status: 'ok',
      message: `Traktor's decks are heard; the track on deck ${decks} was loaded before TraCord listened and has no name yet`,
      remedy: 'Load it again, or let the broadcast name it.',
    };
  }
  return { status: 'ok', message: "Traktor's decks are heard" };
}

function describeTrouble(port: number, trouble: NonNullable<DeckFeedState['trouble']>): BridgeHealth {
  if (trouble.kind === 'not this computer') {
    return {
      status: 'down',
      message: `The deck port is for this computer only and does not open on ${trouble.host}`,
      remedy: 'Run TraCord on the computer that runs Traktor, or use the broadcast, which also works over the network.',
    };
  }
  const fixed = `The deck client always speaks to port 8080`;
  if (trouble.code === 'EADDRINUSE') {
    return {
      status: 'down',
      message: `Port ${port} is taken by another program, so Traktor's decks cannot be heard`,
      remedy: `Close the other program (a second TraCord, or a development server) and TraCord goes on by itself. ${fixed}; to use another one, change it in its ApiClient.js and in decks.port.`,
    };
  }
  return {
    status: 'down',
    message: `TraCord cannot listen on port ${port} (${trouble.code})`,
    remedy: `${fixed}; if this port is reserved here, change it in its ApiClient.js and in decks.port, for example to 8090.`,
  };
}
