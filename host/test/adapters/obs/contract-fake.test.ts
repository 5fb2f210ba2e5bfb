import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeObs, type ObsSocketVersion } from '../../../../test/fakes/obs.ts';
import { CONTRACT_COLLECTIONS, describeObs } from './obs-contract.ts';

const VERSIONS: { version: ObsSocketVersion; hasUuids: boolean }[] = [
  { version: '5.1', hasUuids: false },
  { version: '5.6', hasUuids: true },
];

for (const { version, hasUuids } of VERSIONS) {
  describeObs(`the fake OBS with obs-websocket ${version}`, false, async () => {
    const obs = await FakeObs.start({ version, collections: CONTRACT_COLLECTIONS, lagMs: 60 });
    const folder = mkdtempSync(join(tmpdir(), 'tracord-obs-contract-'));
    return {
      ...{ url: obs.url, password: obs.password, hasUuids, folder, pace: 0.1 },
      fileMs: (path) => obs.recording.files.find((file) => file.path === path)?.durationMs ?? 0,
      kill: () => obs.kill(),
      start: () => obs.start(),
      stop: async () => {
        await obs.stop();
        rmSync(folder, { recursive: true });
      },
    };
  });
}
