// A theme's card as the overlay "now-playing" shows it.

import { type CardContent, isSameTrack } from '#view/card-content.ts';
import { fitAsker, fitCard } from '#view/card-fit.ts';
import type { Look, Theme } from './theme.ts';
import { parts } from './theme.ts';

export function nowPlayingLook(theme: Theme): Look<CardContent> {
  return {
    ...theme,
    isSame: isSameTrack,
    fit: (card, arrangement) => fitCard(card, theme.textHeight(arrangement)),
    within: (older, newer) =>
      newer.asker === undefined || older.asker !== undefined
        ? undefined
        : {
            during: newer,
            moves: (card, stage) => {
              fitAsker(card);
              return theme.request(card, stage);
            },
            appears: (card) => {
              fitAsker(card);
              return parts(card, 'asker');
            },
          },
  };
}
