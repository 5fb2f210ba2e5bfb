import { commands } from '@tracord/shared/commands.ts';
import { queries } from '@tracord/shared/queries.ts';
import { FIRST_BOT_TOPICS, FIRST_OPERATOR_TOPICS, FIRST_PUBLIC_TOPICS } from '@tracord/shared/topics.ts';
import { describe, expect, it } from 'vitest';
import { openApi } from '#adapters/web/openapi.ts';

type Schema = {
  properties: Record<string, Schema & { enum?: string[]; const?: unknown }>;
  required?: string[];
  anyOf?: Schema[];
  title?: string;
};
type Content = { content: { 'application/json': { schema: Schema } } };
type Operation = {
  operationId: string;
  security: object[];
  parameters?: { name: string; in: string; required: boolean }[];
  requestBody?: Content & { required: boolean };
  responses: Record<string, Content & { description: string }>;
};

// As clients get it: as JSON.
const api = JSON.parse(JSON.stringify(openApi('1.2.3', 14747))) as {
  paths: Record<string, Record<string, Operation>>;
  components: { securitySchemes: object };
};
const operation = (path: string, method = 'get'): Operation => {
  const found = api.paths[path]?.[method];
  if (found === undefined) throw new Error(`${method} ${path} is not described`);
  return found;
};
const answerOf = (one: Operation, status: string | number = 200) =>
  (one.responses[status] as Content).content['application/json'].schema;
const all = Object.values(api.paths).flatMap((methods) => Object.values(methods));

describe('the description of the API', () => {
  it('names every operation once, with who may ask and what may be answered', () => {
    const ids = all.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining([...Object.keys(queries), ...Object.keys(commands)]));
    for (const one of all) {
      expect(one.security).not.toEqual([]);
      expect(Object.keys(one.responses)).toEqual(expect.arrayContaining(['200', '401', 'default']));
      expect(JSON.stringify(one)).not.toContain('"$schema"');
    }
  });

  it('has a path parameter for every name in braces', () => {
    for (const [path, methods] of Object.entries(api.paths)) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      for (const { parameters = [] } of Object.values(methods)) {
        expect(parameters.filter((one) => one.in === 'path').map(({ name }) => name)).toEqual(inPath);
      }
    }
  });

  it('says who may ask', () => {
    const [anybody, operator, bot, requester] = [{}, { operator: [] }, { bot: [] }, { requester: [] }];
    expect(operation('/api/tracks').security).toEqual([anybody, operator, bot, requester]);
    expect(operation('/api/topics/nowPlaying').security).toEqual([anybody, operator, bot, requester]);
    expect(operation('/api/topics/health').security).toEqual([operator]);
    expect(operation('/api/topics/cues').security).toEqual([bot]);
    expect(operation('/api/playlists').security).toEqual([operator]);
    const command = (name: string) => operation(`/api/commands/${name}`, 'post').security;
    expect(command('live.set')).toEqual([operator]);
    expect(command('request.accept')).toEqual([operator, bot]);
    expect(command('request.text')).toEqual([operator, bot, requester]);
    expect(Object.keys(api.components.securitySchemes)).toEqual(['operator', 'bot', 'requester']);
  });

  it('describes the value of every topic in each view that is another', () => {
    const views = (name: string) => answerOf(operation(`/api/topics/${name}`)).properties.value;
    const titles = (name: string) => (views(name)?.anyOf ?? [views(name)]).map((one) => one?.title);
    for (const name of Object.keys({ ...FIRST_OPERATOR_TOPICS, ...FIRST_BOT_TOPICS })) {
      const isPublic = Object.hasOwn(FIRST_PUBLIC_TOPICS, name);
      expect(titles(name).includes('for the audience'), name).toBe(isPublic);
    }
    expect(titles('health')).toEqual(['for the operator']);
    expect(titles('live')).toEqual(['for the operator', 'for the audience']);
    expect(titles('requests')).toEqual(['for the operator', 'for the audience', 'for the Discord bot']);
    expect(titles('discord')).toEqual(['for the Discord bot']);
    const [forOperator, forAudience] = views('nowPlaying')?.anyOf ?? [];
    expect(forOperator?.properties).toHaveProperty('heard');
    expect(forAudience?.properties).not.toHaveProperty('heard');
    expect(forAudience?.properties.track?.properties).toHaveProperty('display');
  });

  it('tells the refusals of a command by status', () => {
    const correct = operation('/api/commands/nowPlaying.correct', 'post');
    const codes = (status: number) => answerOf(correct, status).properties.code?.enum;
    expect(codes(404)).toEqual(['track-unknown', 'play-unknown']);
    expect(codes(409)).toEqual(['nothing-on-air', 'id-used']);
    expect([codes(400), codes(401), codes(403), codes(413), codes(415), codes(500)]).toEqual([
      ...[['invalid'], ['unauthorized'], ['forbidden'], ['too-large'], ['wrong-type'], ['failed']],
    ]);
    expect(answerOf(correct).required).toEqual(['ok', 'playId', 'trackId']);
  });

  it('says which bodies must be there', () => {
    const body = (name: string) => operation(`/api/commands/${name}`, 'post').requestBody;
    expect(body('live.set')?.required).toBe(true);
    expect(body('nowPlaying.set')?.content['application/json'].schema.required).toEqual(['title']);
    expect(body('nowPlaying.hide')?.required).toBe(false);
    expect(body('nowPlaying.hide')?.content['application/json'].schema.properties).toHaveProperty('commandId');
  });
});
