// The contract as OpenAPI 3.1, made from the same zod schemas that check every request.

import { commands } from '@tracord/shared/commands.ts';
import { queries } from '@tracord/shared/queries.ts';
import { z } from 'zod';

type JsonSchema = { properties?: Record<string, unknown>; required?: string[] } & Record<string, unknown>;

const refusal = {
  type: 'object',
  properties: { ok: { const: false }, code: { type: 'string' }, message: { type: 'string' } },
  required: ['ok', 'code', 'message'],
};

export function openApi(version: string, port: number): Record<string, unknown> {
  const paths: Record<string, unknown> = {
    '/api/topics': { get: operation('The names of the topics in your view.', [], json({ type: 'object' }), false) },
    '/api/topics/{name}': {
      get: operation(
        'One topic: {rev, value} in your view.',
        [{ name: 'name', in: 'path', required: true, schema: { type: 'string' } }],
        json({ type: 'object', properties: { rev: { type: 'integer' }, value: {} }, required: ['rev', 'value'] }),
        false,
      ),
    },
    '/api/commands': { get: operation('Every command with its refusal codes.', [], json({ type: 'object' }), false) },
  };
  for (const [name, query] of Object.entries(queries)) {
    paths[query.path.replace(/:(\w+)/g, '{$1}')] = {
      get: {
        operationId: name,
        ...operation(
          query.summary,
          parameters(query.path, schemaOf(query.input, 'input')),
          json(schemaOf(query.output, 'output')),
          !(query.roles as string[]).includes('audience'),
        ),
      },
    };
  }
  for (const [name, command] of Object.entries(commands)) {
    paths[`/api/commands/${name}`] = {
      post: {
        operationId: name,
        requestBody: json(withCommandId(schemaOf(command.args, 'input'))),
        ...operation(command.summary, [], json(schemaOf(command.answer, 'output')), true),
      },
    };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'TraCord host', version, license: { name: 'MIT' } },
    servers: [{ url: `http://127.0.0.1:${port}` }],
    components: { securitySchemes: { operator: { type: 'http', scheme: 'bearer' } } },
    paths,
  };
}

function operation(summary: string, parameters: unknown[], ok: object, operatorOnly: boolean) {
  return {
    summary,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(operatorOnly ? { security: [{ operator: [] }] } : {}),
    responses: { 200: { description: 'done', ...ok }, default: { description: 'refused', ...json(refusal) } },
  };
}

function json(schema: unknown) {
  return { content: { 'application/json': { schema } } };
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  return z.toJSONSchema(schema, { io, unrepresentable: 'any' });
}

function withCommandId(schema: JsonSchema): JsonSchema {
  const commandId = { type: 'string', maxLength: 100, description: 'the same id gives the same answer, done once' };
  return { ...schema, properties: { ...schema.properties, commandId } };
}

function parameters(path: string, schema: JsonSchema): unknown[] {
  const inPath = new Set([...path.matchAll(/:(\w+)/g)].map((match) => match[1]));
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    in: inPath.has(name) ? 'path' : 'query',
    required: inPath.has(name) || (schema.required ?? []).includes(name),
    schema: property,
  }));
}
