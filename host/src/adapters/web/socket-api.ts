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
import { refusalOf } from './origin-guard.ts';
import type { QueryGate } from './query-gate.ts';
import type { WebParts } from './web-parts.ts';

const handshake = z.object({ role: z.enum(['operator', 'audience']), token: z.string().max(200).optional() });
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
    if (!auth.success) return next(new Error('say who you are: auth {role: "audience"} or {role: "operator", token}'));
    if (auth.data.role === 'operator' && !parts.isOperatorToken(auth.data.token ?? '')) {
      return next(new Error('the operator token is wrong: it lies in the file operator-token of the data folder'));
    }
    socket.data.role = auth.data.role;
    next();
  });

  io.on('connection', (socket) => serve(socket, parts, gate));

  for (const role of ['operator', 'audience'] as const) {
    parts.topics[role].onChange(({ topic, fromRev, rev, before, value }) => {
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
      return { ok: true, bootId: parts.bootId, snapshots };
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
