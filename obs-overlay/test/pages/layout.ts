// What to look for in the layout of a page; both functions run in the page.

/** Elements of the card that reach over the source's edges; what is cut on purpose (`…`, the roll) is left out. */
export function sticksOut(): string[] {
  return [...document.querySelectorAll<HTMLElement>('.card:not(.leaving), .card:not(.leaving) *')]
    .filter(
      (element) =>
        element.closest('.roll, .artist span, .title > span, .hint > span, .what > span, .who, svg') === null &&
        element.tagName !== 'WBR',
    )
    .filter((element) => {
      const box = element.getBoundingClientRect();
      if (box.width === 0 || getComputedStyle(element).display === 'none') return false;
      return box.left < -1 || box.top < -1 || box.right > window.innerWidth + 1 || box.bottom > window.innerHeight + 1;
    })
    .map((element) => element.className);
}

/** Text under its least size in design pixels: the title 44 px, in a list 36, everything else 30. */
export function tooSmall(): string[] {
  const small: string[] = [];
  for (const [selector, least] of [
    ['.title:not(.entry .title)', 44],
    ['.entry .title:not(.cjk), .number', 34],
    ['.artist, .fact, .demo span, .letters, .digits', 30],
    ['.entry .cjk, .hint, .line-above, .more, .by', 30],
  ] as const) {
    for (const element of document.querySelectorAll(selector)) {
      const size = Number.parseFloat(getComputedStyle(element).fontSize);
      if (size < least - 0.01) small.push(`${element.className} ${size}`);
    }
  }
  return small;
}
