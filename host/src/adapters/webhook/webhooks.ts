// Posts notices to the addresses of the settings. An answer is waited for 5 s and judged by its status alone; nothing goes to
// another computer than the address names. Addresses may hold tokens: logs and Health name their hosts only.

import type { Notice } from '@tracord/shared/notices.ts';
import type { SendOutcome } from '#domain/notice-rules.ts';
import type { Clock } from '#kernel/clock.ts';
import type { HealthReporter } from '#kernel/health.ts';
import type { Logger } from '#kernel/logger.ts';
import { Breaker } from './breaker.ts';
import { type Webhook, type WebhookRequest, webhookRequest } from './webhook-forms.ts';

const ANSWERS_WITHIN_MS = 5_000;
const MOST_REDIRECTS = 2;
const REDIRECTS = [301, 302, 307, 308];
/** Refusals that pass: slow, early, busy. */
const PASSING = [408, 425, 429];
const LONGEST_WAIT_MS = 60 * 60_000;

export type WebhooksParts = { webhooks: () => Webhook[]; report: HealthReporter; clock: Clock; log: Logger };

export class Webhooks {
  readonly #parts: WebhooksParts;
  readonly #breakers = new Map<string, Breaker>();
  /** What is wrong, by address. */
  readonly #troubles = new Map<string, string>();
  readonly #running = new Set<AbortController>();

  constructor(parts: WebhooksParts) {
    this.#parts = parts;
    this.settingsChanged();
  }

  /** Forgets what was wrong: addresses may have been put right. */
  settingsChanged(): void {
    this.#breakers.clear();
    this.#troubles.clear();
    this.#report();
  }

  /** ms for which an address that failed again and again is left alone yet; 0: it may be tried. */
  waitMs({ url }: Webhook): number {
    return this.#breakers.get(url)?.waitMs(this.#parts.clock.now()) ?? 0;
  }

  /** Never rejects. Where no answer came, nobody knows whether it arrived: it counts as failed. */
  async send(webhook: Webhook, notice: Notice): Promise<SendOutcome> {
    const { clock, log } = this.#parts;
    const host = hostOf(webhook.url);
    const outcome = await this.#post(webhook, notice);
    const breaker = this.#breakers.get(webhook.url) ?? new Breaker();
    this.#breakers.set(webhook.url, breaker);
    breaker.took(outcome.outcome === 'sent', clock.now());
    if (outcome.outcome === 'sent') this.#troubles.delete(webhook.url);
    else {
      this.#troubles.set(webhook.url, `${host} ${outcome.reason}`);
      log.warn('webhook.failed', { host, kind: notice.kind, reason: outcome.reason, rests: breaker.isOpen });
    }
    this.#report();
    return outcome;
  }

  /** Ends what is under way. */
  stop(): void {
    for (const one of this.#running) one.abort();
  }

  async #post(webhook: Webhook, notice: Notice): Promise<SendOutcome> {
    const stopping = new AbortController();
    this.#running.add(stopping);
    let isLate = false;
    const cancel = this.#parts.clock.after(ANSWERS_WITHIN_MS, () => {
      isLate = true;
      stopping.abort();
    });
    try {
      return await follow(webhookRequest(webhook, notice), stopping.signal, this.#parts.clock.now());
    } catch (error) {
      return { outcome: 'failed', reason: isLate ? 'did not answer in time' : `cannot be reached${codeOf(error)}` };
    } finally {
      cancel();
      this.#running.delete(stopping);
    }
  }

  #report(): void {
    const { webhooks, report } = this.#parts;
    const named = webhooks();
    const [trouble] = named.flatMap(({ url }) => this.#troubles.get(url) ?? []);
    const hosts = [...new Set(named.map(({ url }) => hostOf(url)))].join(', ');
    if (named.length === 0) report({ status: 'off', message: 'Notices go to no webhook.' });
    else if (trouble === undefined) report({ status: 'ok', message: `Notices go to ${hosts}.` });
    else {
      const remedy = 'Look at its address behind notices.webhooks in settings.yaml; what passes is tried again.';
      report({ status: 'warn', message: `A notice was not sent: ${trouble}.`, remedy });
    }
  }
}

/** Sends it on where the same host says so, and never from https to http. */
async function follow(request: WebhookRequest, signal: AbortSignal, nowMs: number): Promise<SendOutcome> {
  let { url } = request;
  for (let redirects = 0; ; redirects++) {
    const { headers, body } = request;
    const response = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'manual' });
    // What it says is of no use, however long it is.
    await response.body?.cancel();
    if (!REDIRECTS.includes(response.status)) return judged(response, nowMs);
    const next = URL.parse(response.headers.get('location') ?? '', url.href);
    const isSame = next?.hostname === url.hostname && (next.protocol === url.protocol || next.protocol === 'https:');
    if (next === null || !isSame || redirects === MOST_REDIRECTS) {
      return { outcome: 'refused', reason: 'sends on to another address' };
    }
    url = next;
  }
}

function judged({ ok, status, headers }: Response, nowMs: number): SendOutcome {
  if (ok) return { outcome: 'sent' };
  const reason = `answers ${status}`;
  if (status < 500 && !PASSING.includes(status)) return { outcome: 'refused', reason };
  return { outcome: 'failed', reason, retryAfterMs: retryAfterMs(headers.get('retry-after'), nowMs) };
}

/** Seconds, or a date. https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
function retryAfterMs(said: string | null, nowMs: number): number | undefined {
  if (said === null) return undefined;
  const ms = /^\d+$/.test(said.trim()) ? Number(said) * 1_000 : Date.parse(said) - nowMs;
  return Number.isFinite(ms) ? Math.min(Math.max(0, ms), LONGEST_WAIT_MS) : undefined;
}

function hostOf(url: string): string {
  return URL.parse(url)?.host ?? 'an address that is none';
}

/** " (ECONNREFUSED)"; messages may name the address. */
function codeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' ? ` (${code})` : '';
}
