// A catalogue number as the theme Label sets it: small letters above big digits. Pure.

export type CatalogueParts = { letters: string; digits: string };

/**
 * "THR 027" -> THR / 027, "OSTGUTLP31" -> OSTGUT / 31, "PE-114-R" -> PE / 114R. Without a number, or with nothing to
 * split, the place in the set stands there instead: SET / 12. No place known: undefined.
 */
export function catalogueParts(catalogNo: string | undefined, place: number | undefined): CatalogueParts | undefined {
  const compact =
    catalogNo
      ?.normalize('NFC')
      .toUpperCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim() ?? '';
  const match = /^([^\d]*?)\s*(\d[\p{L}\p{N} ]*)$/u.exec(compact);
  if (match?.[2] !== undefined) {
    const digits = match[2].replaceAll(' ', '');
    const letters = (match[1] ?? '').replaceAll(' ', '');
    if (digits.length <= 6) return { letters: letters.slice(0, 6) || 'NO', digits };
  }
  if (place === undefined) return undefined;
  return { letters: 'SET', digits: String(place) };
}

/** Font size in px of the digits in the 140 px that the box leaves them. */
export function digitsSize(digits: string): number {
  if (digits.length <= 3) return 76;
  return digits.length === 4 ? 56 : 44;
}
