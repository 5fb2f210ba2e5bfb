// Interactions of the made-up Discord: what a member does becomes an event; the answer has 3 seconds, its token 15 minutes.
// https://discord.com/developers/docs/interactions/receiving-and-responding

import type { FakeGateway } from './discord-gateway.ts';
import { choiceProblems, messageProblems, modalProblems, type Problem } from './discord-limits.ts';
import { editMessage, postMessage } from './discord-messages.ts';
import {
  EPHEMERAL,
  type FakeUser,
  type FakeWorld,
  type Json,
  list,
  number,
  object,
  type Posted,
  text,
} from './discord-world.ts';

export const FIRST_ANSWER_MS = 3_000;
const TOKEN_MS = 15 * 60_000;
const GIVES_UP_MS = 15_000;
/** The same for an interaction that cannot be answered: long enough for a bot to try. */
const GIVES_UP_EXPIRED_MS = 250;

const KINDS: Record<number, AnswerKind> = {
  4: 'message',
  5: 'deferred',
  6: 'deferred-update',
  7: 'update',
  8: 'choices',
  9: 'modal',
};
export type AnswerKind = 'message' | 'deferred' | 'deferred-update' | 'update' | 'choices' | 'modal';

/** What a member got to see; the lists grow as the bot goes on. */
export type Answered = {
  kind: AnswerKind;
  /** From the event sent to the first answer taken, in ms. */
  elapsedMs: number;
  ephemeral: boolean;
  choices: { name: string; value: string | number }[];
  modal?: Json;
  /** The answer's message, or the one that was updated, as it stands now. */
  message?: Posted;
  /** Text of `message` as it stands now; empty without one. */
  readonly content: string;
  followups: Posted[];
  /** Who did it and where, for what follows from it. */
  user: FakeUser;
  channelId: string;
};

type Interaction = {
  id: string;
  token: string;
  user: FakeUser;
  channelId: string;
  sentAt: number;
  startedMs: number;
  isExpired: boolean;
  name: string;
  /** The message that a component hangs on. */
  on?: Posted;
  answered?: Answered;
  settle: (answered: Answered) => void;
};

export type Event = {
  user: FakeUser;
  channelId: string;
  type: 2 | 3 | 4 | 5;
  data: Json;
  on?: Posted;
  /** For messages of a test that fails: "/request". */
  name: string;
};

export type Refused = { status: number; body: Json; problems?: Problem[] };

const UNKNOWN_INTERACTION: Refused = { status: 404, body: { message: 'Unknown interaction', code: 10062 } };
const UNKNOWN_WEBHOOK: Refused = { status: 404, body: { message: 'Unknown Webhook', code: 10015 } };
const INVALID_TOKEN: Refused = { status: 401, body: { message: 'Invalid Webhook Token', code: 50027 } };
const UNKNOWN_MESSAGE: Refused = { status: 404, body: { message: 'Unknown Message', code: 10008 } };
const ALREADY: Refused = {
  status: 400,
  body: { message: 'Interaction has already been acknowledged.', code: 40060 },
};

export class FakeInteractions {
  readonly #world: FakeWorld;
  readonly #gateway: FakeGateway;
  readonly #byToken = new Map<string, Interaction>();

  constructor(world: FakeWorld, gateway: FakeGateway) {
    this.#world = world;
    this.#gateway = gateway;
  }

