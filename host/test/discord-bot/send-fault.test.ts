import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import { expect, test } from 'vitest';
import { isMessageGone, mayPass, troubleOf, waitAfter } from '#discord-bot/send-fault.ts';

const place = { channel: '#requests', setting: 'requestsChannel' };
const refused = (status: number, code: number, message = 'Some words') =>
  new DiscordAPIError({ code, message }, code, status, 'POST', 'http://x', { body: undefined, files: undefined });
const away = new HTTPError(503, 'Service Unavailable', 'POST', 'http://x', { body: undefined, files: undefined });
const busy = new RateLimitError({
  ...{ timeToReset: 5_000, limit: 5, method: 'POST', hash: '', url: '', route: '', majorParameter: '' },
  ...{ global: false, retryAfter: 5_000, sublimitTimeout: 0, scope: 'user' as const },
});

test.each([
  ['may not', refused(403, 50013), 'may not do that in #requests', 'Give the bot "Send Messages" in #requests.'],
  ['sees nothing', refused(403, 50001), 'does not see #requests', '"View Channel" and "Send Messages" in #requests'],
  [
    'channel gone',
    refused(404, 10003),
    'discord.requestsChannel is gone',
    'id of another channel into discord.requestsChannel',
  ],
  ['pins full', refused(400, 30003), 'as many pins', 'Unpin something in #requests'],
  ['another refusal', refused(400, 50035, 'Invalid Form Body\nmore'), 'Invalid Form Body', 'permissions in #requests'],
  ['away', away, 'Discord does not answer', 'by itself'],
  ['no line', new TypeError('fetch failed'), 'Discord does not answer', 'by itself'],
])('%s: says what, and what to do', (_, fault, message, remedy) => {
  const trouble = troubleOf(fault, 'Send Messages', place);
  expect(trouble?.message).toContain(message);
  expect(trouble?.message).not.toContain('\n');
  expect(trouble?.remedy).toContain(remedy);
});

test.each([
  ['refused', refused(403, 50013), false, 300_000],
  ['Discord away', away, true, 4_000],
  ['no line', new TypeError('fetch failed'), true, 4_000],
  ['asked to wait', busy, true, 5_000],
])('%s: tried again soon %s, after %s', (_, fault, isSoon, waitMs) => {
  expect(mayPass(fault)).toBe(isSoon);
  expect(waitAfter(2, fault)).toBe(waitMs);
});

test('asked to wait is nobody’s trouble; a deleted message is known by its code', () => {
  expect(troubleOf(busy, 'Send Messages', place)).toBeUndefined();
  expect(isMessageGone(refused(404, 10008))).toBe(true);
  expect(isMessageGone(refused(404, 10003))).toBe(false);
});
