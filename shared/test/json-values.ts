// Arbitrary topic values for property tests: plain JSON, finite numbers, no null, keys as topics have them.

import fc from 'fast-check';

const key = fc.string({ maxLength: 4 }).filter((text) => !['__proto__', 'constructor', 'prototype'].includes(text));

// JSON has one zero only: -0 arrives as 0.
const double = fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0);

const scalar = fc.oneof(fc.string(), fc.integer(), double, fc.boolean());

/** Objects of scalars, arrays and objects. Few, short keys, so that two values often share some; among them names that every
 * object has. */
export const topicValue = fc.letrec<{ value: unknown; object: Record<string, unknown> }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    tie('object'),
  ),
  object: fc.dictionary(
    fc.oneof(fc.constantFrom('a', 'b', 'c', 'order', 'byId', 'toString', 'valueOf'), key),
    tie('value'),
    { maxKeys: 5 },
  ),
})).object;
