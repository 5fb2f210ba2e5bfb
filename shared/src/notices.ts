// What the DJ should know: one notice for each thing that happened, however it is told. `…At` is milliseconds since the epoch.

export const NOTICE_KINDS = [
  'bridge-lost',
  'bridge-back',
  'recording-stopped',
  'stream-stopped',
  'disk-nearly-full',
  'import-done',
  'import-failed',
  'requests-flood',
  'set-ended',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** What kind of thing happened, in two or three words. Plain ASCII: they stand in headers, too. */
export const NOTICE_TITLES: Readonly<Record<NoticeKind, string>> = {
  'bridge-lost': 'Connection lost',
  'bridge-back': 'Connection back',
  'recording-stopped': 'Recording stopped',
  'stream-stopped': 'Stream stopped',
  'disk-nearly-full': 'Disk nearly full',
  'import-done': 'Collection imported',
  'import-failed': 'Collection not imported',
  'requests-flood': 'Flood of requests',
  'set-ended': 'Set over',
};

/** info: good to know. warn: look when you can. alarm: look now; it stays until it is acknowledged. */
export type NoticeLevel = 'info' | 'warn' | 'alarm';

/** `message` and `remedy`: sentences for the DJ. `count`: how often it happened while the notice stood. */
export type Notice = {
  id: string;
  kind: NoticeKind;
  level: NoticeLevel;
  message: string;
  remedy?: string;
  at: number;
  count: number;
  acknowledgedAt?: number;
};

/** The topic `notices`, the newest first; so many as a screen has room for. */
export type NoticesView = { order: string[]; byId: Record<string, Notice>; alarms: number };

/** A notice that the Discord bot is to send once to the staff's channel; it takes it (`notice.take`) first. */
export type BotNotice = Pick<Notice, 'id' | 'kind' | 'level' | 'message' | 'remedy' | 'at'> & { expiresAt: number };
export type BotNotices = { order: string[]; byId: Record<string, BotNotice> };

export const FIRST_NOTICES: NoticesView = { order: [], byId: {}, alarms: 0 };
