// Walks over the tags of a piece of XML text. Comments, CDATA, processing instructions and text are passed over: NML keeps
// everything in attributes. Values are given whole, untrimmed, with their entities decoded.

export class TagScanner {
  name = '';
  /** `</name>` */
  closing = false;
  /** `<name/>` */
  selfClosing = false;
  /** Name, value, name, value … of the current tag. */
  readonly attributes: string[] = [];
  /** Where reading goes on: behind the current tag. */
  at = 0;
  /** Where the current tag begins. */
  start = 0;
  #text = '';
  #entities = false;

  load(text: string): void {
    this.#text = text;
    this.#entities = text.includes('&');
    this.at = 0;
  }

  /** Steps to the next tag; false when there is none. Throws MalformedXml for a tag that does not end or is none. */
  next(): boolean {
    const text = this.#text;
    for (;;) {
      const open = text.indexOf('<', this.at);
      if (open < 0) return false;
      this.start = open;
      switch (text.charCodeAt(open + 1)) {
        case EXCLAMATION:
          if (text.startsWith('<!--', open)) this.#skipPast('-->', open + 4);
          else if (text.startsWith('<![CDATA[', open)) this.#skipPast(']]>', open + 9);
          else this.#skipPast('>', open);
          continue;
        case QUESTION:
          this.#skipPast('?>', open + 2);
          continue;
        case SLASH:
          this.#closingTag(open + 2);
          return true;
        default:
          this.#openingTag(open + 1);
          return true;
      }
    }
  }

  /** The current tag's attribute; for tags of which few are wanted. */
  attribute(name: string): string | undefined {
    const { attributes } = this;
    for (let at = 0; at < attributes.length; at += 2) if (attributes[at] === name) return attributes[at + 1];
    return undefined;
  }

  #skipPast(ending: string, from: number): void {
    const found = this.#text.indexOf(ending, from);
    if (found < 0) throw new UnendedComment(`"${ending}" is missing`);
    this.at = found + ending.length;
  }

  #closingTag(from: number): void {
    const end = this.#text.indexOf('>', from);
    if (end < 0) throw new MalformedXml('a closing tag does not end');
    this.name = this.#text.slice(from, end).trimEnd();
    this.closing = true;
    this.selfClosing = false;
    this.attributes.length = 0;
    this.at = end + 1;
  }

  #openingTag(from: number): void {
    const text = this.#text;
    let at = from;
    while (isNameLetter(text.charCodeAt(at))) at++;
    if (at === from) throw new MalformedXml('a "<" stands where no tag begins');
    this.name = text.slice(from, at);
    this.closing = false;
    this.selfClosing = false;
    const { attributes } = this;
    attributes.length = 0;
    for (;;) {
      let code = text.charCodeAt(at);
      while (isBlank(code)) code = text.charCodeAt(++at);
      if (code === GREATER) break;
      if (code === SLASH) {
        if (text.charCodeAt(at + 1) !== GREATER) throw new MalformedXml(`"/" inside <${this.name}>`);
        this.selfClosing = true;
        at++;
        break;
      }
      const nameFrom = at;
      while (isNameLetter(text.charCodeAt(at))) at++;
      const nameTo = at;
      if (nameTo === nameFrom) throw new MalformedXml(`<${this.name}> does not end`);
      while (isBlank(text.charCodeAt(at))) at++;
      if (text.charCodeAt(at) !== EQUALS) throw new MalformedXml(`an attribute of <${this.name}> has no value`);
      at++;
      while (isBlank(text.charCodeAt(at))) at++;
      const quote = text.charCodeAt(at);
      if (quote !== DOUBLE && quote !== SINGLE) throw new MalformedXml(`a value of <${this.name}> has no quotes`);
      const valueTo = text.indexOf(quote === DOUBLE ? '"' : "'", at + 1);
      if (valueTo < 0) throw new MalformedXml(`a value of <${this.name}> does not end`);
      const value = text.slice(at + 1, valueTo);
      attributes.push(text.slice(nameFrom, nameTo), this.#entities ? decodeEntities(value) : value);
      at = valueTo + 1;
    }
    this.at = at + 1;
  }
}

/** The text is not well-formed here; `message` says how. */
export class MalformedXml extends Error {
  override readonly name: string = 'MalformedXml';
}

/** The text ends inside a comment, CDATA or processing instruction. */
export class UnendedComment extends MalformedXml {
  override readonly name = 'UnendedComment';
}

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** `&amp;`, `&#38;`, `&#x26;` …; what is no entity stays as it is. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return Object.hasOwn(NAMED, name) ? (NAMED[name] ?? whole) : whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    const character = code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) && code > 0;
    return character ? String.fromCodePoint(code) : '\ufffd';
  });
}

const EXCLAMATION = 0x21;
const DOUBLE = 0x22;
const SINGLE = 0x27;
const SLASH = 0x2f;
const LESS = 0x3c;
const EQUALS = 0x3d;
const GREATER = 0x3e;
const QUESTION = 0x3f;

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

/** Anything but blanks and the signs of the grammar; NaN, behind the end, is none. */
function isNameLetter(code: number): boolean {
  return (
    code > 0x20 &&
    code !== GREATER &&
    code !== SLASH &&
    code !== EQUALS &&
    code !== LESS &&
    code !== DOUBLE &&
    code !== SINGLE
  );
}
