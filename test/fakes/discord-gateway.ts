// The gateway of the made-up Discord: hello, heartbeats, identify, resume with replay, and the codes it closes with.
// https://discord.com/developers/docs/events/gateway, …/topics/opcodes-and-status-codes

import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { type FakeWorld, type Json, list, number, object, text } from './discord-world.ts';

const HEARTBEAT_MS = 41_250;
const GUILDS = 1 << 0;
/** Members, presences, message content. */
const PRIVILEGED = (1 << 1) | (1 << 8) | (1 << 15);
const SENDS_PER_MINUTE = 120;
const PRESENCES_PER_20_S = 5;

const CLOSE = {
  unknownOpcode: 4001,
  decodeError: 4002,
  notAuthenticated: 4003,
  authenticationFailed: 4004,
  alreadyAuthenticated: 4005,
  rateLimited: 4008,
  disallowedIntents: 4014,
};

type Session = { id: string; seq: number; sent: Json[]; intents: number; socket?: WebSocket };

export type Presence = { at: number; status: string; activities: Json[] };

export class FakeGateway {
  readonly presences: Presence[] = [];
  /** How often a client came with an identify, and with a resume that was taken. */
  readonly counts = { identified: 0, resumed: 0 };
  readonly #world: FakeWorld;
  readonly #sessions = new Map<string, Session>();
  #sockets: WebSocketServer | undefined;
  #url = '';

  constructor(world: FakeWorld) {
    this.#world = world;
  }

  attach(server: Server, url: string): void {
    this.#url = url;
    this.#sockets = new WebSocketServer({ server });
    this.#sockets.on('connection', (socket) => this.#serve(socket));
  }

  get clients(): WebSocket[] {
    return [...(this.#sockets?.clients ?? [])];
  }

  get isReady(): boolean {
    return [...this.#sessions.values()].some(({ socket }) => socket?.readyState === 1);
  }

  /** Hands an event to every session; one whose socket is gone gets it when it resumes. */
  dispatch(t: string, d: unknown, needs = 0): void {
    for (const session of this.#sessions.values()) {
      if ((session.intents & needs) === needs) this.#send(session, t, d);
    }
  }

  /** As `dispatch`, to whoever follows the server's own affairs. */
  dispatchToGuilds(t: string, d: unknown): void {
    this.dispatch(t, d, GUILDS);
  }

  /** The sockets fall away with a code the client may resume after. */
  drop(code = 4000): void {
    for (const socket of this.clients) socket.close(code);
  }

  /** The next resume is refused: the client has to begin anew. */
  forgetSessions(): void {
    this.#sessions.clear();
  }

  /** A frame as it is, well formed or not. */
  sendRaw(frame: Json | string): void {
    for (const socket of this.clients) socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  }

  stop(): void {
    for (const socket of this.clients) socket.terminate();
    this.#sockets?.close();
  }

  #serve(socket: WebSocket): void {
    let session: Session | undefined;
    const sends: number[] = [];
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      if (session?.socket === socket) session.socket = undefined;
    });
    socket.on('message', (bytes) => {
      const now = Date.now();
      sends.push(now);
      if (sends.filter((at) => at > now - 60_000).length > SENDS_PER_MINUTE) {
        this.#world.violations.push('more than 120 gateway sends in a minute');
        socket.close(CLOSE.rateLimited, 'You are being rate limited.');
        return;
      }
      const packet = parsed(String(bytes));
      if (packet === undefined) return socket.close(CLOSE.decodeError, 'Error while decoding payload.');
      if (packet.op === 1) return socket.send('{"t":null,"s":null,"op":11,"d":null}');
      if (packet.op === 2 || packet.op === 6) {
        if (session !== undefined) return socket.close(CLOSE.alreadyAuthenticated, 'Already authenticated.');
        session = packet.op === 2 ? this.#identify(socket, object(packet.d)) : this.#resume(socket, object(packet.d));
        return;
      }
      if (session === undefined) return socket.close(CLOSE.notAuthenticated, 'Not authenticated.');
      if (packet.op === 3) return this.#presence(object(packet.d));
      if (packet.op === 4 || packet.op === 8) return;
      socket.close(CLOSE.unknownOpcode, 'Unknown opcode.');
    });
    socket.send(JSON.stringify({ t: null, s: null, op: 10, d: { heartbeat_interval: HEARTBEAT_MS, _trace: [] } }));
  }

