import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addedReply, chatLine, doubtfulReply, suggestReply, votedReply } from '#domain/request-words-replies.ts';

const track = (artist: string, title: string) => ({ display: { artist, title } });
const mira = track('Mira', 'Tin Harbour');

describe('replies', () => {
  it.each([
    [addedReply(mira, 14, 3), 'Mira – Tin Harbour is number 14, 2 ahead of it.'],
    [addedReply(mira, 14, 1), 'Mira – Tin Harbour is number 14, next in line.'],
    [addedReply(track('', 'Untitled'), 1, undefined), 'Untitled is number 1.'],
    [votedReply(mira, 2), 'Mira – Tin Harbour was asked for already: your vote counts for number 2.'],
    [doubtfulReply(3, 7), 'Noted as number 7. 3 songs fit that: the DJ chooses.'],
    [doubtfulReply(1, 7), 'Noted as number 7. One song may be meant: the DJ decides.'],
    [suggestReply(mira), 'Do you mean Mira – Tin Harbour? Then ask for it by artist and title.'],
  ])('%s', (reply, wanted) => {
    expect(reply).toBe(wanted);
  });
});

describe('chatLine', () => {
  it.each([
    ['/ban everybody', '“/ban everybody'],
    ['!!! was already played', '“!!! was already played'],
    ['hello @everyone', 'hello ＠everyone'],
    ['two\r\nlines\u2028here', 'two lines here'],
    ['turned \u202eround', 'turned round'],
  ])('makes a line of %j', (text, line) => {
    expect(chatLine(text)).toBe(line);
  });

  it('is never long, never two lines, never a command, and calls nobody', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const line = chatLine(text);
        expect(line.length).toBeLessThanOrEqual(200);
        expect(line).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069@]/u);
        expect(line).not.toMatch(/^[/!.\\$]/);
      }),
    );
  });
});
