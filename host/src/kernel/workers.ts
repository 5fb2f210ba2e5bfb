// Worker threads and child processes by name. The tables below are the only place that knows their entry files: a release
// bundles exactly these.

import { fork } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { DomainError } from './domain-error.ts';

const ENTRIES = {
  /** The only writer of library.sqlite: imports. */
  'library-writer': '../app/library-writer.ts',
  /** Reads a collection for the library's writer while that writes; lives as long as one import. */
  'library-parser': '../app/library-parser.ts',
  /** Reads library.sqlite: search, matching, lists. */
  'library-reader': '../app/library-reader.ts',
  /** Has the library in memory for the planner: suggestions, ways, sets. */
  'library-planner': '../app/library-planner.ts',
} as const;

export type WorkerName = keyof typeof ENTRIES;

const PROCESSES = {
  /** Plays the demo library to the broadcast listener, as Traktor would. */
  'demo-dj': '../app/demo/demo-dj.ts',
  /** The Discord bot, a client of the host. */
  'discord-bot': '../discord-bot/main.ts',
} as const;

export type ProcessName = keyof typeof PROCESSES;

export type ProcessLink = {
  /** Undefined where it could not be started. */
  pid: number | undefined;
  /** Ends the process, within 3 s whatever it does. */
  stop(): Promise<void>;
};

export type ProcessEvents = {
  /** One line of what it prints. */
  line: (text: string) => void;
  /** It ended without being stopped; `code` is null where a signal ended it, or where it could not be started at all. */
  exit: (code: number | null) => void;
};

/** So long a process may take to end in order. */
const ENDS_WITHIN_MS = 2_500;

/** What a program needs of the system to run at all, on any platform, and how it speaks of time and language. Nothing else of
 * the host's environment is passed on: it may hold secrets that are not the process's. */
const SYSTEM_NAMES =
  /^(?:PATH|PATHEXT|HOME|USER|LOGNAME|SHELL|USERPROFILE|USERNAME|HOMEDRIVE|HOMEPATH|APPDATA|LOCALAPPDATA|PROGRAMDATA|SYSTEMROOT|SYSTEMDRIVE|WINDIR|COMSPEC|TEMP|TMP|TMPDIR|XDG_[A-Z_]+|LANG|LANGUAGE|LC_[A-Z_]+|TZ|NODE_EXTRA_CA_CERTS|NODE_USE_SYSTEM_CA|NODE_V8_COVERAGE|NODE_USE_ENV_PROXY|SSL_CERT_(?:FILE|DIR)|HTTPS?_PROXY|NO_PROXY)$/i;

function systemEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => SYSTEM_NAMES.test(name)));
}

/** Starts the process `name`. What is secret goes by `env`: anybody on the computer can read arguments. Of the host's own
 * environment it gets what belongs to the system alone. It hears `disconnect` when the host is gone, however that ended. */
export function startProcess(
  name: ProcessName,
  args: string[],
  on: ProcessEvents,
  env: Record<string, string> = {},
): ProcessLink {
  const child = fork(fileURLToPath(new URL(PROCESSES[name], import.meta.url)), args, {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...systemEnvironment(), ...env },
  });
  let stopping = false;
  for (const stream of [child.stdout, child.stderr]) {
    if (stream === null) continue;
    // Whole lines only: half of one could hold half of a secret that is blotted out by its whole.
    createInterface({ input: stream }).on('line', (line) => {
      if (line.trim() !== '') on.line(line);
    });
  }
  const gone = new Promise<void>((resolve) => {
    const ended = (code: number | null) => {
      resolve();
      if (!stopping) on.exit(code);
    };
    child.once('exit', ended);
    child.on('error', (error) => {
      on.line(error.message);
      // One that never ran does not exit either.
      if (child.pid === undefined) ended(null);
    });
  });
  return {
    pid: child.pid,
    stop: () => {
      stopping = true;
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), ENDS_WITHIN_MS);
      return gone.then(() => clearTimeout(timer));
    },
  };
}

/** Messages between the host's thread and a worker's; see worker-server.ts for the other end. */
export type WorkerRequest = { id: number; method: string; input: unknown; urgent: boolean };
export type WorkerReply =
  /** Said once, when all the worker needs is loaded. */
  | { kind: 'ready' }
  | { id: number; kind: 'result'; value: unknown }
  | { id: number; kind: 'error'; code: string; message: string }
  | { id: number; kind: 'progress'; value: unknown };

type Waiting = {
  resolve: (value: unknown) => void;
  reject: (error: Error) => void;
  onProgress: ((value: unknown) => void) | undefined;
};

