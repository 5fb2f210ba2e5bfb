// The Stream Deck app for tests: starts a built plugin as the app does, speaks the app's side of the protocol, and keeps
// every picture it is sent, with its time. It holds the plugin to the rate the app asks for. No device, no drawing.

import { type ChildProcess, spawn } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { type DeviceKind, deviceInfo } from './stream-deck-devices.ts';
import { layoutsOf, manifestIn, registrationFlags } from './stream-deck-manifest.ts';
import { type Picture, PictureBook } from './stream-deck-pictures.ts';
import { until } from './until.ts';

const ENDS_WITHIN_MS = 5_000;

export type AppMessage = { event: string; context?: string; payload?: unknown } & Record<string, unknown>;

export type AppOptions = {
  /** The .sdPlugin folder. */
  plugin: string;
  /** The Node that runs it; by default the one of the tests. */
  node?: string;
  env?: Record<string, string | undefined>;
  globalSettings?: Record<string, unknown>;
  devices?: DeviceKind[];
};

type Instance = {
  action: string;
  device: string;
  controller: 'Keypad' | 'Encoder';
  column: number;
  row: number;
  settings: object;
};

export class StreamDeckApp {
  /** Everything the plugin sent, in order. */
  readonly received: AppMessage[] = [];
  /** What the app would not have put up with. */
  readonly faults: string[] = [];
  readonly #pictures = new PictureBook();
  /** What the layout of a dial's strip consists of, by action. */
  readonly #layouts: Map<string, string[]>;
  readonly #instances = new Map<string, Instance>();
  readonly #server: WebSocketServer;
  readonly #child: ChildProcess;
  readonly #ended: Promise<number | null>;
  #socket: WebSocket | undefined;
  #globalSettings: Record<string, unknown>;
  #output = '';
  #made = 0;