  /** Tells the bot, and waits for its answer; after a deferred one for what it then says. Rejects when none comes in time. */
  happen(event: Event, { expired = false } = {}): Promise<Answered> {
    const world = this.#world;
    const id = world.snowflake();
    const token = `interaction.${id}.${Math.random().toString(36).slice(2)}`;
    const channel = world.channels.get(event.channelId);
    return new Promise((resolve, reject) => {
      const withinMs = expired ? GIVES_UP_EXPIRED_MS : GIVES_UP_MS;
      const late = setTimeout(() => {
        reject(new Error(`${event.name}: the bot did not answer within ${withinMs} ms`));
      }, withinMs);
      this.#byToken.set(token, {
        ...{ id, token, user: event.user, channelId: event.channelId, on: event.on, name: event.name },
        ...{ sentAt: Date.now(), startedMs: performance.now(), isExpired: expired },
        settle: (answered) => {
          clearTimeout(late);
          resolve(answered);
        },
      });
      this.#gateway.dispatch('INTERACTION_CREATE', {
        id,
        token,
        application_id: world.applicationId,
        type: event.type,
        version: 1,
        data: event.data,
        guild_id: world.guildId,
        guild: { id: world.guildId, features: [], locale: 'en-US' },
        guild_locale: 'en-US',
        locale: 'en-US',
        channel_id: event.channelId,
        channel: channel === undefined ? {} : { ...world.channelObject(channel), permissions: '2248473465835073' },
        member: world.memberObject(event.user),
        app_permissions: '2248473465835073',
        entitlements: [],
        authorizing_integration_owners: { '0': world.guildId },
        context: 0,
        attachment_size_limit: 10_485_760,
        ...(event.on === undefined ? {} : { message: event.on.message }),
      });
    });
  }

  /** All tokens given so far are dead from now on. */
  expireAll(): void {
    for (const interaction of this.#byToken.values()) interaction.isExpired = true;
  }

  /** The first answer. */
  callback(id: string, token: string, body: Json): Refused | { interaction: Json; message?: Posted; type: number } {
    const interaction = this.#byToken.get(token);
    if (interaction === undefined || interaction.id !== id) return UNKNOWN_INTERACTION;
    if (interaction.isExpired || Date.now() - interaction.sentAt > FIRST_ANSWER_MS) return UNKNOWN_INTERACTION;
    if (interaction.answered !== undefined) return ALREADY;
    const type = number(body.type);
    const kind = KINDS[type];
    if (kind === undefined) return { status: 400, body: { message: 'Invalid Form Body', code: 50035 } };
    const data = object(body.data);
    const problems = problemsOf(kind, data);
    if (problems.length > 0) return { status: 400, body: {}, problems };
    const ephemeral = (number(data.flags) & EPHEMERAL) !== 0;
    const answered: Answered = {
      kind,
      elapsedMs: performance.now() - interaction.startedMs,
      ephemeral,
      choices: kind === 'choices' ? (list(data.choices) as Answered['choices']) : [],
      modal: kind === 'modal' ? data : undefined,
      message: kind === 'update' || kind === 'deferred-update' ? interaction.on : undefined,
      get content() {
        return this.message?.message.content ?? '';
      },
      followups: [],
      ...{ user: interaction.user, channelId: interaction.channelId },
    };
    if (kind === 'message') answered.message = this.#post(interaction, data, ephemeral);
    if (kind === 'update' && interaction.on !== undefined) editMessage(this.#world, interaction.on, data);
    interaction.answered = answered;
    if (kind !== 'deferred') interaction.settle(answered);
    return { interaction: { id, type: 2, channel_id: interaction.channelId }, message: answered.message, type };
  }

  /** A message more, or what a deferred answer says. */
  followup(token: string, body: Json): Refused | Posted {
    const interaction = this.#live(token);
    if ('status' in interaction) return interaction;
    const { answered } = interaction;
    if (answered === undefined) return UNKNOWN_WEBHOOK;
    if (answered.kind === 'deferred' && answered.message === undefined) return this.editOriginal(token, body);
    const problems = messageProblems(body);
    if (problems.length > 0) return { status: 400, body: {}, problems };
    const posted = this.#post(interaction, body, (number(body.flags) & EPHEMERAL) !== 0);
    answered.followups.push(posted);
    return posted;
  }

  /** The first answer's message, edited; a deferred one comes to be. */
  editOriginal(token: string, body: Json): Refused | Posted {
    const interaction = this.#live(token);
    if ('status' in interaction) return interaction;
    const { answered } = interaction;
    if (answered === undefined || answered.kind === 'choices' || answered.kind === 'modal') return UNKNOWN_WEBHOOK;
    const isFirst = answered.message === undefined;
    const problems = messageProblems(body, { isEdit: !isFirst });
    if (problems.length > 0) return { status: 400, body: {}, problems };
    if (answered.message === undefined) answered.message = this.#post(interaction, body, answered.ephemeral);
    else editMessage(this.#world, answered.message, body);
    interaction.settle(answered);
    return answered.message;
  }

  original(token: string): Refused | Posted {
    const interaction = this.#live(token);
    if ('status' in interaction) return interaction;
    return interaction.answered?.message ?? UNKNOWN_MESSAGE;
  }

  /** A message of this interaction: its answer or one after it. */
  message(token: string, messageId: string): Refused | Posted {
    const interaction = this.#live(token);
    if ('status' in interaction) return interaction;
    const { answered } = interaction;
    const all = [answered?.message, ...(answered?.followups ?? [])];
    return all.find((posted) => posted?.message.id === messageId && posted.deletedAt === undefined) ?? UNKNOWN_MESSAGE;
  }

  #live(token: string): Interaction | Refused {
    const interaction = this.#byToken.get(token);
    if (interaction === undefined) return UNKNOWN_WEBHOOK;
    const isOld = Date.now() - interaction.sentAt > TOKEN_MS;
    return interaction.isExpired || isOld ? INVALID_TOKEN : interaction;
  }

  #post({ id, user, channelId }: Interaction, body: Json, ephemeral: boolean): Posted {
    const plain = number(body.flags) & ~EPHEMERAL;
    return postMessage(this.#world, {
      channelId,
      body: { ...body, flags: ephemeral ? plain | EPHEMERAL : plain },
      interaction: { id, type: 2, user: this.#world.userObject(user), authorizing_integration_owners: {} },
      ephemeralFor: ephemeral ? user.id : undefined,
    });
  }
}

function problemsOf(kind: AnswerKind, data: Json): Problem[] {
  if (kind === 'choices') return choiceProblems(list(data.choices));
  if (kind === 'modal') return modalProblems(data);
  if (kind === 'message') return messageProblems(data);
  if (kind === 'update') return messageProblems(data, { isEdit: true });
  return [];
}

/** An option's value under its own name, nested where a subcommand is meant: what `/name` was given. */
export function optionsOf(command: Json, given: Json, focused?: string): Json[] {
  const known = list(command.options);
  return Object.entries(given).map(([name, value]) => {
    const option = known.find((one) => text(one.name) === name);
    if (option === undefined) throw new Error(`/${text(command.name)} has no option "${name}"`);
    if (option.type === 1 || option.type === 2) {
      return { name, type: option.type, options: optionsOf(option, object(value), focused) };
    }
    return { name, type: option.type, value, ...(name === focused ? { focused: true } : {}) };
  });
}
