// The room of notices, built on what OBS was seen to do.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type NoticeRoom, noticeRoom } from '#app/notice-room.ts';
import { silentLogger } from '#kernel/logger.ts';
import { Outputs } from '#services/live/outputs.ts';
import { OutputStore } from '#storage/show/outputs.ts';
import { ShowState } from '#storage/show/show-state.ts';
import { NOON, NoticeStage } from '../services/live/notice-stage.ts';
import { folder } from './a-folder.ts';

it('watches the drive that OBS records to, from the first file that it names, also after a restart', async () => {
  // No drive here has as much.
  const at = new NoticeStage({ diskFreeGb: 10_000 });
  const videos = join(folder.path, 'videos');
  mkdirSync(videos);
  const open = (): { outputs: Outputs; room: NoticeRoom } => {
    const outputs = new Outputs({
      ...{ store: new OutputStore(at.db), state: new ShowState(at.db), write: (write: () => void) => write() },
      ...{ clock: at.clock, log: silentLogger },
    });
    const room = noticeRoom({
      ...{ show: at.db, operator: at.operator, bot: at.bot, settings: () => at.settings, clock: at.clock },
      ...{ dataFolder: join(folder.path, 'nowhere'), lastRecorded: () => outputs.lastRecorded() },
      ...{ onAcknowledged: () => {}, report: () => {}, log: silentLogger },
    });
    return { outputs, room };
  };
  const said = () => Object.values(at.operator.get('notices').byId).map(({ message }) => message);
  const look = async (room: NoticeRoom) => {
    await room.start();
    await room.stop();
    return said();
  };

  const first = open();
  expect(await look(first.room)).toEqual([]);
  const path = join(videos, 'one.mkv');
  first.outputs.take({ kind: 'output.started', output: 'stream', at: NOON });
  first.outputs.take({
    kind: 'output.started',
    output: 'recording',
    at: NOON,
    path: join(folder.path, 'gone', 'a.mkv'),
  });
  expect(await look(open().room)).toEqual([]);
  first.outputs.take({ kind: 'output.split', output: 'recording', at: NOON + 60_000, path });
  expect(await look(open().room)).toEqual([expect.stringMatching(/^Only .* GB are free where OBS records\.$/)]);
  at.close();
});
