// An SVG document as the app takes pictures.

/** The app passes percent-encoded SVG on unchanged; it needs no base64. */
export function asDataUrl(svg: string): string {
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
