// CSS that OBS 29's browser (Chromium 103) does not know is refused by the project's stylelint settings.

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');

describe('CSS that Chromium 103 does not know is refused', () => {
  const stylelint = join(root, 'node_modules', 'stylelint', 'bin', 'stylelint.mjs');
  const lint = (css: string) =>
    spawnSync(process.execPath, [stylelint, '--config', join(root, '.stylelintrc.json'), '--stdin'], {
      cwd: root,
      input: css,
      encoding: 'utf8',
    });

  test.each([
    ['color-mix', 'a { color: color-mix(in srgb, red, blue); }'],
    [':has', 'a:has(b) { color: red; }'],
    ['@container', '@container (min-width: 400px) { a { color: red; } }'],
    ['nesting', 'a { color: red; & b { color: blue; } }'],
    ['a transform of its own property', 'a { rotate: 3deg; }'],
    ['a range in a media query', '@media (width >= 400px) { a { color: red; } }'],
    ['dynamic viewport units', 'a { height: 100dvh; }'],
    ['@starting-style', '@starting-style { a { opacity: 0; } }'],
  ])('%s', (_name, css) => {
    expect(lint(css).status).toBe(2);
  });

  test('what it does know passes', () => {
    expect(lint('a { color: rgb(0 0 0 / 50%); inset: 0; aspect-ratio: 1; --x: 1px; }')).toMatchObject({ status: 0 });
  });
});
