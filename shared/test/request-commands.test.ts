import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commands } from '../src/commands.ts';

describe('request.text', () => {
  const { args } = commands['request.text'];
  const requester = { platform: 'twitch', id: '1', name: 'Ann' };

  it('takes whatever people type, and cuts what is too long', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 700 }), fc.nat(600), (text, more) => {
        const typed = `${text}${'😀'.repeat(more)}`;
        const { words, requester: who } = args.parse({ words: typed, requester: { ...requester, name: `n${typed}` } });
        expect(typed.startsWith(words)).toBe(true);
        expect(words.length).toBeGreaterThanOrEqual(Math.min(typed.length, 499));
        expect(words.length).toBeLessThanOrEqual(500);
        expect(who.name.length).toBeLessThanOrEqual(100);
      }),
    );
    expect(args.parse({ words: `${'a'.repeat(499)}😀`, requester }).words).toBe('a'.repeat(499));
  });
});
