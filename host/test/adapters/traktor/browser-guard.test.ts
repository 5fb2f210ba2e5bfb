import { describe, expect, it } from 'vitest';
import { isForeignHost, isFromBrowser } from '#adapters/traktor/browser-guard.ts';

describe('who sent a request', () => {
  it.each([
    [{ origin: 'https://example.com' }, true],
    [{ origin: 'null' }, true],
    [{ referer: 'http://127.0.0.1/' }, true],
    [{ 'sec-fetch-site': 'none' }, true],
    [{ 'sec-fetch-anything-new': '' }, true],
    [{ host: '127.0.0.1:8000', 'user-agent': 'Traktor' }, false],
    [{}, false],
  ])('%o: from a browser %s', (headers, expected) => {
    expect(isFromBrowser(headers)).toBe(expected);
    expect(isFromBrowser(new Map(Object.entries(headers)))).toBe(expected);
  });

  it.each([
    [undefined, false],
    ['', false],
    ['127.0.0.1:8000', false],
    ['localhost:8000', false],
    ['[::1]:8000', false],
    ['dj-laptop:8000', false],
    ['dj-laptop.local:8000', false],
    ['dj.localhost', false],
    ['rebound.example.com:8000', true],
    ['notlocal', false],
    ['evil-local.com', true],
  ])('the host %s is foreign: %s', (host, expected) => {
    expect(isForeignHost(host)).toBe(expected);
  });
});
