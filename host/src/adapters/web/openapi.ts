// The contract as OpenAPI 3.1, made from the same tables and zod schemas that check every request.
// https://spec.openapis.org/oas/v3.1.0

import { COMMON_CODES, type CommandSpec, commands } from '@tracord/shared/commands.ts';
import type { Role } from '@tracord/shared/protocol.ts';
import { type QuerySpec, queries } from '@tracord/shared/queries.ts';
import { botTopicSchemas, operatorTopicSchemas, publicTopicSchemas } from '@tracord/shared/topic-schemas.ts';
import { z } from 'zod';
import type { CsvExport } from './csv-exports.ts';
import { statusOf } from './refusals.ts';
import { SET_FILE } from './set-files.ts';

type JsonSchema = { properties?: Record<string, unknown>; required?: string[] } & Record<string, unknown>;
type Operation = { operationId: string; summary: string } & Record<string, unknown>;

type Security = Partial<Record<Role, []>>[];

/** One bearer token for each; the audience has none. */
const SECURITY_SCHEMES = {
  operator: bearer('The DJ: docks, keys, the command line. The file operator-token in the data folder.'),
  bot: bearer("The host's own Discord bot. Made at each start and told to nobody else."),
  requester: bearer('Bots of other chats, which may ask for songs. The file requester-token in the data folder.'),
} satisfies Record<Exclude<Role, 'audience'>, object>;

/** Anybody alike. */
const OPEN: Security = [{}];
/** Anybody, where a token shows another view. */
const VIEWS: Security = securityOf(['audience', 'operator', 'bot', 'requester']);

const names = z.array(z.string());
const commandList = z.object({
  commands: z.array(z.object({ name: z.string(), summary: z.string(), codes: names, roles: names })),
  common: names.describe('codes of refusals that any command may answer'),
});

/** `csv`: the questions that are also answered as CSV. */
export function openApi(version: string, port: number, csv: CsvExport[] = []): Record<string, unknown> {
  const paths: Record<string, Record<string, Operation>> = {
    '/api/openapi.json': { get: get('openapi', 'This description.', OPEN, { type: 'object' }, []) },
    '/api/topics': {
      get: get(
        'topics.list',
        'The names of the topics in your view.',
        VIEWS,
        schemaOf(z.object({ topics: names })),
        [],
      ),
    },
    '/api/topics/{name}': {
      get: {
        ...get('topics.get', 'Any topic by its name.', VIEWS, topic({}), ['unknown']),
        parameters: [{ name: 'name', in: 'path', required: true, schema: { type: 'string' } }],
      },
    },
    '/api/commands': {
      get: get('commands.list', 'Every command with its refusal codes.', OPEN, schemaOf(commandList), []),
    },
  };
  for (const name of Object.keys({ ...operatorTopicSchemas, ...botTopicSchemas })) {
    paths[`/api/topics/${name}`] = { get: topicOperation(name) };
  }
  for (const [name, query] of Object.entries(queries)) {
    paths[openPath(query.path)] = { get: queryOperation(name, query) };
  }
  paths[openPath(SET_FILE.path)] = { get: answering('*/*', queryOperation('sets.file', SET_FILE)) };
  for (const { name, path, summary, roles } of csv) {
    const operation = get(`${name}.csv`, `${summary} As CSV.`, securityOf(roles), {}, ['invalid', 'busy', 'failed']);
    paths[`/api${path}`] = { get: answering('text/csv', operation) };
  }
  for (const [name, command] of Object.entries(commands)) {
    paths[`/api/commands/${name}`] = { post: commandOperation(name, command) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'TraCord host', version, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: `http://127.0.0.1:${port}` }],
    components: { securitySchemes: SECURITY_SCHEMES },
    paths,
  };
}

/** "/api/sets/:id" -> "/api/sets/{id}" */
function openPath(path: string): string {
  return path.replace(/:(\w+)/g, '{$1}');
}

/** With a text of this media type as the good answer. */
function answering(type: string, operation: Operation): Operation {
  const responses = { ...(operation.responses as object), 200: { description: 'done', content: { [type]: {} } } };
  return { ...operation, responses };
}

type TopicView = { role: Role; people: string; schemas: Record<string, z.ZodType> };

/** Another chat's bot sees what the audience does. */
const TOPIC_VIEWS: TopicView[] = [
  { role: 'operator', people: 'the operator', schemas: operatorTopicSchemas },
  { role: 'audience', people: 'the audience', schemas: publicTopicSchemas },
  { role: 'bot', people: 'the Discord bot', schemas: botTopicSchemas },
];

