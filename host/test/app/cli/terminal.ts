// What a command prints, kept from the terminal.

import { afterEach, beforeEach, vi } from 'vitest';

/** For a file of tests: what each printed so far, on both streams. */
export function terminal(): { out: string; err: string } {
  const said = { out: '', err: '' };
  beforeEach(() => {
    [said.out, said.err] = ['', ''];
    for (const [stream, name] of [
      [process.stdout, 'out'],
      [process.stderr, 'err'],
    ] as const) {
      vi.spyOn(stream, 'write').mockImplementation((text) => {
        said[name] += text;
        return true;
      });
    }
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });
  return said;
}
