// Reads back what a face shows from its picture: state, glyphs in the order they stand, bars, frame, and elements.

import { XMLParser, XMLValidator } from 'fast-xml-parser';

export type Shown = { state: string; glyphs: string[]; bars: string[]; framed: boolean };

export function shownIn(svg: string): Shown {
  const all = (name: string) => [...svg.matchAll(new RegExp(` data-${name}="([^"]*)"`, 'g'))].map(([, value]) => value);
  const [state] = all('state');
  return {
    state: state ?? '',
    glyphs: all('glyph').map(String),
    bars: all('bar').map(String),
    framed: all('frame').length > 0,
  };
}

/** Names of all elements, and of all attributes; throws if the document is not well-formed. */
export function partsOf(svg: string): { elements: Set<string>; attributes: Set<string>; texts: string[] } {
  const valid = XMLValidator.validate(svg);
  if (valid !== true) throw new Error(`${valid.err.msg} in ${svg}`);
  const parser = new XMLParser({ preserveOrder: true, ignoreAttributes: false, trimValues: false });
  const parts = { elements: new Set<string>(), attributes: new Set<string>(), texts: [] as string[] };
  const walk = (nodes: Record<string, unknown>[]): void => {
    for (const node of nodes) {
      for (const [name, value] of Object.entries(node)) {
        if (name === ':@')
          for (const attribute of Object.keys(value as object)) parts.attributes.add(attribute.slice(2));
        else if (name === '#text') parts.texts.push(String(value));
        else {
          parts.elements.add(name);
          walk(value as Record<string, unknown>[]);
        }
      }
    }
  };
  walk(parser.parse(svg));
  return parts;
}
