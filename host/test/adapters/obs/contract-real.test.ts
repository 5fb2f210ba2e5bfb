import { execFileSync } from 'node:child_process';
import { realObsMissing, startRealObs } from '../../../../test/fakes/real-obs.ts';
import { CONTRACT_COLLECTIONS, describeObs } from './obs-contract.ts';

describeObs('the real OBS (needs obs-studio, Xvfb and ffprobe)', realObsMissing !== undefined, async () => {
  const obs = await startRealObs({ collections: CONTRACT_COLLECTIONS });
  return { ...obs, folder: obs.home, hasUuids: false, pace: 1, fileMs };
});

function fileMs(path: string): number {
  const said = execFileSync('ffprobe', ['-v', 'error', '-show_entries', 'format=duration', '-of', 'csv=p=0', path]);
  return Number(said.toString()) * 1_000;
}
