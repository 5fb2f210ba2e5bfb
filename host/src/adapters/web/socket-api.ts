// The socket side: clients follow topics in their own view and get patches; questions and commands as by HTTP.

import type { Server as HttpServer } from 'node:http';
import { diff } from '@tracord/shared/merge-patch.ts';
import type {
  ClientEvents,
  CommandAnswer,
  QueryAnswer,
  Role,
  ServerEvents,
  Snapshot,
  SubscribeAnswer,
} from '@tracord/shared/protocol.ts';
import { Server, type Socket } from 'socket.io';
import { z } from 'zod';
import type { Logger } from '#kernel/logger.ts';
import type { TopicReader } from '#kernel/topic-store.ts';
import { refusalOf } from './origin-guard.ts';
import type { QueryGate } from './query-gate.ts';
import { wrongToken } from './token-words.ts';
import type { WebParts } from './web-parts.ts';

const handshake = z.object({
  role: z.enum(['operator', 'bot', 'requester', 'audience'] satisfies Role[]),
  token: z.string().max(200).default(''),
});
const topicNames = z.array(z.string().max(50)).max(50);
const queryName = z.string().max(100);
const commandRequest = z.object({
  name: z.string().max(100),
  args: z.unknown(),
  commandId: z.string().min(1).max(100),
});

type SocketData = { role: Role };
type HostSocket = Socket<ClientEvents, ServerEvents, Record<string, never>, SocketData>;
type HostServer = Server<ClientEvents, ServerEvents, Record<string, never>, SocketData>;

/** Room of everybody who follows `topic` in `role`'s view. */
const room = (role: Role, topic: string) => `${role}:${topic}`;

export function attachSockets(server: HttpServer, parts: WebParts, gate: QueryGate): HostServer {
  const io: HostServer = new Server(server, {
    transports: ['websocket'],
    perMessageDeflate: false,
    serveClient: false,
    maxHttpBufferSize: 64 * 1024,
    allowRequest: (request, decide) => {
      const refusal = refusalOf(request.headers, parts.port);
      decide(refusal?.message, refusal === undefined);
    },
  });

  io.use((socket, next) => {
    const auth = handshake.safeParse(socket.handshake.auth);
    if (!auth.success) {
      const who = 'auth {role: "audience"}, or {role, token} with role "operator" or "requester"';
      return next(new Error(`say who you are: ${who}`));
    }
    const { role, token } = auth.data;
    if (role !== 'audience') {
      const fits = parts.roleOf(token);
      if (fits !== role) return next(new Error(wrongToken(role, fits)));
    }
    socket.data.role = role;
    next();
  });

  io.on('connection', (socket) => serve(socket, parts, gate));

  for (const [role, topics] of Object.entries(parts.topics) as [Role, TopicReader][]) {
    topics.onChange(({ topic, fromRev, rev, before, value }) => {
      // What nobody follows need not be compared.
      if (!io.sockets.adapter.rooms.has(room(role, topic))) return;
      io.to(room(role, topic)).emit('patch', { topic, fromRev, rev, patch: diff(before, value) });
    });
  }
  return io;
}

function serve(socket: HostSocket, parts: WebParts, gate: QueryGate): void {
  const { role } = socket.data;

  socket.on(
    'subscribe',
    answering(parts.log, 'subscribe', (topics): SubscribeAnswer => {
      const names = topicNames.safeParse(topics);
      if (!names.success) return { ok: false, code: 'invalid', message: 'subscribe takes a list of topic names' };
      const store = parts.topics[role];
      // Joining, reading and answering happen in one turn, so that no change falls between snapshot and patches.
      const snapshots: Snapshot[] = [];
      for (const topic of names.data) {
        const found = store.find(topic);
        if (found === undefined) return { ok: false, code: 'unknown', message: `there is no topic "${topic}" for you` };
        socket.join(room(role, topic));
        snapshots.push({ topic, ...found });
      }
      return { ok: true, bootId: parts.bootId, now: parts.now(), snapshots };
    }),
  );

  socket.on(
    'query',
    answering(parts.log, 'query', (name, input): QueryAnswer | Promise<QueryAnswer> => {
      const checked = queryName.safeParse(name);
      if (!checked.success) {
        return { ok: false, code: 'invalid', message: 'a question is a name and its input; see /api/openapi.json' };
      }
      return gate.pass(socket, role, () => parts.query(checked.data, input, role));
    }),
  );

  socket.on(
    'command',
    answering(parts.log, 'command', (request): CommandAnswer | Promise<CommandAnswer> => {
      const checked = commandRequest.safeParse(request);
      if (!checked.success) return { ok: false, code: 'invalid', message: 'a command is {name, args, commandId}' };
      return parts.command(checked.data.name, checked.data.args, checked.data.commandId, role);
    }),
  );
}

/** A listener for one event: what it was sent goes to `work`, what comes of that to the client's callback, which comes last.
 * Whatever a client sends, the host goes on: a fault is logged and answered as `failed`. */
function answering(log: Logger, event: string, work: (first: unknown, second: unknown) => unknown) {
  return (...args: unknown[]): void => {
    const answer = args.pop();
    if (typeof answer !== 'function') return;
    const failed = (error: unknown) => {
      log.error('socket.failed', { event, error });
      answer({ ok: false, code: 'failed', message: 'the host could not answer; its log says why' });
    };
    try {
      const result = work(args[0], args[1]);
      if (result instanceof Promise) result.then((value) => answer(value)).catch(failed);
      else answer(result);
    } catch (error) {
      failed(error);
    }
  };
}
