// Text from outside within HTML, SVG and XML. Pure.

/** Fit to stand in an element, and in an attribute with quotes of either kind. Says nothing of characters that XML does not know. */
export function escapeXml(text: string): string {
  return escapeAttribute(text).replaceAll("'", '&#39;');
}

/** Fit to stand in an attribute with double quotes, written as Traktor writes it. */
export function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
