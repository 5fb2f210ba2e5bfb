// What the terminal says when a bridge gets into trouble or out of it, in the sentences of `health`. Pure.

import type { BridgeHealth, OperatorTopics } from '@tracord/shared/topics.ts';

type Health = OperatorTopics['health'];

/** Lines for what changed between two states of health; empty where a DJ need not know. */
export function healthLines(before: Health, after: Health): string[] {
  return Object.entries(after.bridges).flatMap(([name, now]) => {
    const then = before.bridges[name];
    if (isTrouble(now)) return then?.message === now.message && then.remedy === now.remedy ? [] : trouble(now);
    return then !== undefined && isTrouble(then) ? [`  Well again    ${now.message}`] : [];
  });
}

function isTrouble({ status }: BridgeHealth): boolean {
  return status === 'warn' || status === 'down';
}

function trouble({ message, remedy }: BridgeHealth): string[] {
  return [`  Careful       ${message}`, ...(remedy === undefined ? [] : [`                ${remedy}`])];
}
