import { expect, test } from 'vitest';
import { kept } from '#faces/kept.ts';

test('works out each once, as long as it is among the last', () => {
  const asked: number[] = [];
  const twice = kept((number: number) => {
    asked.push(number);
    return [number, number];
  });
  expect(twice(1)).toEqual([1, 1]);
  expect(twice(1)).toEqual([1, 1]);
  expect(asked).toEqual([1]);
  for (let number = 2; number <= 500; number++) twice(number);
  expect(twice(500)).toEqual([500, 500]);
  expect(twice(1)).toEqual([1, 1]);
  expect(asked.filter((number) => number === 1)).toHaveLength(2);
  expect(asked.filter((number) => number === 500)).toHaveLength(1);
});
