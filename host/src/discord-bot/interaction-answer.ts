// Answering an interaction: at once where the answer is there, else with Discord's "is thinking …" first, which buys minutes
// where there would be 3 seconds. Only whoever asked sees it, and nobody is mentioned.

import {
  type APIActionRowComponent,
  type APIComponentInMessageActionRow,
  DiscordAPIError,
  type Interaction,
  MessageFlags,
  type RepliableInteraction,
} from 'discord.js';
import type { Clock } from './module.ts';
import { linesWithin } from './text.ts';

/** Discord gives an interaction up after 3 s, the way there and back included. */
const THINKS_AFTER_MS = 1_500;
const LONGEST_CONTENT = 2_000;
const UNKNOWN_INTERACTION = 10_062;
const ALREADY_ANSWERED = 40_060;
const UNKNOWN_WEBHOOK = 10_015;
const INVALID_TOKEN = 50_027;

/** A text in Discord's markup, with names and titles already escaped. Without `components`, those that are there stay. */
export type Say = { content: string; components?: APIActionRowComponent<APIComponentInMessageActionRow>[] };

const NOBODY = { parse: [], repliedUser: false };

/** Answers with what `work` says, to whoever asked only. */
export async function reply(interaction: RepliableInteraction, clock: Clock, work: Promise<Say>): Promise<void> {
  const { said, waits } = await inTime(clock, work, () =>
    interaction.deferReply({ flags: MessageFlags.Ephemeral }).then(() => {}),
  );
  if (await waits) await interaction.editReply(bodyOf(said));
  else await interaction.reply({ ...bodyOf(said), flags: MessageFlags.Ephemeral });
}

/** Puts what `work` says in place of the message the button or menu hangs on. */
export async function replace(
  interaction: Extract<Interaction, { update: unknown }>,
  clock: Clock,
  work: Promise<Say>,
): Promise<void> {
  const { said, waits } = await inTime(clock, work, () => interaction.deferUpdate().then(() => {}));
  if (await waits) await interaction.editReply(bodyOf(said));
  else await interaction.update(bodyOf(said));
}

/** `waits`: undefined, or the promise of the sign that it takes longer. */
async function inTime(
  clock: Clock,
  work: Promise<Say>,
  sign: () => Promise<void>,
): Promise<{ said: Say; waits: Promise<boolean> | undefined }> {
  let waits: Promise<boolean> | undefined;
  const cancel = clock.after(THINKS_AFTER_MS, () => {
    waits = sign().then(() => true);
    // Who waits for `work` hears of it after that.
    waits.catch(() => {});
  });
  try {
    return { said: await work, waits };
  } finally {
    cancel();
    // What is said of a fault must find the sign there, or none.
    await waits?.catch(() => {});
  }
}

function bodyOf({ content, components }: Say) {
  return { content: fitting(content), ...(components === undefined ? {} : { components }), allowedMentions: NOBODY };
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Discord refuses a longer text altogether. Whole lines are left out, lest markup ends in its middle. */
function fitting(content: string): string {
  if (content.length <= LONGEST_CONTENT) return content;
  const lines = linesWithin(content.split('\n'), LONGEST_CONTENT - 1);
  if (lines.length > 0) return [...lines, '…'].join('\n');
  const end = graphemes.segment(content).containing(LONGEST_CONTENT - 1)?.index;
  return `${content.slice(0, end)}…`;
}

/** Whether nobody waits for the answer any more: it came too late, or was given already. */
export function isTooLate(error: unknown): boolean {
  const codes: unknown[] = [UNKNOWN_INTERACTION, ALREADY_ANSWERED, UNKNOWN_WEBHOOK, INVALID_TOKEN];
  return error instanceof DiscordAPIError && codes.includes(error.code);
}

/** Says a sentence where nothing was said yet, as well as it can be said; it never throws. */
export async function sayFault(interaction: Interaction, content: string): Promise<void> {
  if (!interaction.isRepliable()) return;
  const body = { content, components: [], allowedMentions: NOBODY };
  const said = interaction.deferred
    ? interaction.editReply(body)
    : interaction.replied
      ? Promise.resolve()
      : interaction.reply({ ...body, flags: MessageFlags.Ephemeral });
  // Whoever asked is told by Discord itself that there was no answer.
  await said.then(
    () => {},
    () => {},
  );
}
