// What the whole app answers where a request failed before or in its handler: a code and a sentence, never a stack or a path.

import type { ErrorRequestHandler } from 'express';
import type { Logger } from '#kernel/logger.ts';
import { refuse, statusOf } from './refusals.ts';

type Problem = { code: string; message: string };

/** By the `type` that express.json gives its errors. */
const BODY_PROBLEMS: Record<string, Problem> = {
  'entity.parse.failed': { code: 'invalid', message: 'the body is no valid JSON' },
  'entity.too.large': { code: 'too-large', message: 'the body is too large: 256 kB are the most' },
  'charset.unsupported': { code: 'wrong-type', message: 'the body must be JSON in UTF-8' },
  'encoding.unsupported': {
    code: 'wrong-type',
    message: 'the body is packed in a way the host does not know: send it as it is',
  },
};

/** The last handler of the app. Under /api it answers JSON, elsewhere text. */
export function answerErrors(log: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    const problem = problemOf(error);
    if (problem.code === 'failed') log.error('request.failed', { method: request.method, error });
    if (/^\/api(?:\/|$)/i.test(request.path)) refuse(response, problem.code, problem.message);
    else response.status(statusOf(problem.code)).type('text').send(`${problem.message}\n`);
  };
}

function problemOf(error: unknown): Problem {
  const { type, status } = error as { type?: unknown; status?: unknown };
  const known = typeof type === 'string' && Object.hasOwn(BODY_PROBLEMS, type) ? BODY_PROBLEMS[type] : undefined;
  if (known !== undefined) return known;
  if (error instanceof URIError)
    return { code: 'invalid', message: 'the address is malformed: a % must begin two hex digits of UTF-8' };
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return { code: 'invalid', message: 'the request could not be understood' };
  }
  return { code: 'failed', message: 'the host could not answer; its log says why' };
}
