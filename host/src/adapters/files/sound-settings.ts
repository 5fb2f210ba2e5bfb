// The settings' schema with what only the host can judge: a regular expression must not be able to run for minutes.

import { settingsSchema } from '@tracord/shared/settings.ts';
import { patternRisk } from '#domain/pattern-risk.ts';

/** Issues of a refused pattern have the code `custom`, and say in `params.remedy` what to do. */
export const soundSettings = settingsSchema.superRefine(({ masks, nowPlaying }, context) => {
  const lists = [
    { path: ['nowPlaying', 'removeFromTitles'], patterns: nowPlaying.removeFromTitles },
    { path: ['masks', 'patterns'], patterns: masks.patterns },
  ];
  for (const { path, patterns } of lists) {
    for (const [index, pattern] of patterns.entries()) {
      const remedy = patternRisk(pattern);
      if (remedy === undefined) continue;
      const message = 'could keep TraCord busy for minutes with one title';
      context.addIssue({ code: 'custom', path: [...path, index], message, params: { remedy } });
    }
  }
});
