// Times, days, tempos and keys as people read them.

/** 401_000 -> "6:41", 3_725_000 -> "1:02:05". Rounds to the nearest second. */
export function formatDuration(durationMs: number): string {
  const total = Math.round(durationMs / 1000);
  const seconds = String(total % 60).padStart(2, '0');
  const minutes = Math.floor(total / 60) % 60;
  const hours = Math.floor(total / 3600);
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${seconds}` : `${minutes}:${seconds}`;
}

/** 7_500_000 -> "2 h 05 min", 2_880_000 -> "48 min". Rounds to the nearest minute. */
export function formatHours(durationMs: number): string {
  const total = Math.round(durationMs / 60_000);
  const hours = Math.floor(total / 60);
  return hours > 0 ? `${hours} h ${String(total % 60).padStart(2, '0')} min` : `${total} min`;
}

/** "20 November 2026", by this computer's time zone. `at`: ms since the epoch. */
export function formatDay(at: number): string {
  return new Date(at).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
}

/** 126.04 -> "126": audiences read whole beats per minute. */
export function formatBpm(bpm: number): string {
  return String(Math.round(bpm));
}
