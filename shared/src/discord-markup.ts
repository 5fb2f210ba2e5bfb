// Text that Discord shows as it is. Pure.

/** Every character that begins markup, a mention, a link, an emoji, a time or an invite. A backslash before punctuation is
 * never shown (https://docs.discord.com/developers/reference#message-formatting). */
const SPECIAL = /[\\*_~`|<>#@:[\]()/+-]/g;
/** "1." at the start of a line begins a list. */
const LIST_NUMBER = /^(\d+)([.)])/;

/** One line that reads as it was written, whatever stands in it. */
export function escapeMarkup(line: string): string {
  return line.replace(SPECIAL, '\\$&').replace(LIST_NUMBER, '$1\\$2');
}
