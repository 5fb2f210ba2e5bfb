// The bot's modules in this process: a real client of discord.js at the fake Discord, a host whose topics a test sets, and time
// moved by hand.

import type { CommandArgs, CommandName, CommandResult } from '@tracord/shared/commands.ts';
import type { BotCue, BotRequest } from '@tracord/shared/requests.ts';
import { settingsSchema } from '@tracord/shared/settings.ts';
import { type BotTopics, FIRST_BOT_TOPICS } from '@tracord/shared/topics.ts';
import { Events } from 'discord.js';
import { logIn } from '#discord-bot/discord-login.ts';
import type { BotModule, BotParts, Changed, HostClient, Log, MakeModule, Refusal } from '#discord-bot/module.ts';
import type { Trouble } from '#discord-bot/send-fault.ts';
import { SongChoices } from '#discord-bot/song-choices.ts';
import { systemClock } from '#discord-bot/system-clock.ts';
import { ManualClock } from '#kernel/clock.ts';
import { type FakeDiscord, type Posted, startFakeDiscord } from '../../../test/fakes/discord.ts';

type Run = { name: string; args: Record<string, unknown>; commandId?: string };
type Answer = ({ ok: true } & Record<string, unknown>) | Refusal;

/** Does what the host does with cues and memory, and whatever `answers` says of the rest. */
export class StageHost implements HostClient {
  topics: BotTopics;
  isConnected = true;
  readonly commands: Run[] = [];
  readonly taken = new Set<string>();
  answers: (run: Run) => Answer | undefined = () => undefined;
  queries: (name: string, input: unknown) => unknown = () => undefined;
  changed: (what: Changed) => void = () => {};

  constructor(topics: BotTopics) {
    this.topics = topics;
  }

  set<Name extends keyof BotTopics>(name: Name, value: BotTopics[Name]): void {
    this.topics = { ...this.topics, [name]: value };
    this.changed(name);
  }

  connect(isConnected: boolean): void {
    this.isConnected = isConnected;
    this.changed('connected');
  }

  request(request: BotRequest): void {
    const { requests } = this.topics;
    const order = requests.order.includes(request.id) ? requests.order : [...requests.order, request.id];
    this.set('requests', { ...requests, order, byId: { ...requests.byId, [request.id]: request } });
  }

  cue(cue: BotCue): void {
    const { order, byId } = this.topics.cues;
    this.set('cues', { order: [...order, cue.id], byId: { ...byId, [cue.id]: cue } });
  }

  ran(name: string): Run[] {
    return this.commands.filter((run) => run.name === name);
  }

  async query(name: string, input: unknown): Promise<never> {
    return { ok: true, value: this.queries(name, input) } as never;
  }

  async command<Name extends CommandName>(
    name: Name,
    args: CommandArgs<Name>,
    commandId?: string,
  ): Promise<({ ok: true } & CommandResult<Name>) | Refusal> {
    if (!this.isConnected) return { ok: false, code: 'host-away', message: 'away' };
    const run = { name, args: args as Record<string, unknown>, commandId };
    this.commands.push(run);
    return (this.answers(run) ?? this.#own(run)) as ({ ok: true } & CommandResult<Name>) | Refusal;
  }

  #own({ name, args }: Run): Answer {
    const id = String(args.id);
    if (name === 'cue.take') {
      if (this.taken.has(id) || this.topics.cues.byId[id] === undefined) {
        return { ok: false, code: 'cue-gone', message: 'That cue is gone.' };
      }
      this.taken.add(id);
    }
    if (name === 'cue.done') {
      const cue = this.topics.cues.byId[id];
      const request = cue && this.topics.requests.byId[cue.requestId];
      const { [id]: _, ...byId } = this.topics.cues.byId;
      this.set('cues', { order: Object.keys(byId), byId });
      if (cue?.kind === 'request-message' && request !== undefined) {
        this.request({ ...request, message: String(args.message) });
      }
    }
    if (name === 'bot.remember') {
      const { [String(args.name)]: _, ...others } = this.topics.memory;
      const kept = args.value === undefined ? {} : { [String(args.name)]: String(args.value) };
      this.set('memory', { ...others, ...kept });
    }
    return { ok: true };
  }
}

