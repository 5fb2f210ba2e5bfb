// A tracklist as a file to save, at an address of its own: the answer of the question `sets.export`, as an attachment.

import type { Role } from '@tracord/shared/protocol.ts';
import { type QuerySpec, queries } from '@tracord/shared/queries.ts';
import type { RequestHandler, Response } from 'express';
import { z } from 'zod';
import type { QueryGate } from './query-gate.ts';
import { refuse } from './refusals.ts';
import type { WebParts } from './web-parts.ts';

const asked = queries['sets.export'];
const part = z.coerce.number().int().min(1).optional();

/** As the description of the API shows it. */
export const SET_FILE = {
  ...asked,
  summary: 'A tracklist as a file to save, as the audience may read it.',
  path: '/api/sets/:id/files/:format',
  input: asked.input.extend({
    part: part.describe(
      '1, 2 …: one of several pieces, such as a cue sheet of 99 tracks; without it all of them in one text',
    ),
  }),
} satisfies QuerySpec;

/** `roleOf`: whose question it is. */
export function setFile(
  parts: Pick<WebParts, 'query'>,
  gate: QueryGate,
  roleOf: (response: Response) => Role,
): RequestHandler {
  return async (request, response) => {
    const role = roleOf(response);
    const { part: wanted, ...options } = { ...request.query, ...request.params };
    const number = part.safeParse(wanted);
    if (!number.success) return refuse(response, 'invalid', 'part must be a whole number from 1');
    const answer = await gate.pass(request.socket, role, () => parts.query('sets.export', options, role));
    if (!answer.ok) return refuse(response, answer.code, answer.message);
    const written = asked.output.parse(answer.value);
    const pieces = written.parts ?? [{ file: written.file, text: written.text }];
    const piece = number.data === undefined ? written : pieces[number.data - 1];
    if (piece === undefined) {
      return refuse(response, 'unknown', `there is no part ${number.data}: it has ${pieces.length}`);
    }
    response.attachment(piece.file).type(written.type).send(piece.text);
  };
}
