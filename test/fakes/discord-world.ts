// What a made-up Discord consists of: one server with its channels and roles, people, messages, and the one application. Only
// state and the shapes Discord gives it; nothing here listens.

export type Json = { [name: string]: unknown };

export const text = (value: unknown): string => (typeof value === 'string' ? value : '');
export const number = (value: unknown): number => (typeof value === 'number' ? value : 0);
export const object = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
export const list = (value: unknown): Json[] => (Array.isArray(value) ? value.map(object) : []);
export const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(text) : []);

/** Files that came with a body in a form, under a name that no field of Discord has. */
export const FILES = '(files)';
export type SentFile = { number: number; filename: string; text: string };
export const sentFiles = (body: Json): SentFile[] =>
  list(body[FILES]).map((file) => ({
    ...{ number: number(file.number), filename: text(file.filename), text: text(file.text) },
  }));

/** 1 January 2015: ids count milliseconds from there. https://discord.com/developers/docs/reference#snowflakes */
const DISCORD_EPOCH = 1_420_070_400_000;
export const EPHEMERAL = 1 << 6;
export const MANAGE_GUILD = 1n << 5n;
/** View, send, embed, attach, read history, use commands. */
const MEMBER_PERMISSIONS = (1n << 10n) | (1n << 11n) | (1n << 14n) | (1n << 15n) | (1n << 16n) | (1n << 31n);

export type FakeUser = {
  id: string;
  username: string;
  global_name: string;
  nick: string | null;
  roles: string[];
  permissions: bigint;
};

export type FakeChannel = { id: string; name: string; type: number; parentId?: string; archived: boolean };

export type FakeMessage = {
  id: string;
  channel_id: string;
  type: number;
  author: Json;
  content: string;
  embeds: Json[];
  components: Json[];
  attachments: Json[];
  flags: number;
  pinned: boolean;
  timestamp: string;
  edited_timestamp: string | null;
  [more: string]: unknown;
};

/** Whom a message made a sound for. */
export type Pinged = { users: string[]; roles: string[]; everyone: boolean };

export type Posted = {
  /** As it stands now. */
  message: FakeMessage;
  channelId: string;
  /** ms since the epoch */
  at: number;
  /** As it stood after each edit. */
  edits: { at: number; content: string; embeds: Json[]; components: Json[] }[];
  pinged: Pinged;
  deletedAt?: number;
  /** Only this person sees it. */
  ephemeralFor?: string;
};

export class FakeWorld {
  token = 'MTIzNDU2Nzg5MDEyMzQ1Njc4.fake.of-a-bot';
  isTokenValid = true;
  isInGuild = true;
  mayAttachFiles = true;
  /** Ids of channels that the bot does not see any more. */
  readonly unseen = new Set<string>();
  readonly users = new Map<string, FakeUser>();
  readonly channels = new Map<string, FakeChannel>();
  readonly roles = new Map<string, { id: string; name: string; permissions: bigint }>();
  readonly posted: Posted[] = [];
  /** What stands in each attachment, by its id. */
  readonly files = new Map<string, string>();
  /** The commands of the server, as registered, each with its id. */
  commands: Json[] = [];
  /** Requests that break one of Discord's limits: a right client makes none. */
  readonly violations: string[] = [];
  #count = 0n;

  readonly guildId = this.snowflake(Date.UTC(2021, 2, 3));
  readonly applicationId = this.snowflake(Date.UTC(2022, 4, 5));
  readonly owner = this.user('owner', { permissions: MANAGE_GUILD | MEMBER_PERMISSIONS });

  constructor() {
    this.roles.set(this.guildId, { id: this.guildId, name: '@everyone', permissions: MEMBER_PERMISSIONS });
    for (const name of ['general', 'requests', 'panel', 'staff', 'now-playing']) this.channel(name);
  }

