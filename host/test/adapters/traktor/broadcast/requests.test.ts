import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ChunkedBody } from '#adapters/traktor/broadcast/chunked-body.ts';
import { mountOfPath, readMetadataRequest } from '#adapters/traktor/broadcast/metadata-request.ts';
import { bodyLength, endOfHead, parseHead } from '#adapters/traktor/broadcast/request-head.ts';
import { checkPassword } from '#adapters/traktor/broadcast/source-password.ts';

const head = (text: string) => parseHead(Buffer.from(text, 'latin1'));

describe('the head of a request', () => {
  it.each([
    ['SOURCE /m HTTP/1.0\r\n\r\n', 'SOURCE', '/m', '', false],
    ['SOURCE /m ICE/1.0\r\n\r\n', 'SOURCE', '/m', '', false],
    ['source m\n\n', 'SOURCE', '/m', '', false],
    ['\r\nPUT /a/b.ogg?x=1&y HTTP/1.1\r\n\r\n', 'PUT', '/a/b.ogg', 'x=1&y', true],
    ['PUT http://127.0.0.1:8000/m HTTP/1.1\r\n\r\n', 'PUT', '/m', '', true],
    ['OPTIONS * HTTP/1.1\r\n\r\n', 'OPTIONS', '/*', '', true],
  ])('%j', (text, method, path, query, isHttp11) => {
    expect(head(text)).toMatchObject({ method, path, query, isHttp11 });
  });

  it.each(['', 'GET\r\n\r\n', 'hunter2\r\n', '\x16\x03\x01\x02', 'GET / HTTP/1.1 more\r\n', 'GET / SPDY/3\r\n'])(
    'refuses %j',
    (text) => {
      expect(head(text)).toBeUndefined();
    },
  );

  it('reads headers without case, joins repeated ones and passes over what is none', () => {
    const read = head('PUT /m HTTP/1.1\r\nHost:a\r\nX-A:  1 \r\nnonsense\r\n: v\r\nx-a: 2\nUser-Agent: B: C\r\n\r\n');
    expect(Object.fromEntries(read?.headers ?? [])).toEqual({ host: 'a', 'x-a': '1, 2', 'user-agent': 'B: C' });
  });

  it.each([
    ['abc', -1],
    ['a\r\n\r\nbody', 5],
    ['a\n\nbody', 3],
    ['a\n\nb\r\n\r\n', 3],
    ['a\r\n\r\nb\n\n', 5],
  ])('ends %j at %i', (text, end) => {
    expect(endOfHead(Buffer.from(text))).toBe(end);
  });

  it.each([
    ['PUT', '', { kind: 'endless' }],
    ['PUT', 'Content-Length: 12', { kind: 'sized', bytes: 12 }],
    ['PUT', 'Content-Length: twelve', undefined],
    ['PUT', 'Content-Length: -1', undefined],
    ['PUT', 'Transfer-Encoding: chunked', { kind: 'chunked' }],
    ['SOURCE', 'Content-Length: 0', { kind: 'endless' }],
  ])('%s with "%s" has the body %o', (method, header, expected) => {
    const read = head(`${method} /m HTTP/1.1\r\n${header}\r\n\r\n`);
    expect(read && bodyLength(read)).toEqual(expected);
  });
});

describe('a chunked body', () => {
  const read = (pieces: Uint8Array[]) => {
    const body = new ChunkedBody();
    const data: Uint8Array[] = [];
    let state = 'more';
    for (const piece of pieces) if (state === 'more') state = body.push(piece, (part) => data.push(Buffer.from(part)));
    return { state, text: Buffer.concat(data).toString('latin1') };
  };

  it('comes out whole for any chunks and any cuts', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ minLength: 1, maxLength: 40 })),
        fc.integer({ min: 1, max: 9 }),
        (texts, step) => {
          const chunks = texts
            .map((text) => Buffer.from(text))
            .map((data) => [`${data.length.toString(16)};x=1\r\n`, data, '\r\n']);
          const wire = Buffer.concat(
            [...chunks.flat(), '0\r\nTrailer: 1\r\n\r\n'].map((part) => Buffer.from(part as string)),
          );
          const pieces = Array.from({ length: Math.ceil(wire.length / step) }, (_, at) =>
            wire.subarray(at * step, (at + 1) * step),
          );
          expect(read(pieces)).toEqual({ state: 'done', text: Buffer.from(texts.join('')).toString('latin1') });
        },
      ),
    );
  });

  it.each([['xyz\r\n'], ['-1\r\n'], ['2\r\nabc\r\n'], [`${'1'.repeat(2000)}`], ['\r\n']])('is broken by %j', (text) => {
    expect(read([Buffer.from(text)]).state).toBe('broken');
  });
});

