import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { operatorTopicSchemas, publicTopicSchemas } from '../src/topic-schemas.ts';
import { FIRST_OPERATOR_TOPICS, FIRST_PUBLIC_TOPICS, type OperatorTopics, type PublicTopics } from '../src/topics.ts';

type Described<Schemas extends Record<string, z.ZodType>> = { [K in keyof Schemas]: z.infer<Schemas[K]> };

// The schemas demand nothing that the types leave out: this compiles or it does not. The other way round they say themselves.
const operatorFits = (topics: OperatorTopics): Described<typeof operatorTopicSchemas> => topics;
const publicFits = (topics: PublicTopics): Described<typeof publicTopicSchemas> => topics;

describe('the schemas of the topics', () => {
  test.each(Object.keys(operatorTopicSchemas) as (keyof OperatorTopics)[])('%s as it is first', (name) => {
    const first = operatorFits(FIRST_OPERATOR_TOPICS)[name];
    expect(operatorTopicSchemas[name].parse(first)).toEqual(first);
  });

  test.each(Object.keys(publicTopicSchemas) as (keyof PublicTopics)[])('%s as the audience has it first', (name) => {
    const first = publicFits(FIRST_PUBLIC_TOPICS)[name];
    expect(publicTopicSchemas[name].parse(first)).toEqual(first);
  });

  test('a cover has colours that CSS reads', () => {
    const track = { artist: 'A', title: 'T', display: { artist: 'A', title: 'T' } };
    const now = (main: string) => ({
      ...FIRST_PUBLIC_TOPICS.nowPlaying,
      track: { ...track, artwork: { id: 'c', colors: { main, dark: '#000000' } } },
    });
    expect(publicTopicSchemas.nowPlaying.safeParse(now('#A1b2C3')).success).toBe(true);
    expect(publicTopicSchemas.nowPlaying.safeParse(now('url(x)')).success).toBe(false);
  });
});
