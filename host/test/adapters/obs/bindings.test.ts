import { describe, expect, it } from 'vitest';
import { bind, namesAsked, type SeenInput, type SourceRow } from '#adapters/obs/bindings.ts';

const TEXT = 'text_gdiplus_v3';
const input = (name: string, mark?: string, uuid?: string, kind = TEXT): SeenInput => ({
  ...{ name, kind, uuid },
  settings: mark === undefined ? {} : { tracord: mark },
});
const row = (more: Partial<SourceRow> = {}): SourceRow => ({
  ...{ what: 'text:title', name: 'T', by: 'setup', scene: 'Main' },
  ...more,
});

describe('a source of setup', () => {
  const cases: [name: string, row: SourceRow, inputs: SeenInput[], found: string | undefined][] = [
    ['by its mark and name', row(), [input('X', 'text:title'), input('T', 'text:title')], 'T'],
    ['by its mark under another name', row(), [input('T'), input('X', 'text:title')], 'X'],
    ['not by its name alone', row(), [input('T')], undefined],
    ['not by the mark of another', row(), [input('T', 'text:artist')], undefined],
    ['by its UUID without a mark', row({ uuid: 'u' }), [input('X', undefined, 'u')], 'X'],
    [
      'by its UUID among copies',
      row({ uuid: 'u' }),
      [input('T', 'text:title', 'v'), input('X', 'text:title', 'u')],
      'X',
    ],
    ['not a kind that shows no text', row({ uuid: 'u' }), [input('T', 'text:title', 'u', 'image_source')], undefined],
  ];
  it.each(cases)('is found %s', (_name, known, inputs, found) => {
    const binding = bind([known], new Map(), inputs).find(({ what }) => what === 'text:title');
    expect(binding?.input?.name).toBe(found);
    if (found !== undefined) expect(binding).toMatchObject({ name: found, scene: 'Main' });
  });

  it('that carries a mark and is in no row is taken as ours', () => {
    expect(bind([], new Map(), [input('Copy', 'text:line')])).toMatchObject([
      { what: 'text:line', name: 'Copy', by: 'setup', input: { name: 'Copy' } },
    ]);
    expect(bind([], new Map(), [input('Of a later version', 'text:moon')])).toEqual([]);
  });

  it('that is there again was not deleted', () => {
    expect(bind([row({ removedAt: 5 })], new Map(), [input('T', 'text:title')])[0]?.removedAt).toBeUndefined();
    expect(bind([row({ removedAt: 5 })], new Map(), [])[0]?.removedAt).toBe(5);
  });
});

describe('a source that the settings name', () => {
  const asked = new Map([['text:title', 'Mine']]);
  it('is found by name, though another carries our mark', () => {
    const [binding, ...others] = bind([row()], asked, [input('T', 'text:title'), input('Mine')]);
    expect(binding).toMatchObject({ by: 'settings', asked: 'Mine', input: { name: 'Mine' } });
    expect(others).toEqual([]);
  });
  it('keeps the name it got in OBS, and its UUID', () => {
    const known = row({ by: 'settings', asked: 'Mine', name: 'Newer', uuid: 'u' });
    expect(bind([known], asked, [input('Newer')])[0]?.input?.name).toBe('Newer');
    expect(bind([known], asked, [input('Newest', undefined, 'u'), input('Mine')])[0]?.input?.name).toBe('Newest');
  });
  it('is another as soon as the settings say another', () => {
    const known = row({ by: 'settings', asked: 'Old', name: 'Old' });
    expect(bind([known], asked, [input('Old'), input('Mine')])[0]?.input?.name).toBe('Mine');
  });
  it('is bound once', () => {
    const twice = new Map([...asked, ['text:artist', 'Mine']]);
    expect(bind([], twice, [input('Mine')]).map((binding) => binding.input?.name)).toEqual(['Mine', undefined]);
  });
});

it('binds nothing to what there is not', () => {
  const page = input('Page', undefined, undefined, 'browser_source');
  expect(bind([], new Map([['text:moon', 'Page']]), [page])).toEqual([
    { what: 'text:moon', name: 'Page', by: 'settings', asked: 'Page' },
  ]);
});

it('reads lines of the settings, the first of each', () => {
  expect(
    namesAsked(['text:title = My = title ', 'text:title=Other', 'image:cover =C', 'nonsense', 'text:line =']),
  ).toEqual(
    new Map([
      ['text:title', 'My = title'],
      ['image:cover', 'C'],
    ]),
  );
});
