import { expect, test } from 'vitest';
import { DomainError, messageOf } from '#kernel/domain-error.ts';

test('a fault keeps its code, its sentence and its cause', () => {
  const cause = new Error('EACCES');
  const fault = new DomainError('settings-unreadable', 'the settings file cannot be read', { cause });
  expect(fault).toBeInstanceOf(Error);
  expect(fault).toMatchObject({ name: 'DomainError', code: 'settings-unreadable', cause });
});

test.each([
  [new Error('no such file'), 'no such file'],
  ['plain text', 'plain text'],
  [undefined, 'undefined'],
  [{ toString: (): string => 'an object' }, 'an object'],
])('the message of whatever was thrown: %s', (thrown, message) => {
  expect(messageOf(thrown)).toBe(message);
});