export type Stage = {
  discord: FakeDiscord;
  host: StageHost;
  clock: ManualClock;
  troubles: Map<string, Trouble>;
  modules: BotModule[];
  /** Everything that was logged. */
  logged: string[];
  /** Messages in a channel of that name. */
  in(channel: string): Posted[];
  /** Ends the bot and starts it again, with what the host knows. */
  restart(): Promise<void>;
  /** Nothing goes to Discord any more. */
  quiet(): Promise<void>;
  stop(): Promise<void>;
};

export const NOW = Date.now();

export async function stage(makes: MakeModule[], more: Partial<BotTopics['discord']> = {}): Promise<Stage> {
  const discord = await startFakeDiscord();
  const clock = new ManualClock(NOW);
  const settings = settingsSchema.parse({}).discord;
  const host = new StageHost({
    ...FIRST_BOT_TOPICS,
    live: { on: true },
    requests: { open: true, setId: 'set-1', order: [], byId: {} },
    discord: { ...settings, server: discord.guildId, ...more },
  });
  const troubles = new Map<string, Trouble>();
  const logged: string[] = [];
  const line = (event: string, fields?: Record<string, unknown>) =>
    void logged.push(`${event} ${JSON.stringify(fields)}`);
  const log: Log = { info: line, warn: line, error: line };
  let modules: BotModule[] = [];
  let leave = async () => {};

  const start = async () => {
    const environment = { discordToken: discord.token, api: discord.api, gateway: discord.gatewayUrl };
    const login = logIn({ environment, clock: systemClock, log, onRefused: () => {}, onAway: () => {} });
    const { client } = await login.ready;
    const parts: BotParts = {
      ...{ client, guildId: discord.guildId, host, choices: new SongChoices(host, clock), clock, log },
      say: (part, trouble) => (trouble === undefined ? troubles.delete(part) : troubles.set(part, trouble)),
    };
    modules = makes.map((make) => make(parts));
    host.changed = (what) => {
      for (const module of modules) module.changed?.(what);
    };
    client.on(Events.InteractionCreate, (interaction) => {
      for (const module of modules) if (module.answer?.(interaction) !== undefined) return;
    });
    leave = async () => {
      host.changed = () => {};
      for (const module of modules) await module.stop?.();
      await login.stop();
    };
    await client.rest.put(`/applications/${client.application.id}/guilds/${discord.guildId}/commands`, {
      body: modules.flatMap((module) => module.commands?.() ?? []),
    });
    host.changed('connected');
  };
  await start();
  return {
    ...{ discord, host, clock, troubles, logged },
    get modules() {
      return modules;
    },
    in: (channel) => discord.messages(discord.channel(channel).id),
    restart: async () => {
      await leave();
      await start();
    },
    quiet: async () => {
      let seen = -1;
      while (seen !== discord.requests.length) {
        seen = discord.requests.length;
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
    },
    stop: async () => {
      await leave();
      await discord.stop();
    },
  };
}

export const ada = { platform: 'discord', id: '200000000000000001', name: 'Ada', shownAs: 'Ada' };
export const mia = { platform: 'discord', id: '200000000000000002', name: 'Mia', shownAs: 'Mia' };

export function request(number: number, more: Partial<BotRequest> = {}): BotRequest {
  const track = { id: `track-${number}`, artist: 'Mirelle Okafor', title: `Slow Voltage ${number}` };
  return {
    ...{ id: `r${number}`, number, revision: 1, state: 'new', said: 'waiting' },
    track: { ...track, display: { artist: track.artist, title: track.title } },
    ...{ requester: ada, voters: [], votes: 1, askedAt: NOW, changedAt: NOW },
    ...more,
  };
}

export function cue(kind: BotCue['kind'], requestId: string, more: Partial<BotCue> = {}): BotCue {
  return { id: `${kind}-${requestId}`, kind, requestId, mention: [ada], dueAt: NOW, expiresAt: NOW + 120_000, ...more };
}
