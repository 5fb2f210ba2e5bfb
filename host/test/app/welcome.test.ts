import { describe, expect, it } from 'vitest';
import { libraryText, type Welcome, welcomeText } from '#app/welcome.ts';

const welcome: Welcome = {
  address: 'http://127.0.0.1:14747',
  broadcastPort: 8000,
  demo: false,
  demoAsked: false,
  library: { tracks: 0 },
  settingsFile: '/config/settings.yaml',
  tokenFile: '/data/operator-token',
  logFile: '/log/tracord.log',
};

describe('the first words in the terminal', () => {
  it('are the addresses and what to set, before anything is known of the library', () => {
    const text = welcomeText(welcome);
    for (const word of [
      'http://127.0.0.1:14747/overlays/now-playing',
      '960 × 232',
      'Port 8000',
      '/config/settings.yaml',
      '/data/operator-token',
      '/log/tracord.log',
    ]) {
      expect(text).toContain(word);
    }
    expect(text).not.toContain('Library');
    expect(text).not.toContain('DEMO');
  });

  it('begin with the demo, and how to have done with it', () => {
    const text = welcomeText({ ...welcome, demo: true });
    expect(text.trimStart().startsWith('DEMO')).toBe(true);
    expect(text).toContain('--collection');
    expect(libraryText({ ...welcome, demo: true })).toBe('');
    expect(welcomeText({ ...welcome, demo: true, demoAsked: true })).not.toContain('No Traktor collection');
  });
});

describe('the library, once it is read', () => {
  const collection = { path: '/music/collection.nml', importedAt: 1, program: 'Traktor' };
  it.each([
    ['none', { tracks: 0 }, /empty/],
    ['one', { tracks: 12_345, collection }, /12,345 tracks from \/music\/collection\.nml/],
  ])('%s', (_name, library, words) => {
    expect(libraryText({ ...welcome, library })).toMatch(words);
  });
});
