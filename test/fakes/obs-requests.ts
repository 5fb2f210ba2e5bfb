// What the parts of the fake OBS share: how a request is refused, and how its fields are read, with OBS's own codes and words.

export type Data = Record<string, unknown>;

/** Sends an event to each client. */
export type Emit = (type: string, data?: Data) => void;

/** Requests by name; what is thrown as `Refused` is answered with its code. */
export type Handlers = Record<string, (data: Data) => Data | undefined | Promise<Data | undefined>>;

/** https://github.com/obsproject/obs-websocket/blob/master/docs/generated/protocol.md#requeststatus */
export class Refused extends Error {
  readonly code: number;

  constructor(code: number, comment = '') {
    super(comment);
    this.code = code;
  }
}

export function textField(data: Data, name: string): string {
  const value = field(data, name);
  if (typeof value !== 'string') throw new Refused(401, `The field value of \`${name}\` must be a string.`);
  if (value === '') throw new Refused(403, `The field value of \`${name}\` must not be empty.`);
  return value;
}

export function numberField(data: Data, name: string): number {
  const value = field(data, name);
  if (typeof value !== 'number') throw new Refused(401, `The field value of \`${name}\` must be a number.`);
  return value;
}

export function booleanField(data: Data, name: string): boolean {
  const value = field(data, name);
  if (typeof value !== 'boolean') throw new Refused(401, `The field value of \`${name}\` must be boolean.`);
  return value;
}

export function objectField(data: Data, name: string): Data {
  const value = field(data, name);
  if (!isData(value)) throw new Refused(401, `The field value of \`${name}\` must be an object.`);
  return value;
}

export function isData(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function field(data: Data, name: string): unknown {
  const value = data[name];
  if (value === undefined || value === null) throw new Refused(300, `Your request is missing the \`${name}\` field.`);
  return value;
}
