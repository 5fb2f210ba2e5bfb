// Why the host refused a press, in a word or two that fit under the cross on a key.

const WORDS: Record<string, string> = {
  rehearsal: 'Not live',
  live: 'Live',
  'too-late': 'Too late',
  'nothing-to-undo': 'Too late',
  'nothing-on-air': 'No track',
  doubtful: 'Which?',
  unauthorized: 'No access',
  changed: 'Changed',
  over: 'Changed',
  'request-unknown': 'Changed',
  'already-accepted': 'Changed',
  'play-unknown': 'Changed',
  'track-unknown': 'Changed',
  'not-a-candidate': 'Changed',
  'obs-away': 'No OBS',
  'obs-refused': 'OBS: no',
  'scene-unknown': 'Gone',
  'source-unknown': 'Gone',
  'no-studio-mode': 'No preview',
  'no-recording': 'No rec',
  'no-chapters': 'Not here',
  'no-set': 'No set',
  clipboard: 'No copy',
};

/** `code` as the host answered; absent where nobody answered. */
export function wordFor(code: string | undefined): string {
  if (code === undefined) return 'No answer';
  return WORDS[code] ?? 'Failed';
}
