// JSON merge patch (RFC 7396): the difference of two topic values, and a value with a difference applied. Pure.
// Source: https://www.rfc-editor.org/rfc/rfc7396. `null` means "remove", so topic values hold no null of their own.

import { isObject } from './json.ts';

/** Keys that would reach an object's prototype; refused on both sides. */
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

/** Two JSON values are equal; key order is ignored and an undefined member counts as absent. */
export function jsonEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => jsonEqual(item, b[index]));
  }
  if (!isObject(a) || !isObject(b)) return false;
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    if (!jsonEqual(member(a, key), member(b, key))) return false;
  }
  return true;
}

/** What an object itself holds: not what every object has, like `toString`. */
function member(object: Record<string, unknown>, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** The patch that turns `from` into `to`, or undefined where they are equal. Arrays are replaced whole. */
export function diff(from: unknown, to: unknown): unknown {
  if (jsonEqual(from, to)) return undefined;
  if (!isObject(from) || !isObject(to)) return to;
  const patch: Record<string, unknown> = {};
  for (const key of Object.keys(from)) {
    if (from[key] !== undefined && member(to, key) === undefined) patch[key] = null;
  }
  for (const key of Object.keys(to)) {
    refuseForbidden(key);
    if (to[key] === undefined) continue;
    const before = member(from, key);
    const change = diff(before, to[key]);
    // An empty object that is new must travel as itself, not as "no change".
    if (change !== undefined) patch[key] = isObject(before) ? change : to[key];
  }
  return patch;
}

/** `target` with `patch` applied, as a new value; `target` is left as it is. Throws on a forbidden key. */
export function apply(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const result: Record<string, unknown> = isObject(target) ? { ...target } : {};
  for (const [key, change] of Object.entries(patch)) {
    refuseForbidden(key);
    if (change === null) delete result[key];
    else result[key] = apply(member(result, key), change);
  }
  return result;
}

function refuseForbidden(key: string): void {
  if (FORBIDDEN.has(key)) throw new Error(`the key "${key}" is not allowed in a topic`);
}
