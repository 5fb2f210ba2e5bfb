// Routes of the made-up Discord that answer interactions. Their token lies in the path.

import type { FakeInteractions, Refused } from './discord-interactions.ts';
import { messageProblems } from './discord-limits.ts';
import { editMessage } from './discord-messages.ts';
import { NOTHING, ok, type Route, refuse, refused, route } from './discord-route.ts';
import type { FakeWorld, Posted } from './discord-world.ts';

export function interactionRoutes(world: FakeWorld, interactions: FakeInteractions): Route[] {
  const of = '/webhooks/:application/:token';
  const said = (result: Refused | Posted) => ('status' in result ? refused(world, result) : ok(result.message));
  return [
    route(
      'POST',
      '/interactions/:interaction/:token/callback',
      ({ params: [id = '', token = ''], body, query }) => {
        const result = interactions.callback(id, token, body);
        if ('status' in result) return refused(world, result);
        if (query.get('with_response') !== 'true') return NOTHING;
        const { message, type } = result;
        return ok({
          interaction: { ...result.interaction, response_message_id: message?.message.id },
          resource: { type, ...(message === undefined ? {} : { message: message.message }) },
        });
      },
      { isOpen: true },
    ),
    route('POST', of, ({ params: [, token = ''], body }) => said(interactions.followup(token, body)), {
      isOpen: true,
    }),
    route('GET', `${of}/messages/@original`, ({ params: [, token = ''] }) => said(interactions.original(token)), {
      isOpen: true,
    }),
    route(
      'PATCH',
      `${of}/messages/@original`,
      ({ params: [, token = ''], body }) => said(interactions.editOriginal(token, body)),
      { isOpen: true },
    ),
    route(
      'PATCH',
      `${of}/messages/:message`,
      ({ params: [, token = '', id = ''], body }) => {
        const found = interactions.message(token, id);
        if ('status' in found) return refused(world, found);
        const problems = messageProblems(body, { isEdit: true });
        if (problems.length > 0) return refuse(world, problems);
        editMessage(world, found, body);
        return ok(found.message);
      },
      { isOpen: true },
    ),
    route(
      'DELETE',
      `${of}/messages/:message`,
      ({ params: [, token = '', id = ''] }) => {
        const found = id === '@original' ? interactions.original(token) : interactions.message(token, id);
        if ('status' in found) return refused(world, found);
        found.deletedAt = Date.now();
        return NOTHING;
      },
      { isOpen: true },
    ),
  ];
}
