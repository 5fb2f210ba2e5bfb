// Browser sources with our address show an error page when OBS started before us: they are reloaded once per connection.

import type { Logger } from '#kernel/logger.ts';
import type { SeenInput } from './bindings.ts';
import { inputRef } from './bindings-read.ts';
import type { ObsLink } from './link.ts';
import { isBrowser } from './text-kinds.ts';

/** Hosts that are this computer, as a URL has them. */
const HERE = ['127.0.0.1', 'localhost', '[::1]'];

export function isOurAddress(address: unknown, webPort: number): boolean {
  return isHere(address) && Number(new URL(address).port || 80) === webPort;
}

/** Of this computer, at any port. */
export function isHere(address: unknown): address is string {
  if (typeof address !== 'string' || !URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'http:' && HERE.includes(hostname);
}

/** Presses "Refresh cache of current page" on each that has our address; the others are left alone. */
export async function refreshPages(
  { link, webPort, log }: { link: ObsLink; webPort: number; log: Logger },
  inputs: readonly SeenInput[],
): Promise<void> {
  const ours = inputs.filter(
    ({ kind, settings }) => isBrowser(kind) && settings.is_local_file !== true && isOurAddress(settings.url, webPort),
  );
  if (ours.length === 0) return;
  const answers = await link.batch(
    ours.map((input) => ({
      type: 'PressInputPropertiesButton',
      data: { ...inputRef(input), propertyName: 'refreshnocache' },
    })),
  );
  const refused = ours.filter((_, index) => answers[index]?.ok !== true);
  if (refused.length > 0) log.warn('pages.not-refreshed', { names: refused.map(({ name }) => name) });
  const pages = ours.length - refused.length;
  if (pages > 0) log.info('pages.refreshed', { pages });
}
