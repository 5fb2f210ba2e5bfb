// What a route of the made-up Discord is, and the answers most of them give.

import type { Refused } from './discord-interactions.ts';
import { invalidForm, type Problem } from './discord-limits.ts';
import type { FakeWorld, Json } from './discord-world.ts';

export type Reply = { status: number; body?: unknown; headers?: Record<string, string> };
export type Call = { params: string[]; body: Json; query: URLSearchParams };
export type Route = { method: string; pattern: RegExp; name: string; isOpen: boolean; answer: (call: Call) => Reply };

/** `:name` stands for one part of the path; `isOpen` routes ask for no token: theirs lies in the path. */
export function route(method: string, name: string, answer: Route['answer'], { isOpen = false } = {}): Route {
  return { method, name, answer, isOpen, pattern: new RegExp(`^${name.replace(/:\w+/g, '([^/]+)')}$`) };
}

export const fault = (status: number, code: number, message: string): Reply => ({ status, body: { message, code } });
export const ok = (body: unknown): Reply => ({ status: 200, body });
export const NOTHING: Reply = { status: 204 };
export const MISSING_ACCESS = fault(403, 50001, 'Missing Access');

/** The refusal of a body that breaks limits; each is remembered as a violation. */
export function refuse(world: FakeWorld, problems: Problem[]): Reply {
  for (const { at, message } of problems) world.violations.push(`${at}: ${message}`);
  const isEmpty = problems.length === 1 && problems[0]?.code === 'EMPTY_MESSAGE';
  return isEmpty ? fault(400, 50006, 'Cannot send an empty message') : { status: 400, body: invalidForm(problems) };
}

export function refused(world: FakeWorld, { status, body, problems }: Refused): Reply {
  return problems === undefined ? { status, body } : refuse(world, problems);
}
