// The staff's board: one pinned message, edited as requests come and go, and the command that blocks a member.

import { ApplicationCommandType } from 'discord.js';
import { BLOCK_COMMAND, BoardAnswers } from './board-answers.ts';
import { boardBody, boardRest } from './board-body.ts';
import type { BotModule } from './module.ts';
import { STAFF_ONLY } from './staff.ts';
import { type SendParts, StandingMessage } from './standing-message.ts';

const BOARD_PACE_MS = 3_000;

export function makeBoard(parts: SendParts): BotModule {
  const message = new StandingMessage(parts, {
    name: 'board',
    setting: 'staffChannel',
    isPinned: true,
    minIntervalMs: BOARD_PACE_MS,
    body: boardBody,
    rest: boardRest,
  });
  const answers = new BoardAnswers(parts);
  return {
    commands: () => [
      { name: BLOCK_COMMAND, type: ApplicationCommandType.User, default_member_permissions: STAFF_ONLY, contexts: [0] },
    ],
    answer: (interaction) => answers.answer(interaction),
    changed: (what) => message.changed(what),
    resumed: () => message.resumed(),
    stop: () => {
      message.stop();
      answers.stop();
    },
  };
}
