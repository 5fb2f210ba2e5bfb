// Tells requests of web pages from those of programs: any page open in a browser can reach a local port. Pure.

/** Header names in lower case, as `node:http` gives them, or as a map. */
export type RequestHeaders = ReadonlyMap<string, unknown> | Readonly<Record<string, unknown>>;

/**
 * True when a browser sent the request: it bears `Origin`, `Referer` or any `Sec-Fetch-*`
 * (https://www.w3.org/TR/fetch-metadata/). Neither Traktor nor its controllers send these.
 */
export function isFromBrowser(headers: RequestHeaders): boolean {
  const names = headers instanceof Map ? headers.keys() : Object.keys(headers);
  for (const name of names) {
    if (name === 'origin' || name === 'referer' || String(name).startsWith('sec-fetch-')) return true;
  }
  return false;
}

const LOCAL_NAME = /(?:^|\.)(?:localhost|local|lan|internal|home\.arpa)$/;

/**
 * True when a `Host` header names a site on the internet. A page whose name was made to point at this computer can ask
 * without any of the headers above, but not without its own name. Addresses, bare names and `.local` ones are not foreign.
 */
export function isForeignHost(host: string | undefined): boolean {
  if (host === undefined) return false;
  const name = host.trim().toLowerCase().replace(/:\d*$/, '').replace(/\.$/, '');
  if (name.startsWith('[') || /^[\d.]+$/.test(name) || !name.includes('.')) return false;
  return !LOCAL_NAME.test(name);
}