describe('a title request', () => {
  it.each([
    ['mode=updinfo&mount=/m&artist=A&title=T&song=X+-+Y', '/m', { artist: 'A', title: 'T' }],
    ['mode=updinfo&mount=%2Fm&song=Aphex%20Twin+-+Xtal+-+Live', '/m', { artist: 'Aphex Twin', title: 'Xtal - Live' }],
    ['mode=updinfo&mount=m&song=Jingle', '/m', { artist: '', title: 'Jingle' }],
    ['mode=updinfo&mount=/m&song=+-+Jingle', '/m', { artist: '', title: '- Jingle' }],
    ['mode=updinfo&mount=/m&title=T&song=A+-+B', '/m', { artist: '', title: 'T' }],
    ['mode=updinfo&mount=/m&song=', '/m', undefined],
    ['mode=updinfo&mount=/m', '/m', undefined],
    ['mode=updinfo&mount=/m&charset=UTF-8&title=J%C3%B3ga', '/m', { artist: '', title: 'Jóga' }],
    ['mode=updinfo&mount=/m&charset=ISO-8859-1&title=J%F3ga', '/m', { artist: '', title: 'Jóga' }],
    ['mode=updinfo&mount=/m&title=J%F3ga', '/m', { artist: '', title: 'Jóga' }],
    ['mode=updinfo&mount=/m&charset=klingon&title=J%C3%B3ga', '/m', { artist: '', title: 'Jóga' }],
    ['mode=updinfo&mount=/m&charset=UTF-8&title=J%F3ga', '/m', { artist: '', title: 'J\ufffdga' }],
    ['mode=updinfo&mount=/m&title=Safe%E2%80%AE3pm', '/m', { artist: '', title: 'Safe3pm' }],
    ['mode=updinfo&mount=/m&title=100%+a%0D%0Ab', '/m', { artist: '', title: '100% a b' }],
  ])('%s', (query, mount, heard) => {
    expect(readMetadataRequest(query)).toEqual({ mount, heard });
  });

  it.each(['', 'mount=/m&song=x', 'mode=stats&mount=/m'])('is none: "%s"', (query) => {
    expect(readMetadataRequest(query)).toBeUndefined();
  });

  it.each([
    ['/m', '/m'],
    ['/', '/'],
    ['/a%20b+c', '/a b+c'],
    ['/%0d%0aX: y', '/ X: y'],
    [`/${'x'.repeat(98)}%F0%9F%8E%A7y`, `/${'x'.repeat(98)}🎧`],
  ])('the path %s is the mount %s', (path, mount) => {
    expect(mountOfPath(path)).toBe(mount);
  });
});

describe('the password', () => {
  const basic = (text: string, encoding: BufferEncoding = 'utf8') =>
    `Basic ${Buffer.from(text, encoding).toString('base64')}`;
  it.each([
    [undefined, undefined, 'right'],
    [basic('source:x'), undefined, 'right'],
    [undefined, 'pw', 'missing'],
    ['', 'pw', 'missing'],
    ['Bearer pw', 'pw', 'missing'],
    [basic('source:pw'), 'pw', 'right'],
    [basic('anyone:pw').replace('Basic', 'basic'), 'pw', 'right'],
    [basic(':pw'), 'pw', 'right'],
    [basic('pw'), 'pw', 'right'],
    [basic('source:p:w'), 'p:w', 'right'],
    [basic('source:pẅ'), 'pẅ', 'right'],
    [basic('source:schlüssel', 'latin1'), 'schlüssel', 'right'],
    [basic('source:PW'), 'pw', 'wrong'],
    [basic('source:'), 'pw', 'wrong'],
    [basic('source:pw '), 'pw', 'wrong'],
  ])('%s against %s is %s', (authorization, expected, check) => {
    expect(checkPassword(authorization, expected)).toBe(check);
  });
});
