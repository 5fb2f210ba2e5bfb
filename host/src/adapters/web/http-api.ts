// The HTTP side of topics, queries and commands: addresses come from the tables in shared, answers are JSON.

import { randomUUID } from 'node:crypto';
import { commandIdSchema, commands } from '@tracord/shared/commands.ts';
import type { Role } from '@tracord/shared/protocol.ts';
import { queries } from '@tracord/shared/queries.ts';
import express, { type NextFunction, type Request, type Response, type Router } from 'express';
import { openApi } from './openapi.ts';
import type { WebParts } from './web-parts.ts';

/** Refusal codes with a status of their own; any other refusal is a 409: understood, but not now. */
const STATUS: Record<string, number> = {
  invalid: 400,
  unauthorized: 401,
  forbidden: 403,
  unknown: 404,
  'track-unknown': 404,
  'play-unknown': 404,
  failed: 500,
};

export function apiRouter(parts: WebParts): Router {
  const router = express.Router();
  router.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  router.use(roleOf(parts));
  router.use(express.json({ limit: '64kb', strict: true }));

  router.get('/openapi.json', (_request, response) => {
    response.json(openApi(parts.version, parts.port));
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
    router.get(spec.path.replace(/^\/api/, ''), async (request, response) => {
      const answer = await parts.query(name, { ...request.query, ...request.params }, role(response));
      if (answer.ok) response.json(answer.value);
      else refuse(response, answer.code, answer.message);
    });
  }
  router.get('/commands', (_request, response) => {
    response.json({
      commands: Object.entries(commands).map(([name, { summary, codes }]) => ({ name, summary, codes })),
    });
  });
  router.post('/commands/:name', async (request, response) => {
    if (role(response) !== 'operator') {
      return refuse(response, 'unauthorized', 'commands need the operator token: send "Authorization: Bearer <token>"');
    }
    const { commandId = randomUUID(), ...args } = (request.body ?? {}) as Record<string, unknown>;
    const checked = commandIdSchema.safeParse(commandId);
    if (!checked.success) return refuse(response, 'invalid', 'commandId must be a text of 1 to 100 characters');
    const answer = await parts.command(request.params.name, args, checked.data, role(response));
    response.status(answer.ok ? 200 : (STATUS[answer.code] ?? 409)).json(answer);
  });
  router.use((request, response) => {
    refuse(
      response,
      'unknown',
      `there is nothing at ${request.method} ${request.baseUrl}${request.path}; see /api/openapi.json`,
    );
  });
  router.use((error: unknown, _request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) return next(error);
    // express.json says what it did not like by `type` and a 4xx status.
    const status = (error as { status?: number }).status;
    if (status !== undefined && status < 500) {
      return refuse(response, 'invalid', 'the body must be a JSON object of at most 64 kB', status);
    }
    parts.log.error('request.failed', { error });
    refuse(response, 'failed', 'the host could not answer; its log says why');
  });
  return router;
}

/** The caller's role stands in `response.locals`. A wrong token is refused rather than taken for an audience. */
function roleOf(parts: WebParts) {
  return (request: Request, response: Response, next: NextFunction) => {
    const header = request.get('authorization');
    const given = header === undefined ? undefined : (/^Bearer\s+(\S+)$/i.exec(header)?.[1] ?? '');
    if (given !== undefined && !parts.isOperatorToken(given)) {
      return refuse(
        response,
        'unauthorized',
        'the operator token is wrong: it lies in the file operator-token of the data folder',
      );
    }
    response.locals.role = given === undefined ? 'audience' : 'operator';
    next();
  };
}

function role(response: Response): Role {
  return response.locals.role as Role;
}

function refuse(response: Response, code: string, message: string, status = STATUS[code] ?? 409): void {
  response.status(status).json({ ok: false, code, message });
}
