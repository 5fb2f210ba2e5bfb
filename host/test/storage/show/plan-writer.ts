// A process that writes one plan over and over, longer and shorter, until it is killed; says which version is written once it is.

import { openShowDatabase } from '#storage/show/database.ts';
import { Plans } from '#storage/show/plans.ts';
import { madePlan } from './made-plan.ts';

const plans = new Plans(openShowDatabase(process.argv[2] ?? ''));
for (let version = 1; ; version++) {
  plans.put(madePlan({ name: String(version), tracks: 1 + (version % 7) * 20, artist: String(version) }), {
    use: true,
  });
  process.stdout.write(`${version}\n`);
}
