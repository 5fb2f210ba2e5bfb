import { describe, expect, test } from 'vitest';
import { broken, type Diagnosis, ok, skipped, warn } from '#app/cli/doctor-finding.ts';
import { doctorReport } from '#app/cli/doctor-report.ts';

const WELL: Diagnosis[] = [
  { name: 'Settings', ...ok('All settings are understood.') },
  { name: 'Decks', ...skipped('The deck feed is off.') },
];
const LATE: Diagnosis = { name: 'Track', ...warn('No track was named.', 'Play one.') };
const DOWN: Diagnosis = { name: 'Traktor', ...broken('Traktor is not connected.', 'Press the antenna.') };

describe('the report', () => {
  test('has one line for each place and says that all is well', () => {
    expect(doctorReport(WELL, { isColored: false })).toBe(
      [
        '',
        '  From Traktor to the overlay:',
        '',
        '  ✓ Settings        All settings are understood.',
        '  · Decks           The deck feed is off.',
        '',
        '  All is well: what Traktor plays reaches the overlay.',
        '',
      ].join('\n'),
    );
  });

  test('names as next step what is broken, before what is only odd', () => {
    const text = doctorReport([...WELL, LATE, DOWN], { isColored: false });
    expect(text).toContain('  ! Track           No track was named.\n  ✗ Traktor         Traktor is not connected.\n');
    expect(text).toMatch(/Next step:\n {4}Press the antenna\.\n\n {2}After that:\n {4}Track {11}Play one\.\n$/);
  });

  test('of several broken places the first one comes first', () => {
    const host: Diagnosis = { name: 'TraCord', ...broken('TraCord is not running.', 'Start TraCord.') };
    expect(doctorReport([host, DOWN], { isColored: false })).toContain('Next step:\n    Start TraCord.\n');
  });

  test('is coloured only when asked', () => {
    const colorCode = String.fromCharCode(27);
    expect(doctorReport([DOWN], { isColored: false })).not.toContain(colorCode);
    expect(doctorReport([DOWN], { isColored: true })).toContain(`${colorCode}[31m✗`);
  });

  test('keeps within the terminal, one word after the other', () => {
    const says = 'one two three four five six seven eight nine ten eleven twelve thirteen';
    const text = doctorReport([{ name: 'Audience', ...ok(says) }], { isColored: false, columns: 60 });
    const lines = text.split('\n');
    expect(lines.every((line) => line.length <= 60)).toBe(true);
    expect(lines[3]?.indexOf('one')).toBe(lines[4]?.search(/\S/));
    expect(text.replace(/\s+/g, ' ')).toContain(says);
  });

  test('in a very narrow terminal leaves lines whole', () => {
    expect(doctorReport([DOWN], { isColored: false, columns: 40 })).toContain('Traktor is not connected.');
  });
});
