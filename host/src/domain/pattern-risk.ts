// Finds regular expressions that could run for minutes on a short text, before anything is matched with them.
// Pure, and on the safe side: it refuses some that would do no harm, and says how to write them instead.

/** Each unbounded repeat may multiply the work by the text's length: with more than these, 500 characters are too many. */
const MOST_REPEATS = 4;

/** Why this pattern is refused, as a sentence with a remedy; undefined for one that is safe on short texts. */
export function patternRisk(pattern: string): string | undefined {
  // For each open group: does it hold a repeat or an alternative?
  const groups: boolean[] = [false];
  let repeats = 0;
  let closed: boolean | undefined;
  for (let at = 0; at < pattern.length; at++) {
    const letter = pattern[at] ?? '';
    const wasClosed = closed;
    closed = undefined;
    if (letter === '\\') {
      // A reference back to a group makes any bound on the work void.
      if (/[1-9k]/.test(pattern[at + 1] ?? '')) return 'A reference to an earlier group is not allowed; write it out.';
      at += 1;
    } else if (letter === '[') {
      at = endOfSet(pattern, at);
    } else if (letter === '(') {
      groups.push(false);
    } else if (letter === ')') {
      closed = groups.pop() ?? false;
      if (closed) mark(groups);
    } else if (letter === '|') {
      mark(groups);
    } else if (letter === '*' || letter === '+' || letter === '{') {
      if (wasClosed === true)
        return 'A group that repeats must not hold a repeat or an alternative; write it without one.';
      mark(groups);
      repeats += 1;
      if (repeats > MOST_REPEATS)
        return `More than ${MOST_REPEATS} repeats in one pattern; make several patterns of it.`;
    }
  }
  return undefined;
}

function mark(groups: boolean[]): void {
  if (groups.length > 0) groups[groups.length - 1] = true;
}

function endOfSet(pattern: string, from: number): number {
  for (let at = from + 1; at < pattern.length; at++) {
    if (pattern[at] === '\\') at += 1;
    else if (pattern[at] === ']') return at;
  }
  return pattern.length;
}
