// The HTTP side of topics, queries and commands: addresses come from the tables in shared, answers are JSON.

import { randomUUID } from 'node:crypto';
import { COMMON_CODES, type CommandSpec, commandIdSchema, commands } from '@tracord/shared/commands.ts';
import type { Role } from '@tracord/shared/protocol.ts';
import { queries } from '@tracord/shared/queries.ts';
import express, { type NextFunction, type Request, type RequestHandler, type Response, type Router } from 'express';
import { commandBody } from './command-body.ts';
import { csvExports } from './csv-exports.ts';
import { openApi } from './openapi.ts';
import { otherMethod } from './other-method.ts';
import type { QueryGate } from './query-gate.ts';
import { refuse } from './refusals.ts';
import { SET_FILE, setFile } from './set-files.ts';
import { UNKNOWN_TOKEN } from './token-words.ts';
import type { WebParts } from './web-parts.ts';

/** Of an export, where fewer are not asked for. */
const MOST_ROWS = 1_000_000;

/** Beside those of the queries. */
const GET_PATHS = ['/openapi.json', '/topics', '/topics/:name', '/commands'];

export function apiRouter(parts: WebParts, gate: QueryGate): Router {
  const router = express.Router();
  router.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  router.use(roleOf(parts));

  router.get('/openapi.json', (_request, response) => {
    response.json(openApi(parts.version, parts.port, csvExports(parts.csv)));
  });
  router.get('/topics', (_request, response) => {
    response.json({ topics: parts.topics[role(response)].names() });
  });
  router.get('/topics/:name', (request, response) => {
    const { name } = request.params;
    const topic = parts.topics[role(response)].find(name);
    if (topic === undefined) return refuse(response, 'unknown', `there is no topic "${name}"; see /api/topics`);
    response.json(topic);
  });
  for (const [name, spec] of Object.entries(queries)) {
    router.get(below(spec.path), async (request, response) => {
      const answer = await gate.pass(request.socket, role(response), () =>
        parts.query(name, { ...request.query, ...request.params }, role(response)),
      );
      if (answer.ok) response.json(answer.value);
      else refuse(response, answer.code, answer.message);
    });
  }
  for (const { name, path, file, write } of csvExports(parts.csv)) {
    router.get(path, async (request, response) => {
      const input = { limit: MOST_ROWS, ...request.query };
      const answer = await gate.pass(request.socket, role(response), () => parts.query(name, input, role(response)));
      if (!answer.ok) return refuse(response, answer.code, answer.message);
      response.attachment(file).type('text/csv; charset=utf-8').send(write(answer.value));
    });
    router.all(path, otherMethod('GET, HEAD'));
  }
  router.get(below(SET_FILE.path), setFile(parts, gate, role));
  router.get('/commands', (_request, response) => {
    response.json({
      commands: Object.entries(commands).map(([name, { summary, codes, roles = [] }]: [string, CommandSpec]) => ({
        ...{ name, summary, codes },
        roles: ['operator', ...roles.filter((one) => one !== 'operator')],
      })),
      common: COMMON_CODES,
    });
  });
  router.post('/commands/:name', knownOnly, ...commandBody, async (request, response) => {
    const { commandId = randomUUID(), ...args } = request.body as Record<string, unknown>;
    const checked = commandIdSchema.safeParse(commandId);
    if (!checked.success) return refuse(response, 'invalid', 'commandId must be a text of 1 to 100 characters');
    const answer = await parts.command(String(request.params.name), args, checked.data, role(response));
    if (answer.ok) response.json(answer);
    else refuse(response, answer.code, answer.message, answer.retryAt);
  });
  // Reached by other methods only: HEAD goes where GET goes.
  for (const path of [...GET_PATHS, ...[...Object.values(queries), SET_FILE].map((spec) => below(spec.path))]) {
    router.all(path, otherMethod('GET, HEAD'));
  }
  router.all('/commands/:name', otherMethod('POST'));
  router.use((request, response) => {
    refuse(
      response,
      'unknown',
      `there is nothing at ${request.method} ${request.baseUrl}${request.path}; see /api/openapi.json`,
    );
  });
  return router;
}

/** The caller's role stands in `response.locals`: the one that the token is for. A token of nobody's is refused rather than
 * taken for an audience. */
function roleOf(parts: WebParts) {
  return (request: Request, response: Response, next: NextFunction) => {
    const header = request.get('authorization');
    const given = header === undefined ? undefined : (/^Bearer\s+(\S+)$/i.exec(header)?.[1] ?? '');
    const role = given === undefined ? 'audience' : parts.roleOf(given);
    if (role === undefined) return refuse(response, 'unauthorized', UNKNOWN_TOKEN);
    response.locals.role = role;
    next();
  };
}

function role(response: Response): Role {
  return response.locals.role as Role;
}

/** Which of them may send which command is for the commands to say. */
const knownOnly: RequestHandler = (_request, response, next) => {
  if (role(response) !== 'audience') return next();
  refuse(response, 'unauthorized', 'commands need a token: send "Authorization: Bearer <token>"');
};

/** A path of the API as its router sees it. */
function below(path: string): string {
  return path.replace(/^\/api/, '');
}