export type CallOptions = {
  onProgress?: (value: never) => void;
  /** Goes before all calls that wait and are not; what is being answered is not interrupted. */
  urgent?: boolean;
};

export type WorkerLink = {
  /** Asks the worker; rejects with a DomainError that keeps the worker's code, `worker-gone` when it died. */
  call<T>(method: string, input?: unknown, options?: CallOptions): Promise<T>;
  /** Ends the worker, in the middle of its work too; the next call starts it again. */
  rest(): Promise<void>;
  /** Ends it for good: from then on every call rejects with `worker-gone`. */
  stop(): Promise<void>;
};

export type WorkerOptions = {
  /** A worker that nobody asks for so long is ended, and gives its memory back; the next call starts it again. Absent: never. */
  stopWhenIdleMs?: number;
};

/** Starts the worker `name` with `workerData`. A worker that dies is started again with the next call. */
export function startWorker(name: WorkerName, workerData: unknown, { stopWhenIdleMs }: WorkerOptions = {}): WorkerLink {
  let running: RunningWorker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let isStopped = false;

  const rest = async () => {
    clearTimeout(idle);
    const stopping = running;
    running = undefined;
    await stopping?.stop();
  };
  const answered = (worker: RunningWorker) => {
    if (stopWhenIdleMs === undefined || worker !== running || worker.isAsked) return;
    idle = setTimeout(rest, stopWhenIdleMs).unref();
  };

  return {
    call: <T>(method: string, input?: unknown, { onProgress, urgent = false }: CallOptions = {}) =>
      new Promise<T>((resolve, reject) => {
        clearTimeout(idle);
        if (isStopped) throw new DomainError('worker-gone', `the ${name} has stopped`);
        running ??= new RunningWorker(name, workerData, {
          answered,
          gone: (gone) => {
            if (running === gone) running = undefined;
          },
        });
        running.ask(
          { method, input, urgent },
          {
            resolve: resolve as (value: unknown) => void,
            reject,
            onProgress: onProgress as ((value: unknown) => void) | undefined,
          },
        );
      }),
    rest,
    stop: () => {
      isStopped = true;
      return rest();
    },
  };
}

type WorkerEvents = { answered: (worker: RunningWorker) => void; gone: (worker: RunningWorker) => void };

/** One life of a worker, with the calls that wait for it: when it dies, they and no later ones are rejected. */
class RunningWorker {
  readonly #name: WorkerName;
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  readonly #on: WorkerEvents;
  /** It has loaded what it needs, or is gone. */
  readonly #loaded: Promise<void>;
  #nextId = 1;

  constructor(name: WorkerName, workerData: unknown, on: WorkerEvents) {
    this.#name = name;
    this.#on = on;
    this.#worker = new Worker(new URL(ENTRIES[name], import.meta.url), { workerData, name });
    this.#loaded = new Promise((resolve) => {
      for (const sign of ['message', 'error', 'exit']) this.#worker.once(sign, () => resolve());
    });
    this.#worker.on('message', (reply: WorkerReply) => this.#take(reply));
    this.#worker.on('error', (cause) => this.#gone(cause));
    this.#worker.on('exit', () => this.#gone());
  }

  /** Whether a call waits for its answer. */
  get isAsked(): boolean {
    return this.#waiting.size > 0;
  }

  ask(asked: Omit<WorkerRequest, 'id'>, waiting: Waiting): void {
    const id = this.#nextId++;
    this.#waiting.set(id, waiting);
    this.#worker.postMessage({ id, ...asked } satisfies WorkerRequest);
  }

  /** What waits is rejected at once: a thread that is ended while it loads a native module (SQLite) takes the whole process with it,
   * so it may live, and answer, a little longer. */
  async stop(): Promise<void> {
    this.#gone();
    await this.#loaded;
    await this.#worker.terminate();
  }

  #gone(cause?: unknown): void {
    this.#on.gone(this);
    for (const asked of this.#waiting.values()) {
      asked.reject(new DomainError('worker-gone', `the ${this.#name} stopped in the middle of its work`, { cause }));
    }
    this.#waiting.clear();
  }

  #take(reply: WorkerReply): void {
    if (reply.kind === 'ready') return;
    const asked = this.#waiting.get(reply.id);
    if (asked === undefined) return;
    if (reply.kind === 'progress') {
      asked.onProgress?.(reply.value);
      return;
    }
    this.#waiting.delete(reply.id);
    if (reply.kind === 'result') asked.resolve(reply.value);
    else asked.reject(new DomainError(reply.code, reply.message));
    this.#on.answered(this);
  }
}
