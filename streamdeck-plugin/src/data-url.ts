// An SVG document as the app takes pictures.

/** For keys: the app passes percent-encoded SVG on unchanged. */
export function asDataUrl(svg: string): string {
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

/** For the strip, whose pictures are documented in base 64 only: https://docs.elgato.com/streamdeck/sdk/references/touchscreen-layout */
export function asBase64Url(svg: string): string {
  return `data:image/svg+xml;base64,${Buffer.from(svg, 'utf8').toString('base64')}`;
}
