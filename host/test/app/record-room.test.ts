import { describe, expect, it } from 'vitest';
import { inTurn } from '#app/record-room.ts';

describe('steps in turn', () => {
  const done: string[] = [];
  const step = (name: string, fault?: Error) => async () => {
    await Promise.resolve();
    done.push(name);
    if (fault !== undefined) throw fault;
  };

  it('are all done although the disk is full, and say so at the end', async () => {
    const full = new Error('the disk is full');
    done.length = 0;
    await expect(inTurn([step('history', full), step('sets'), step('posts')])).rejects.toBe(full);
    expect(done).toEqual(['history', 'sets', 'posts']);
    const two = inTurn([step('a', full), step('b', new Error('no answer')), step('c')]);
    await expect(two).rejects.toMatchObject({ errors: [{ message: 'the disk is full' }, { message: 'no answer' }] });
    await expect(inTurn([step('a')])).resolves.toBeUndefined();
  });
});
