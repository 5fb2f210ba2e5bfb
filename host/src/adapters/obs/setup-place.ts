// Whether an item in a scene is where somebody can see it. Pure.

/** True where it was made and never put anywhere: made hidden, where OBS puts what is new. `transform`: as GetSceneItemTransform
 * answers. */
export function isUnplaced(transform: unknown, isEnabled: boolean): boolean {
  if (isEnabled || typeof transform !== 'object' || transform === null) return false;
  const of: Record<string, unknown> = { ...transform };
  const isFirst = of.positionX === 0 && of.positionY === 0 && of.scaleX === 1;
  return isFirst && of.boundsType === 'OBS_BOUNDS_NONE';
}

/** True where nobody could see the item even if it is shown: it lies outside the canvas, it has no size, or it was made and never
 * put anywhere. `transform`: as GetSceneItemTransform answers. */
export function isLost(transform: unknown, isEnabled: boolean, canvas: { width: number; height: number }): boolean {
  if (typeof transform !== 'object' || transform === null) return false;
  const of: Record<string, unknown> = { ...transform };
  const number = (key: string) => (typeof of[key] === 'number' ? of[key] : 0);
  const hasBounds = of.boundsType !== 'OBS_BOUNDS_NONE';
  if (isUnplaced(transform, isEnabled)) return true;
  if (
    hasBounds
      ? number('boundsWidth') < 1 || number('boundsHeight') < 1
      : number('scaleX') === 0 || number('scaleY') === 0
  ) {
    return true;
  }
  // A turned item reaches somewhere else; it was turned on purpose.
  if (number('rotation') !== 0) return false;
  const width = hasBounds ? number('boundsWidth') : number('width');
  const height = hasBounds ? number('boundsHeight') : number('height');
  // A text without a letter has no size.
  if (width === 0 || height === 0) return false;
  const left = number('positionX') - width * before(number('alignment'), 1, 2);
  const top = number('positionY') - height * before(number('alignment'), 4, 8);
  return left >= canvas.width || top >= canvas.height || left + width <= 0 || top + height <= 0;
}

/** How much of the item lies before its position, 0–1: by the bits of OBS's alignment. */
function before(alignment: number, near: number, far: number): number {
  if ((alignment & near) !== 0) return 0;
  return (alignment & far) === 0 ? 0.5 : 1;
}
