import fc from 'fast-check';
import { XMLParser } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { ByteScanner, EndedInside } from '#adapters/traktor/nml/byte-scanner.ts';
import { decodeEntities } from '#adapters/traktor/nml/tag-scanner.ts';
import { inPieces } from './pieces.ts';

type Element = { name: string; attributes: [string, string][]; children: Element[]; before: string };

const name = fc.stringMatching(/^[A-Z][A-Z_0-9]{0,8}$/);
const value = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.constantFrom(' both ends ', '>', "it's", 'a "b" & <c>', '日本語', 'e\u0301', '😀', '/>', '-->'),
);
const between = fc.constantFrom('', '\n', '\r\n  ', '<!-- a "comment" <b> > -->', '<?pi x="<"?>', 'text');
const { element } = fc.letrec<{ element: Element }>((tie) => ({
  element: fc.record({
    name,
    attributes: fc.uniqueArray(fc.tuple(name, value.filter(isXml)), { selector: ([key]) => key, maxLength: 4 }),
    children: fc.oneof(
      { maxDepth: 4 },
      fc.constant<Element[]>([]),
      fc.array(tie('element') as fc.Arbitrary<Element>, { maxLength: 3 }),
    ),
    before: between,
  }),
}));
const pieces = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 });

/** What XML 1.0 can hold, without line breaks, which parsers turn into blanks. */
function isXml(text: string): boolean {
  return !/[\p{Cc}\p{Cs}\ufffe\uffff]/u.test(text);
}

function written({ name: tag, attributes, children, before }: Element): string {
  const inside = attributes.map(([key, text]) => ` ${key}="${escaped(text)}"`).join('');
  return children.length === 0
    ? `${before}<${tag}${inside}/>`
    : `${before}<${tag}${inside}>${children.map(written).join('')}</${tag}>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&#34;').replaceAll('<', '&#x3c;');
}

/** Opening tags in order, as our scanner reads them. */
function scanned(xml: string, lengths: readonly number[], capacity?: number): unknown[] {
  const scanner = new ByteScanner(inPieces(xml, lengths), capacity);
  const tags: unknown[] = [];
  while (scanner.nextTag()) {
    const { tag } = scanner;
    if (!tag.closing) tags.push([tag.name, [...tag.attributes]]);
  }
  return tags;
}

/** The same from fast-xml-parser. */
function parsed(xml: string): unknown[] {
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    trimValues: false,
    parseAttributeValue: false,
    htmlEntities: true,
  });
  const tags: unknown[] = [];
  const walk = (nodes: Record<string, unknown>[]) => {
    for (const node of nodes) {
      const tag = Object.keys(node).find((key) => key !== ':@' && key !== '#text' && !key.startsWith('?'));
      if (tag === undefined) continue;
      tags.push([tag, Object.entries((node[':@'] ?? {}) as Record<string, string>).flat()]);
      walk(node[tag] as Record<string, unknown>[]);
    }
  };
  walk(parser.parse(xml));
  return tags;
}

describe('ByteScanner', () => {
  it('reads what fast-xml-parser reads, wherever the pieces end', () => {
    fc.assert(
      fc.property(element, pieces, (root, lengths) => {
        const xml = written({ ...root, before: '' });
        expect(scanned(xml, lengths, 64)).toEqual(parsed(xml));
      }),
      { numRuns: 500 },
    );
  });

  it('says that the file ends inside a tag, wherever it is cut', () => {
    const xml = '<A B="1" C=\'>\'><!-- x --></A>';
    for (let length = 1; length < xml.length; length++) {
      const cut = xml.slice(0, length);
      const open = cut.lastIndexOf('<') > cut.lastIndexOf('</A>') - 1 && !/(>|')>$|-->$/.test(cut);
      if (open) expect(() => scanned(cut, [1]), cut).toThrow(EndedInside);
    }
  });

  it('cuts entries by their end alone and keeps no more than one of them', () => {
    const entry = `<ENTRY TITLE="${'x'.repeat(3000)}"><INFO/></ENTRY>`;
    const scanner = new ByteScanner(inPieces(` <!-- <ENTRY> -->${entry.repeat(200)}</COLLECTION>`, [777]), 1024);
    expect(scanner.entryLength()).toBe(0);
    expect(scanner.nextTag()).toBe(true);
    expect(scanner.tag.name).toBe('ENTRY');
    scanner.nextTag();
    scanner.nextTag();
    for (let count = 1; count < 200; count++) {
      const length = scanner.entryLength();
      expect(length).toBe(entry.length);
      scanner.window.at += length;
    }
    expect(scanner.entryLength()).toBe(0);
    expect(scanner.window.bytes.length).toBeLessThanOrEqual(8192);
  });
});

describe('decodeEntities', () => {
  it.each([
    ['Kool &amp; The Gang', 'Kool & The Gang'],
    ['12&quot; &lt;b&gt; &apos;', '12" <b> \''],
    ['&#233;&#xE9;&#x1F600;', 'éé😀'],
    ['&amp;amp;', '&amp;'],
    ['AT&T & &unknown; &', 'AT&T & &unknown; &'],
    ['&#0;&#xD800;&#x110000;', '\ufffd\ufffd\ufffd'],
    ['&constructor;', '&constructor;'],
  ])('%s', (text, plain) => expect(decodeEntities(text)).toBe(plain));
});
