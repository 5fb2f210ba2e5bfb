import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openTraktorSource } from '#adapters/traktor/nml/traktor-source.ts';
import { prepareDemoLibrary } from '#app/demo/demo-library.ts';
import type { SourceEntry } from '#ports/collection-source.ts';

const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0;
const RATE_HZ = 22_050;
const LOUDEST_PEAK = 10 ** (-1 / 20);
const FURTHEST_APART_LU = 2;

function decode(path: string): Float32Array {
  const args = ['-v', 'error', '-i', path, '-map', '0:a', '-f', 'f32le', '-ac', '1', '-ar', String(RATE_HZ), '-'];
  const { stdout } = spawnSync('ffmpeg', args, { maxBuffer: 1e8 });
  return new Float32Array(new Uint8Array(stdout).buffer);
}

/** Rise of the low end within 15 ms before and after a moment: high where a kick begins. */
function attack(bass: Float32Array, atMs: number): number {
  const middle = Math.round((atMs * RATE_HZ) / 1000);
  const width = Math.round(0.015 * RATE_HZ);
  const energy = (from: number) => bass.subarray(Math.max(0, from), from + width).reduce((sum, v) => sum + v * v, 0);
  return energy(middle) - energy(middle - width);
}

describe.skipIf(!hasFfmpeg)('the sound of the demo library (needs ffmpeg)', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'demo-audio-'));
  const entries: SourceEntry[] = [];
  const { collection } = await prepareDemoLibrary(folder);
  const source = await openTraktorSource();
  source.read(collection, {
    entry: (_hash, parse) => {
      const outcome = parse();
      if ('entry' in outcome) entries.push(outcome.entry);
    },
    progress: () => undefined,
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(entries.map((entry) => [basename(entry.path), entry] as const))('%s: true grid, no clipping', (_, entry) => {
    const samples = decode(entry.path);
    expect(samples.reduce((most, value) => Math.max(most, Math.abs(value)), 0)).toBeLessThan(LOUDEST_PEAK);
    let low = 0;
    const bass = samples.map((value) => {
      low += (value - low) * 0.1;
      return low;
    });
    const { trackBpm = 0, cues = [] } = entry.fields;
    const start = cues.find((cue) => cue.kind === 'grid')?.startMs ?? 0;
    const barMs = 240_000 / trackBpm;
    const bars = Math.floor(samples.length / RATE_HZ / (barMs / 1000)) - 1;
    // Every pattern has a kick on the first beat of a bar; summed over the track, the grid's phase must be the steepest.
    const rise = (shiftMs: number) =>
      Array.from({ length: bars }, (_, bar) => attack(bass, start + bar * barMs + shiftMs)).reduce((a, b) => a + b, 0);
    const shifts = Array.from({ length: 41 }, (_, index) => (index - 20) * 5);
    const best = shifts.reduce((a, b) => (rise(b) > rise(a) ? b : a));
    expect(Math.abs(best)).toBeLessThanOrEqual(20);
  });

  it('is about equally loud everywhere', () => {
    const levels = entries.map(({ path }) => {
      const args = ['-hide_banner', '-nostats', '-i', path, '-map', '0:a', '-af', 'ebur128', '-f', 'null', '-'];
      const { stderr } = spawnSync('ffmpeg', args, { encoding: 'utf8' });
      return Number(/I:\s+(-[\d.]+) LUFS/.exec(stderr.slice(stderr.lastIndexOf('Summary:')))?.[1]);
    });
    expect(Math.max(...levels) - Math.min(...levels)).toBeLessThan(FURTHEST_APART_LU);
  });
});
