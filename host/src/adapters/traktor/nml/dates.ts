// Traktor's dates and times, all of them local to the computer that wrote them. Pure.

/** "2018/8/29" -> "2018-08-29"; undefined for anything that is no date. */
export function dayOf(text: string): string | undefined {
  const found = /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/.exec(text);
  if (!found) return undefined;
  const [, year, month = '', day = ''] = found;
  if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > 31) return undefined;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** Seconds since midnight -> "23:12:59"; undefined outside of a day. */
export function timeOfDay(seconds: number): string | undefined {
  if (!(seconds >= 0 && seconds < 86_400)) return undefined;
  const whole = Math.floor(seconds);
  return [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}

/** A play's start, in ms since the epoch: `date` is year << 16 | month << 8 | day, `seconds` since local midnight.
 * undefined where the file says nothing (0) or nonsense. */
export function startOfPlay(date: number, seconds: number): number | undefined {
  const [year, month, day] = [date >>> 16, (date >>> 8) & 0xff, date & 0xff];
  if (year < 1990 || month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  if (!(seconds >= 0 && seconds <= 86_400)) return undefined;
  return new Date(year, month - 1, day, 0, 0, Math.floor(seconds)).getTime();
}