  snowflake(atMs = Date.now()): string {
    this.#count += 1n;
    return String((BigInt(atMs - DISCORD_EPOCH) << 22n) | (this.#count & 0x3fffffn));
  }

  user(name: string, more: Partial<FakeUser> & { createdAt?: number } = {}): FakeUser {
    const { createdAt = Date.UTC(2020, 0, 2), ...given } = more;
    const user: FakeUser = {
      id: this.snowflake(createdAt),
      username: name.toLowerCase().replace(/[^a-z0-9._]/g, '') || 'someone',
      global_name: name,
      nick: null,
      roles: [],
      permissions: MEMBER_PERMISSIONS,
      ...given,
    };
    this.users.set(user.id, user);
    return user;
  }

  channel(name: string, parentId?: string): FakeChannel {
    const made = { id: this.snowflake(), name, type: parentId === undefined ? 0 : 11, parentId, archived: false };
    this.channels.set(made.id, made);
    return made;
  }

  role(name: string): string {
    const id = this.snowflake();
    this.roles.set(id, { id, name, permissions: 0n });
    return id;
  }

  find(messageId: string): Posted | undefined {
    return this.posted.find(({ message, deletedAt }) => message.id === messageId && deletedAt === undefined);
  }

  get botUser(): Json {
    return { ...PLAIN_USER, id: this.applicationId, username: 'TraCord', global_name: null, bot: true };
  }

  userObject({ id, username, global_name }: FakeUser): Json {
    return { ...PLAIN_USER, id, username, global_name };
  }

  /** As in an interaction: `permissions` are those in its channel. */
  memberObject(user: FakeUser, { withUser = true } = {}): Json {
    return {
      ...(withUser ? { user: this.userObject(user) } : {}),
      nick: user.nick,
      avatar: null,
      roles: user.roles,
      joined_at: '2023-01-01T00:00:00.000000+00:00',
      premium_since: null,
      ...(withUser ? { deaf: false, mute: false } : {}),
      pending: false,
      flags: 0,
      communication_disabled_until: null,
      permissions: String(user.permissions),
    };
  }

  channelObject({ id, name, type, parentId, archived }: FakeChannel): Json {
    const plain = { id, name, type, guild_id: this.guildId, last_message_id: null, rate_limit_per_user: 0, flags: 0 };
    if (parentId === undefined) {
      return { ...plain, position: 0, permission_overwrites: [], parent_id: null, topic: null, nsfw: false };
    }
    return {
      ...plain,
      parent_id: parentId,
      owner_id: this.applicationId,
      message_count: this.posted.filter(({ channelId }) => channelId === id).length,
      member_count: 1,
      total_message_sent: 0,
      thread_metadata: {
        archived,
        auto_archive_duration: 1440,
        archive_timestamp: new Date().toISOString(),
        locked: false,
        create_timestamp: new Date().toISOString(),
      },
    };
  }

  guildObject(): Json {
    const channels = [...this.channels.values()];
    return {
      id: this.guildId,
      name: 'A server',
      icon: null,
      splash: null,
      owner_id: this.owner.id,
      afk_channel_id: null,
      afk_timeout: 300,
      verification_level: 0,
      default_message_notifications: 1,
      explicit_content_filter: 0,
      roles: [...this.roles.values()].map(({ id, name, permissions }, position) => ({
        ...{ id, name, permissions: String(permissions), position, color: 0, hoist: false, icon: null },
        colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
        ...{ managed: false, mentionable: true, flags: 0, unicode_emoji: null },
      })),
      emojis: [],
      stickers: [],
      features: [],
      mfa_level: 0,
      application_id: null,
      system_channel_id: null,
      system_channel_flags: 0,
      rules_channel_id: null,
      public_updates_channel_id: null,
      safety_alerts_channel_id: null,
      vanity_url_code: null,
      description: null,
      banner: null,
      premium_tier: 0,
      premium_subscription_count: 0,
      premium_progress_bar_enabled: false,
      preferred_locale: 'en-US',
      nsfw_level: 0,
      nsfw: false,
      joined_at: '2023-01-01T00:00:00.000000+00:00',
      large: false,
      unavailable: false,
      member_count: this.users.size + 1,
      members: [{ ...this.memberObject(this.owner), user: this.botUser, roles: [] }],
      voice_states: [],
      presences: [],
      stage_instances: [],
      guild_scheduled_events: [],
      soundboard_sounds: [],
      channels: channels.filter(({ type }) => type === 0).map((channel) => this.channelObject(channel)),
      threads: channels
        .filter(({ type, archived }) => type === 11 && !archived)
        .map((channel) => this.channelObject(channel)),
    };
  }
}

const PLAIN_USER = {
  discriminator: '0',
  avatar: null,
  avatar_decoration_data: null,
  banner: null,
  accent_color: null,
  public_flags: 0,
  clan: null,
};
