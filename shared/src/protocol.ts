// The socket.io events between a host and its clients. Snapshots carry the host's boot id; patches are RFC 7396.

/** Each role sees its own view of a topic. `bot`: the host's own Discord bot. `requester`: another chat's bot, which may ask
 * for songs, take its requests back, and look. */
export type Role = 'operator' | 'bot' | 'requester' | 'audience';

/** What a client sends in socket.io's `auth`: all but the audience prove themselves with a token, never in an address. */
export type HandshakeAuth = { role: Role; token?: string };

export type Snapshot = { topic: string; rev: number; value: unknown };
export type Patch = { topic: string; fromRev: number; rev: number; patch: unknown };

export type CommandAnswer =
  | ({ ok: true } & Record<string, unknown>)
  | { ok: false; code: string; message: string; retryAt?: number };
export type QueryAnswer = { ok: true; value: unknown } | { ok: false; code: string; message: string };
/** `now`: the host's time as it answers, in ms since the epoch. Every time in a topic is by that clock, not by the client's. */
export type SubscribeAnswer =
  | { ok: true; bootId: string; now: number; snapshots: Snapshot[] }
  | { ok: false; code: string; message: string };

export type ClientEvents = {
  /** Begins to follow topics; asked again after a gap. */
  subscribe: (topics: string[], answer: (result: SubscribeAnswer) => void) => void;
  query: (name: string, input: unknown, answer: (result: QueryAnswer) => void) => void;
  /** `commandId` is made by the client, a new one for each command: sent again, the same is done once and answered alike. */
  command: (
    request: { name: string; args: unknown; commandId: string },
    answer: (result: CommandAnswer) => void,
  ) => void;
};

export type ServerEvents = {
  patch: (patch: Patch) => void;
};
