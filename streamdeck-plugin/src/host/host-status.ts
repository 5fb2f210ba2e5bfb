// Whether the host was found, as a sentence for the property inspector.

import type { HostClient } from './host-client.ts';

export function hostStatus(host: Pick<HostClient, 'url' | 'isConnected'>): { connected: boolean; text: string } {
  const { url, isConnected } = host;
  if (isConnected) return { connected: true, text: `Connected to TraCord at ${url}.` };
  if (url === undefined)
    return { connected: false, text: 'TraCord is not running here. Start it, or paste its address and token below.' };
  return { connected: false, text: `TraCord at ${url} does not answer. Is it running, and is the token right?` };
}