  /** Starts the plugin and waits until it has registered. Rejects with its output when it ends instead. */
  static async start(options: AppOptions): Promise<StreamDeckApp> {
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
    await new Promise((resolve) => server.once('listening', resolve));
    const app = new StreamDeckApp(server, options);
    await app.until(() => {
      const hasEnded = app.#child.exitCode !== null || app.#child.signalCode !== null;
      if (!hasEnded && app.#socket === undefined) throw new Error(`the plugin did not register:\n${app.output()}`);
    });
    if (app.#socket === undefined) throw new Error(`the plugin ended:\n${app.output()}`);
    return app;
  }

  private constructor(
    server: WebSocketServer,
    { plugin, node = process.execPath, env, globalSettings, devices }: AppOptions,
  ) {
    this.#server = server;
    this.#globalSettings = globalSettings ?? {};
    const manifest = manifestIn(plugin);
    this.#layouts = layoutsOf(plugin, manifest);
    server.on('connection', (socket) => this.#greet(socket, manifest.UUID));
    const flags = registrationFlags(manifest, (server.address() as AddressInfo).port, devices ?? ['standard']);
    this.#child = spawn(node, [manifest.CodePath, ...flags], {
      cwd: plugin,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#output += text;
      });
    }
    this.#ended = new Promise((resolve) => this.#child.once('exit', resolve));
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** What the plugin printed. */
  output(): string {
    return this.#output;
  }

  /** A key (or a dial) comes into view; the answer is the app's name for it. */
  appear(
    action: string,
    where: { device?: DeviceKind; column?: number; row?: number; dial?: boolean; settings?: object } = {},
  ): string {
    const context = `context-${++this.#made}`;
    const { device = 'standard', column = 0, row = 0, dial = false, settings = {} } = where;
    this.#instances.set(context, { action, device, controller: dial ? 'Encoder' : 'Keypad', column, row, settings });
    this.#sendOf(context, 'willAppear', {});
    return context;
  }

  disappear(context: string): void {
    this.#sendOf(context, 'willDisappear', {});
    this.#instances.delete(context);
  }

  /** The DJ changed a setting in the property inspector. */
  configure(context: string, settings: object): void {
    this.#instance(context).settings = settings;
    this.#sendOf(context, 'didReceiveSettings', {});
  }

  configureAll(settings: Record<string, unknown>): void {
    this.#globalSettings = settings;
    this.#send({ event: 'didReceiveGlobalSettings', payload: { settings } });
  }

  down(context: string): void {
    this.#sendOf(context, this.#instance(context).controller === 'Encoder' ? 'dialDown' : 'keyDown', {});
  }

  up(context: string): void {
    this.#sendOf(context, this.#instance(context).controller === 'Encoder' ? 'dialUp' : 'keyUp', {});
  }

  /** Down, `holdMs` later up. */
  async press(context: string, holdMs = 0): Promise<void> {
    this.down(context);
    if (holdMs > 0) await new Promise((resolve) => setTimeout(resolve, holdMs));
    this.up(context);
  }

  turn(context: string, ticks: number, pressed = false): void {
    this.#sendOf(context, 'dialRotate', { ticks, pressed });
  }

  touch(context: string, hold = false): void {
    this.#sendOf(context, 'touchTap', { hold, tapPos: [100, 50] });
  }

  wake(): void {
    this.#send({ event: 'systemDidWakeUp' });
  }

  connectDevice(kind: DeviceKind): void {
    const { id, ...deviceInfoOnly } = deviceInfo(kind);
    this.#send({ event: 'deviceDidConnect', device: id, deviceInfo: deviceInfoOnly });
  }

  /** An event of the app that this file has no word for. */
  say(message: AppMessage): void {
    this.#send(message);
  }

  /** The property inspector of a key is opened. */
  inspect(context: string): void {
    const { action, device } = this.#instance(context);
    this.#send({ event: 'propertyInspectorDidAppear', action, context, device });
  }

  /** Every picture of a key or dial, oldest first. */
  pictures(context: string): readonly Picture[] {
    return this.#pictures.of(context);
  }

  /** What it shows now; empty before the first picture. */
  face(context: string): string {
    return this.pictures(context).at(-1)?.svg ?? '';
  }

  until<T>(check: () => T | Promise<T>, withinMs?: number): Promise<T> {
    return until(check, withinMs);
  }

  /** The app closes its socket: the plugin has to end by itself. The answer is its exit code, 'hangs' if it does not. */
  async quit(): Promise<number | null | 'hangs'> {
    for (const client of this.#server.clients) client.terminate();
    await new Promise((resolve) => this.#server.close(resolve));
    const tooLong = new Promise<'hangs'>((resolve) => {
      setTimeout(resolve, ENDS_WITHIN_MS, 'hangs').unref();
    });
    const ended = await Promise.race([this.#ended, tooLong]);
    if (ended === 'hangs') this.#child.kill('SIGKILL');
    return ended;
  }

  /** As the app stops a plugin: a signal first, the socket after it. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    this.#child.kill(signal);
    const code = await this.#ended;
    for (const client of this.#server.clients) client.terminate();
    await new Promise((resolve) => this.#server.close(resolve));
    return code;
  }

  #greet(socket: WebSocket, uuid: string): void {
    socket.on('message', (data) => {
      const at = Date.now();
      const message = JSON.parse(String(data)) as AppMessage;
      this.received.push(message);
      if (message.event === 'registerPlugin') {
        if (message.uuid !== uuid) this.faults.push(`registered as ${message.uuid}`);
        this.#socket = socket;
      } else {
        this.#take(message, at);
      }
    });
  }

  #take({ event, context = '', payload, id }: AppMessage, at: number): void {
    const instance = this.#instances.get(context);
    switch (event) {
      case 'setImage':
        this.#picture(context, (payload as { image?: string }).image, at);
        break;
      case 'setFeedback':
        this.#feedback(context, payload as Record<string, string>, at);
        break;
      case 'getSettings':
        this.#sendOf(context, 'didReceiveSettings', {}, { id });
        break;
      case 'setSettings':
        if (instance) instance.settings = payload as object;
        break;
      case 'getGlobalSettings':
        this.#send({ event: 'didReceiveGlobalSettings', payload: { settings: this.#globalSettings }, id });
        break;
      case 'setGlobalSettings':
        this.#globalSettings = payload as Record<string, unknown>;
        break;
      case 'getSecrets':
        this.#send({ event: 'didReceiveSecrets', payload: { secrets: {} } });
        break;
      default:
        if (!KNOWN_EVENTS.has(event)) this.faults.push(`the app knows no event "${event}"`);
    }
  }

  #feedback(context: string, values: Record<string, string>, at: number): void {
    const instance = this.#instances.get(context);
    const layout = instance && this.#layouts.get(instance.action);
    if (instance?.controller !== 'Encoder') this.faults.push(`setFeedback for ${context}, which is no dial`);
    for (const [key, value] of Object.entries(values)) {
      if (instance && !layout?.includes(key)) this.faults.push(`the layout of ${instance.action} has no "${key}"`);
      this.#picture(context, value, at);
    }
  }

  #picture(context: string, image: string | undefined, at: number): void {
    // A key that has just gone may still be sent a picture: the app drops it.
    if (!this.#instances.has(context)) return;
    this.#pictures.take(context, image, at, (fault) => this.faults.push(fault));
  }

  #instance(context: string): Instance {
    const instance = this.#instances.get(context);
    if (instance === undefined) throw new Error(`there is no ${context} in view`);
    return instance;
  }

  #sendOf(context: string, event: string, payload: object, more: object = {}): void {
    const { action, device, controller, column, row, settings } = this.#instance(context);
    const place = { controller, coordinates: { column, row }, isInMultiAction: false, state: 0 };
    this.#send({ event, action, context, device, payload: { settings, ...place, ...payload }, ...more });
  }

  #send(message: AppMessage): void {
    this.#socket?.send(JSON.stringify(message));
  }
}

const KNOWN_EVENTS = new Set([
  ...['setTitle', 'setState', 'showOk', 'showAlert', 'setFeedbackLayout', 'setTriggerDescription', 'openUrl'],
  ...['logMessage', 'switchToProfile', 'sendToPropertyInspector'],
]);
