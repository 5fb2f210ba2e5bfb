// Browser sources with our address show an error page when OBS started before us: they are reloaded once per connection.

import type { SeenInput } from './bindings.ts';
import { inputRef } from './bindings-read.ts';
import type { ObsLink } from './link.ts';
import { isBrowser } from './text-kinds.ts';

/** Hosts that are this computer, as a URL has them. */
const HERE = ['127.0.0.1', 'localhost', '[::1]'];

export function isOurAddress(address: unknown, webPort: number): boolean {
  if (typeof address !== 'string' || !URL.canParse(address)) return false;
  const { protocol, hostname, port } = new URL(address);
  return protocol === 'http:' && HERE.includes(hostname) && Number(port || 80) === webPort;
}

/** Presses "Refresh cache of current page" on each that has our address; the others are left alone. How many there were. */
export async function refreshPages(link: ObsLink, inputs: readonly SeenInput[], webPort: number): Promise<number> {
  const ours = inputs.filter(
    ({ kind, settings }) => isBrowser(kind) && settings.is_local_file !== true && isOurAddress(settings.url, webPort),
  );
  if (ours.length === 0) return 0;
  await link.batch(
    ours.map((input) => ({
      type: 'PressInputPropertiesButton',
      data: { ...inputRef(input), propertyName: 'refreshnocache' },
    })),
  );
  return ours.length;
}
