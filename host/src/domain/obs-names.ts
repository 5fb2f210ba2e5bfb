// What is meant by a name of something in OBS. Settings and keys come without spaces around a name, so those count only where two
// names are the same without them. Pure.

/** Those of this name exactly, else those of it but for spaces around it. */
export function named<T extends { name: string }>(all: readonly T[], name: string): T[] {
  const exact = all.filter((one) => one.name === name);
  return exact.length > 0 ? exact : all.filter((one) => one.name.trim() === name.trim());
}

/** The items of this name in a scene; those inside its groups where there are none outside. */
export function itemsNamed<T extends { name: string; in?: string }>(items: readonly T[], name: string): T[] {
  const outside = named(
    items.filter((item) => item.in === undefined),
    name,
  );
  return outside.length > 0 ? outside : named(items, name);
}
