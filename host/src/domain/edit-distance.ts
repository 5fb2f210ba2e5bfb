// How many slips of a finger lie between two words: a letter wrong, missing, too many, or two neighbours swapped. Pure.

const LONGEST = 64;
/** Used again for each pair: a search compares a few thousand words. */
const rows: [Uint8Array, Uint8Array, Uint8Array] = [row(), row(), row()];

/** The distance between `typed` and `word`, or undefined where it is above `most` or a word is longer than 64 letters. */
export function editDistance(typed: string, word: string, most: number): number | undefined {
  if (Math.abs(typed.length - word.length) > most) return undefined;
  return distance(typed, word, most, false);
}

/** The least distance between `typed` and any beginning of `word`, or undefined where it is above `most`. */
export function prefixDistance(typed: string, word: string, most: number): number | undefined {
  if (word.length < typed.length - most) return undefined;
  return distance(typed, word.slice(0, typed.length + most), most, true);
}

/** Optimal string alignment, row by row over `word`; a row without a value up to `most` ends it. */
function distance(typed: string, word: string, most: number, anyBeginning: boolean): number | undefined {
  const width = typed.length + 1;
  if (typed.length > LONGEST || word.length > LONGEST) return undefined;
  let [twoAgo, above, current] = rows;
  for (let at = 0; at < width; at++) above[at] = at;
  let best = above[width - 1] ?? 255;
  for (let down = 1; down <= word.length; down++) {
    const letter = word.charCodeAt(down - 1);
    current[0] = down;
    let least = down;
    for (let across = 1; across < width; across++) {
      const same = typed.charCodeAt(across - 1) === letter;
      let value = Math.min(
        (above[across] ?? 0) + 1,
        (current[across - 1] ?? 0) + 1,
        (above[across - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped =
        down > 1 &&
        across > 1 &&
        typed.charCodeAt(across - 2) === letter &&
        typed.charCodeAt(across - 1) === word.charCodeAt(down - 2);
      if (swapped) value = Math.min(value, (twoAgo[across - 2] ?? 0) + 1);
      current[across] = value;
      if (value < least) least = value;
    }
    if (anyBeginning) best = Math.min(best, current[width - 1] ?? 255);
    // No later row gets below the least of this one.
    if (least > most) return anyBeginning && best <= most ? best : undefined;
    [twoAgo, above, current] = [above, current, twoAgo];
  }
  const result = anyBeginning ? best : (above[width - 1] ?? 255);
  return result > most ? undefined : result;
}

function row(): Uint8Array {
  return new Uint8Array(LONGEST + 1);
}