function topicOperation(name: string): Operation {
  const summary = `The topic "${name}": its value, and its revision in your view.`;
  const open = (publicTopicSchemas as TopicView['schemas'])[name];
  const views = TOPIC_VIEWS.flatMap((view) => {
    const schema = view.schemas[name];
    const isAsPublic = view.role === 'bot' && schema === open;
    return schema === undefined || isAsPublic ? [] : [{ ...view, value: schemaOf(schema) }];
  });
  const values = views.map(({ people, value }) => ({ title: `for ${people}`, ...value }));
  const [only, another] = values;
  const value = only !== undefined && another === undefined ? only : { anyOf: values };
  if (open !== undefined) return get(`topics.${name}`, summary, VIEWS, topic(value), []);
  return get(`topics.${name}`, summary, securityOf(views.map(({ role }) => role)), topic(value), ['unknown']);
}

function topic(value: object): JsonSchema {
  const rev = { type: 'integer', minimum: 0, description: 'rises with each change' };
  return { type: 'object', properties: { rev, value }, required: ['rev', 'value'] };
}

function queryOperation(name: string, { path, summary, roles, input, output }: QuerySpec): Operation {
  const inPath = new Set([...path.matchAll(/:(\w+)/g)].map((match) => match[1]));
  const schema = schemaOf(input, 'input');
  const parameters = Object.entries(schema.properties ?? {}).map(([parameter, property]) => ({
    name: parameter,
    in: inPath.has(parameter) ? 'path' : 'query',
    required: inPath.has(parameter) || (schema.required ?? []).includes(parameter),
    schema: property,
  }));
  const codes = ['invalid', ...(inPath.size > 0 ? ['unknown'] : []), 'busy', 'failed'];
  const operation = get(name, summary, securityOf(roles), schemaOf(output), codes);
  return parameters.length === 0 ? operation : { ...operation, parameters };
}

function commandOperation(name: string, { summary, args, answer, codes, roles = [] }: CommandSpec): Operation {
  const body = schemaOf(args, 'input');
  const commandId = {
    ...{ type: 'string', minLength: 1, maxLength: 100 },
    description: 'made by you, a new one for each command: sent again, it is done once and answered alike',
  };
  const done = schemaOf(answer);
  return {
    operationId: name,
    summary,
    security: securityOf(['operator', ...roles]),
    requestBody: {
      required: (body.required ?? []).length > 0,
      ...json({ ...body, properties: { ...body.properties, commandId } }),
    },
    responses: responses(
      { ...done, properties: { ok: { const: true }, ...done.properties }, required: ['ok', ...(done.required ?? [])] },
      [...codes, ...COMMON_CODES],
    ),
  };
}

function get(operationId: string, summary: string, security: Security, ok: object, codes: string[]): Operation {
  // A wrong token is refused everywhere, also where none is needed.
  return { operationId, summary, security, responses: responses(ok, [...codes, 'unauthorized']) };
}

/** The good answer, and for each status the codes that it may carry. */
function responses(ok: object, codes: string[]): Record<string, object> {
  const refused = [...new Set(codes.map(statusOf))].map((status) => {
    const those = codes.filter((code) => statusOf(code) === status);
    return [status, { description: `refused: ${those.join(', ')}`, ...json(refusal(those)) }];
  });
  return {
    200: { description: 'done', ...json(ok) },
    ...Object.fromEntries(refused),
    default: { description: 'refused', ...json(refusal()) },
  };
}

function refusal(codes?: string[]): object {
  return {
    type: 'object',
    properties: {
      ok: { const: false },
      code: codes === undefined ? { type: 'string' } : { type: 'string', enum: codes },
      message: { type: 'string', description: 'a sentence for people' },
      retryAt: { type: 'number', description: 'ms since the epoch: when it may be done after all' },
    },
    required: ['ok', 'code', 'message'],
  };
}

/** In OpenAPI one of these is enough; `{}` is nobody's token. */
function securityOf(roles: Role[]): Security {
  const order: Role[] = ['audience', 'operator', 'bot', 'requester'];
  return order.filter((role) => roles.includes(role)).map((role) => (role === 'audience' ? {} : { [role]: [] }));
}

function bearer(description: string) {
  return { type: 'http', scheme: 'bearer', description };
}

function json(schema: object) {
  return { content: { 'application/json': { schema } } };
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output' = 'output'): JsonSchema {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest as JsonSchema;
}
