// A small OBS that speaks real obs-websocket 5 over a real socket, for what Debian's OBS lacks (browser sources, chapters, UUIDs,
// newer versions) and for faults that a real one cannot be made to have. It keeps scenes, items, inputs and outputs as OBS does; the
// same contract test runs against both.

import { inputRequests, type PressedButton } from './obs-input-requests.ts';
import { ObsModel } from './obs-model.ts';
import { FakeOutput } from './obs-output.ts';
import { type ProgramState, programRequests } from './obs-program-requests.ts';
import { type Data, type Handlers, Refused } from './obs-requests.ts';
import { sceneRequests } from './obs-scene-requests.ts';
import { type Answer, ObsServer } from './obs-server.ts';

/** What OBS brings which version of obs-websocket, and the requests that an older one does not know. */
const OBS_OF: Record<ObsSocketVersion, string> = {
  '5.0': '28.0.3',
  '5.1': '29.0.2',
  '5.2': '29.1.3',
  '5.3': '30.0.2',
  '5.4': '30.1.2',
  '5.5': '30.2.3',
  '5.6': '32.0.1',
};
const SINCE: Record<string, ObsSocketVersion> = {
  GetRecordDirectory: '5.1',
  CreateRecordChapter: '5.5',
  SplitRecordFile: '5.5',
};
const UUIDS_SINCE = '5.4';

export type ObsSocketVersion = '5.0' | '5.1' | '5.2' | '5.3' | '5.4' | '5.5' | '5.6';

export type FakeObsOptions = {
  version?: ObsSocketVersion;
  /** `undefined` given: no password is asked. */
  password?: string;
  /** Names of scene collections and their scenes, the topmost first; the first one is open. */
  collections?: Record<string, string[]>;
  inputKinds?: string[];
  canvas?: { width: number; height: number };
  port?: number;
  /** Of its outputs; the computer's clock where there is none. */
  clock?: { now(): number };
  recordingFormat?: string;
  /** How far durations of outputs stay behind, ms. */
  lagMs?: number;
};

export type AskedRequest = { type: string; data: Data };

const KINDS = [
  'image_source',
  'color_source_v3',
  'slideshow_v2',
  'browser_source',
  'ffmpeg_source',
  'text_ft2_source_v2',
];

export class FakeObs {
  readonly password: string | undefined;
  readonly model: ObsModel;
  readonly recording: FakeOutput;
  readonly stream: FakeOutput;
  /** May be changed at any time: `isBusy` (207), `canStream`, `freeDiskMb`, `recordingFormat`, `changeMs`. */
  readonly state: ProgramState;
  /** Requests in the order they came, of all clients; each of a batch for itself. */
  readonly asked: AskedRequest[] = [];
  /** Buttons pressed in the properties of inputs. */
  readonly pressed: PressedButton[] = [];
  /** Before each answer it waits so long. */
  answerDelayMs = 0;
  port = 0;
  readonly #server: ObsServer;
  readonly #handlers: Handlers;
  readonly #faults = new Map<string, { code: number; times: number }>();
  #received = '';
  #files = 0;

  private constructor(options: FakeObsOptions) {
    const version = options.version ?? '5.5';
    const now = () => options.clock?.now() ?? Date.now();
    const emit = (type: string, data?: Data) => this.emit(type, data);
    this.password = 'password' in options ? options.password : 'correct horse';
    const kinds = options.inputKinds ?? KINDS;
    this.model = new ObsModel({
      collections: options.collections ?? { Show: ['Main', 'Break', 'End'] },
      canvas: options.canvas ?? { width: 1280, height: 720 },
      hasUuids: version >= UUIDS_SINCE,
      emit,
    });
    const lagMs = options.lagMs ?? 600;
    const newPath = () => `/recordings/${++this.#files}.mkv`;
    this.recording = new FakeOutput({ event: 'RecordStateChanged', emit, now, lagMs, newPath });
    this.stream = new FakeOutput({ event: 'StreamStateChanged', emit, now, lagMs });
    this.state = {
      ...{ model: this.model, emit, recording: this.recording, stream: this.stream },
      ...{ recordingFormat: options.recordingFormat ?? 'hybrid_mp4', canStream: true, freeDiskMb: 70_000 },
      ...{ isBusy: false, changeMs: 40 },
    };
    const all: Handlers = {
      ...programRequests(this.state, () => ({
        ...{ obsVersion: OBS_OF[version], obsWebSocketVersion: `${version}.0`, rpcVersion: 1 },
        ...{ availableRequests: Object.keys(this.#handlers), supportedImageFormats: ['png', 'jpg'] },
        ...{ platform: 'debian', platformDescription: 'A fake' },
      })),
      ...sceneRequests(this.model, emit),
      ...inputRequests({ model: this.model, emit, kinds, tellsSettings: version >= '5.4' }, this.pressed),
    };
    this.#handlers = Object.fromEntries(Object.entries(all).filter(([name]) => (SINCE[name] ?? '5.0') <= version));
    this.#server = new ObsServer({
      ...{ version: `${version}.0`, password: this.password },
      answer: (type, data) => this.#answer(type, data),
      onReceived: (text) => {
        this.#received += `${text}\n`;
      },
    });
  }

  static async start(options: FakeObsOptions = {}): Promise<FakeObs> {
    const obs = new FakeObs(options);
    await obs.start(options.port);
    return obs;
  }

  get url(): string {
    return `ws://127.0.0.1:${this.port}`;
  }

  /** Every byte that clients sent, as text. */
  get received(): string {
    return this.#received;
  }

  /** How many clients it has let in. */
  get clients(): number {
    return this.#server.connected;
  }

  /** Listens again after `kill`, on the same port. */
  async start(port = this.port): Promise<void> {
    this.port = await this.#server.listen(port);
  }

  /** As if it crashed: all connections end without a word, outputs are gone, what it had of scenes is there at the next start. */
  async kill(): Promise<void> {
    await this.#server.close();
    this.recording.die();
    this.stream.die();
    this.model.studioMode = false;
  }

  stop(): Promise<void> {
    return this.kill();
  }

  /** Does a request as the DJ or another client would; clients hear of it by events. Throws what OBS would answer. */
  async do(type: string, data: Data = {}): Promise<Data> {
    const handler = this.#handlers[type];
    if (handler === undefined) throw new Refused(204, 'Your request type is not valid.');
    return (await handler(data)) ?? {};
  }

  emit(type: string, data?: Data): void {
    this.#server.emit(type, data);
  }

  /** The next `times` requests of this type are refused with this code. */
  refuse(type: string, code: number, times = 1): void {
    this.#faults.set(type, { code, times });
  }

  /** Ends the connections as a pulled cable does. */
  drop(): void {
    this.#server.drop();
  }

  /** As with "Kick" in OBS's list of sessions. */
  kick(): void {
    this.#server.kick(4011, 'Your session has been invalidated.');
  }

  async #answer(type: string, data: Data): Promise<Answer> {
    this.asked.push({ type, data });
    if (this.answerDelayMs > 0) await new Promise((resolve) => setTimeout(resolve, this.answerDelayMs));
    if (this.state.isBusy) return { code: 207, comment: 'OBS is not ready to perform the request.' };
    const fault = this.#faults.get(type);
    if (fault !== undefined && fault.times > 0) {
      fault.times--;
      return { code: fault.code, comment: 'Refused by the test.' };
    }
    try {
      const answer = await this.do(type, data);
      return { code: 100, ...(Object.keys(answer).length > 0 ? { data: answer } : {}) };
    } catch (error) {
      if (error instanceof Refused) return { code: error.code, comment: error.message };
      throw error;
    }
  }
}
