// One structured logger: an event name and fields, a line each. Info is what a DJ would want to know afterwards.

export type Level = 'debug' | 'info' | 'warn' | 'error';
export type Fields = Record<string, unknown>;

export type Logger = {
  debug(event: string, fields?: Fields): void;
  info(event: string, fields?: Fields): void;
  warn(event: string, fields?: Fields): void;
  error(event: string, fields?: Fields): void;
  /** A logger for a part: its name stands before each event. */
  scope(name: string): Logger;
};

export type LogLine = { at: number; level: Level; event: string; fields: Fields };

const ORDER: Level[] = ['debug', 'info', 'warn', 'error'];
const SECRET = /token|password|secret|authorization/i;

export function isAtLeast(level: Level, least: Level): boolean {
  return ORDER.indexOf(level) >= ORDER.indexOf(least);
}

/** A logger that hands each line at or above `least` to `write`. Fields named like a secret are blotted out. */
export function createLogger(write: (line: LogLine) => void, least: Level = 'info', prefix = ''): Logger {
  const at =
    (level: Level) =>
    (event: string, fields: Fields = {}) => {
      if (!isAtLeast(level, least)) return;
      write({ at: Date.now(), level, event: prefix + event, fields: withoutSecrets(fields) });
    };
  return {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    scope: (name) => createLogger(write, least, `${prefix}${name}.`),
  };
}

/** A logger that keeps silent, for tests and tools. */
export const silentLogger: Logger = createLogger(() => {});

/** One line of text: time, level, event and the fields as key=value. */
export function formatLine(line: LogLine): string {
  const fields = Object.entries(line.fields)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}=${typeof value === 'string' ? JSON.stringify(value) : plain(value)}`)
    .join('');
  return `${new Date(line.at).toISOString()} ${line.level.padEnd(5)} ${line.event}${fields}`;
}

function plain(value: unknown): string {
  if (value instanceof Error) {
    const why = value.cause instanceof Error ? ` (${value.cause.message})` : '';
    return JSON.stringify(value.message + why);
  }
  return JSON.stringify(value) ?? String(value);
}

function withoutSecrets(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, SECRET.test(key) ? '…' : value]));
}
