// A notice as each kind of address takes it. Pure. https://docs.ntfy.sh/publish/, https://gotify.net/docs/pushmsg,
// https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks

import { NOTICE_TITLES, type Notice, type NoticeLevel } from '@tracord/shared/notices.ts';
import type { Settings } from '@tracord/shared/settings.ts';

export type Webhook = Settings['notices']['webhooks'][number];
export type WebhookRequest = { url: URL; headers: Record<string, string>; body: string };

/** 1–5; 5 rings through "do not disturb". */
const NTFY_PRIORITY: Record<NoticeLevel, string> = { info: '3', warn: '4', alarm: '5' };
const NTFY_TAG: Record<NoticeLevel, string> = { info: 'information_source', warn: 'warning', alarm: 'rotating_light' };
/** 0–10; from 4 it makes a sound, from 8 it shows over everything. */
const GOTIFY_PRIORITY: Record<NoticeLevel, number> = { info: 3, warn: 5, alarm: 8 };
const SLACK_MARK: Record<NoticeLevel, string> = {
  info: ':information_source:',
  warn: ':warning:',
  alarm: ':rotating_light:',
};

/** Where, and what, to POST. A name and password in the address become a header: they belong into no address line. */
export function webhookRequest({ form, url: address }: Webhook, notice: Notice): WebhookRequest {
  const url = new URL(address);
  const login = loginOf(url);
  const title = `TraCord: ${NOTICE_TITLES[notice.kind]}`;
  const text = [notice.message, notice.remedy].filter((part) => part !== undefined).join('\n');
  const json = (value: unknown): WebhookRequest => ({
    url,
    headers: { ...login, 'content-type': 'application/json' },
    body: JSON.stringify(value),
  });
  if (form === 'gotify') return json({ title, message: text, priority: GOTIFY_PRIORITY[notice.level] });
  if (form === 'slack') return json({ text: `${SLACK_MARK[notice.level]} *${title}*\n${escapeSlack(text)}` });
  if (form === 'json') {
    const { id, kind, level, message, remedy, at } = notice;
    return json({ id, kind, level, title, message, remedy, at });
  }
  const headers = { Title: title, Priority: NTFY_PRIORITY[notice.level], Tags: NTFY_TAG[notice.level] };
  return { url, headers: { ...login, ...headers, 'content-type': 'text/plain; charset=utf-8' }, body: text };
}

function loginOf(url: URL): Record<string, string> {
  if (url.username === '' && url.password === '') return {};
  const login = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  url.username = '';
  url.password = '';
  return { authorization: `Basic ${Buffer.from(login).toString('base64')}` };
}

/** https://docs.slack.dev/messaging/formatting-message-text#escaping */
function escapeSlack(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
