import { realObsMissing, startRealObs } from '../../../../test/fakes/real-obs.ts';
import { durationOf } from '../../../../test/fakes/recorded-file.ts';
import { CONTRACT_COLLECTIONS, describeObs } from './obs-contract.ts';

describeObs('the real OBS (needs obs-studio, Xvfb and ffprobe)', realObsMissing !== undefined, async () => {
  const obs = await startRealObs({ collections: CONTRACT_COLLECTIONS });
  return { ...obs, folder: obs.home, hasUuids: false, pace: 1, fileMs: durationOf };
});
