// Tables as CSV for spreadsheets: RFC 4180 with a byte order mark, so that names of all languages survive, and no cell that a
// spreadsheet would take for a formula. Pure.

type Cell = string | number | undefined;

const BYTE_ORDER_MARK = '\ufeff';
/** What spreadsheets calculate, and what may hide it (https://owasp.org/www-community/attacks/CSV_Injection). */
const FORMULA = /^[\s\p{Cc}]*[=+\-@＝＋－＠\t\r]/u;
/** The same behind what spreadsheets of other countries, or set so, take for the end of a cell: quotes do not help there. */
const FORMULA_INSIDE = /([;|\t\r\n][\s\p{Cc}]*)(?=[=+\-@＝＋－＠])/gu;

/** The first row names the columns. */
export function csv(rows: Cell[][]): string {
  return BYTE_ORDER_MARK + rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(value: Cell): string {
  if (typeof value !== 'string') return String(value ?? '');
  const inside = value.replace(FORMULA_INSIDE, "$1'");
  const text = FORMULA.test(inside) ? `'${inside}` : inside;
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}

/** "2026-11-20 21:05:09", as spreadsheets read it, in the time of this computer. `at`: ms since the epoch. */
export function localTime(at: number): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}
