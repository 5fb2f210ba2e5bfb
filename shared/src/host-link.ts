// A client's line to the host: follows topics, asks queries, sends commands, and comes back by itself after a lost connection.

import { io, type Socket } from 'socket.io-client';
import { Mirror } from './mirror.ts';
import type { ClientEvents, CommandAnswer, HandshakeAuth, QueryAnswer, ServerEvents } from './protocol.ts';

export type HostLink = {
  query(name: string, input?: unknown): Promise<QueryAnswer>;
  command(name: string, args: unknown, commandId: string): Promise<CommandAnswer>;
  /** The time by the host's clock, in ms since the epoch; by our own until the host has said it. */
  hostNow(): number;
  /** How far the host's clock is ahead of ours, in ms; negative where it is behind, 0 where they agree within a second: what a
   * message travels is no difference of clocks. */
  hostAheadMs(): number;
  close(): void;
};

export type HostLinkOptions = {
  topics: string[];
  auth: HandshakeAuth;
  /** Called with each new value, and again with the current one after a reconnect if it differs. */
  onTopic: (topic: string, value: unknown) => void;
  onConnected?: (connected: boolean) => void;
  /** Our own time, in ms since the epoch. */
  now?: () => number;
};

const CLOCKS_AGREE_WITHIN_MS = 1_000;

/** Connects to `url` (for example `http://127.0.0.1:14747`) over WebSocket and keeps trying, at most 2 s apart. */
export function connectToHost(url: string, options: HostLinkOptions): HostLink {
  const mirror = new Mirror();
  const now = options.now ?? Date.now;
  let aheadMs = 0;
  const socket: Socket<ServerEvents, ClientEvents> = io(url, {
    transports: ['websocket'],
    auth: options.auth,
    reconnectionDelay: 500,
    reconnectionDelayMax: 2_000,
  });

  const subscribe = () => {
    socket.emit('subscribe', options.topics, (result) => {
      if (!result.ok) return;
      aheadMs = result.now - now();
      for (const snapshot of result.snapshots) {
        mirror.takeSnapshot(snapshot);
        options.onTopic(snapshot.topic, snapshot.value);
      }
    });
  };

  socket.on('connect', () => {
    options.onConnected?.(true);
    subscribe();
  });
  socket.on('disconnect', (reason) => {
    options.onConnected?.(false);
    // socket.io does not come back by itself when the server closed the connection on purpose (a host that stops).
    if (reason === 'io server disconnect') socket.connect();
  });
  socket.on('patch', (patch) => {
    const taken = mirror.takePatch(patch);
    if (taken === 'changed') options.onTopic(patch.topic, mirror.value(patch.topic));
    if (taken === 'gap') subscribe();
  });

  return {
    query: (name, input = {}) => socket.emitWithAck('query', name, input),
    command: (name, args, commandId) => socket.emitWithAck('command', { name, args, commandId }),
    hostNow: () => now() + aheadMs,
    hostAheadMs: () => (Math.abs(aheadMs) > CLOCKS_AGREE_WITHIN_MS ? aheadMs : 0),
    close: () => socket.close(),
  };
}
