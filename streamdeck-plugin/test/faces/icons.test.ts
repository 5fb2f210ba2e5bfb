import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';

const IMGS = fileURLToPath(new URL('../../com.tracord.dj.sdPlugin/imgs', import.meta.url));
const ACTIONS = 'request accept skip undo requests now fix mask live test queue health suggestion bridge planner'.split(
  ' ',
);

async function picture(name: string) {
  const { data, info } = await sharp(await readFile(`${IMGS}/${name}.png`))
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const pixels = Array.from({ length: info.width * info.height }, (_, index) => [
    ...data.subarray(index * 4, index * 4 + 4),
  ]);
  return { width: info.width, height: info.height, pixels };
}

describe('the pictures of the plugin', () => {
  it.each([
    ['plugin/plugin', 256],
    ['plugin/category', 28],
    ...ACTIONS.flatMap((action): [string, number][] => [
      [`actions/${action}/icon`, 20],
      [`actions/${action}/key`, 72],
    ]),
  ])('%s has %i px, and twice that', async (name, size) => {
    expect(await picture(name)).toMatchObject({ width: size, height: size });
    expect(await picture(`${name}@2x`)).toMatchObject({ width: 2 * size, height: 2 * size });
  });

  it.each(['plugin/category', ...ACTIONS.map((action) => `actions/${action}/icon`)])(
    '%s is white on nothing',
    async (name) => {
      const { pixels } = await picture(name);
      const seen = pixels.filter(([, , , alpha]) => alpha !== 0);
      expect(seen.every(([red, green, blue]) => red === 255 && green === 255 && blue === 255)).toBe(true);
      expect(seen.length).toBeGreaterThan(pixels.length / 16);
      expect(seen.length).toBeLessThan(pixels.length * 0.8);
    },
  );
});