  #isToken(given: unknown): boolean {
    return this.#world.isTokenValid && text(given).replace(/^Bot /, '') === this.#world.token;
  }

  #identify(socket: WebSocket, wish: Json): Session | undefined {
    if (!this.#isToken(wish.token)) {
      socket.close(CLOSE.authenticationFailed, 'Authentication failed.');
      return undefined;
    }
    const intents = number(wish.intents);
    if ((intents & PRIVILEGED) !== 0) {
      this.#world.violations.push('identify asks for a privileged intent');
      socket.close(CLOSE.disallowedIntents, 'Disallowed intent(s).');
      return undefined;
    }
    this.counts.identified += 1;
    const session: Session = { id: this.#world.snowflake(), seq: 0, sent: [], intents, socket };
    this.#sessions.set(session.id, session);
    const { applicationId, guildId, isInGuild, botUser } = this.#world;
    if (wish.presence !== undefined) this.#presence(object(wish.presence));
    this.#send(session, 'READY', {
      v: 10,
      user_settings: {},
      user: { ...botUser, email: null, mfa_enabled: true, verified: true, flags: 0 },
      session_type: 'normal',
      session_id: session.id,
      resume_gateway_url: this.#url,
      relationships: [],
      private_channels: [],
      presences: [],
      guilds: isInGuild ? [{ id: guildId, unavailable: true }] : [],
      guild_join_requests: [],
      geo_ordered_rtc_regions: [],
      shard: [0, 1],
      application: { id: applicationId, flags: 0 },
      _trace: [],
    });
    if (isInGuild && (intents & GUILDS) !== 0) this.#send(session, 'GUILD_CREATE', this.#world.guildObject());
    return session;
  }

  #resume(socket: WebSocket, wish: Json): Session | undefined {
    if (!this.#isToken(wish.token)) {
      socket.close(CLOSE.authenticationFailed, 'Authentication failed.');
      return undefined;
    }
    const session = this.#sessions.get(text(wish.session_id));
    if (session === undefined) {
      socket.send('{"t":null,"s":null,"op":9,"d":false}');
      return undefined;
    }
    this.counts.resumed += 1;
    session.socket = socket;
    const missed = session.sent.filter(({ s }) => number(s) > number(wish.seq));
    for (const packet of missed) socket.send(JSON.stringify(packet));
    this.#send(session, 'RESUMED', { _trace: [] });
    return session;
  }

  #send(session: Session, t: string, d: unknown): void {
    session.seq += 1;
    const packet = { t, s: session.seq, op: 0, d };
    session.sent.push(packet);
    if (session.sent.length > 500) session.sent.shift();
    if (session.socket?.readyState === 1) session.socket.send(JSON.stringify(packet));
  }

  #presence(wish: Json): void {
    const at = Date.now();
    const activities = list(wish.activities);
    this.presences.push({ at, status: text(wish.status), activities });
    const lately = this.presences.filter((presence) => presence.at > at - 20_000).length;
    if (lately > PRESENCES_PER_20_S) this.#world.violations.push('more than 5 presence updates in 20 s');
    for (const { name, state } of activities) {
      if (text(name).length < 1 || text(name).length > 128) this.#world.violations.push('activity name: not 1 to 128');
      if (text(state).length > 128) this.#world.violations.push('activity state: more than 128');
    }
  }
}

function parsed(bytes: string): Json | undefined {
  try {
    return object(JSON.parse(bytes));
  } catch {
    return undefined;
  }
}
