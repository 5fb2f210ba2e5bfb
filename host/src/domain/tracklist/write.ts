// Which format is written by whom. Pure.

import type { ExportFormat } from '@tracord/shared/set-queries.ts';
import { writeCue } from './cue.ts';
import { writeDiscord } from './discord.ts';
import { writeHtml } from './html.ts';
import { writeJson } from './json.ts';
import { writeM3u8 } from './m3u8.ts';
import { writeMixcloud } from './mixcloud.ts';
import { writePlain } from './plain.ts';
import { writeTable } from './table.ts';
import { writeThousandOne } from './thousandone-tracklists.ts';
import type { TracklistWriter } from './tracklist.ts';
import { writeTraktorNml } from './traktor-nml.ts';
import { writeYoutube } from './youtube.ts';

export const tracklistWriters: Record<ExportFormat, TracklistWriter> = {
  cue: writeCue,
  youtube: writeYoutube,
  mixcloud: writeMixcloud,
  '1001tracklists': writeThousandOne,
  discord: writeDiscord,
  text: writePlain,
  csv: writeTable,
  json: writeJson,
  m3u8: writeM3u8,
  nml: writeTraktorNml,
  html: writeHtml,
};
